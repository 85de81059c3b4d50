/**
 * Visits every record of a store as an export does, and prints how far this process's memory grew:
 * `node bench/store/export.ts URL`.
 */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { systemClock } from '../../src/ports/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { thanksKind } from '../../tests/store/sample-records.ts';
import { workspace } from './thanks.ts';

const [url = ''] = process.argv.slice(2);
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const store = await openStore({ url, clock: systemClock, log: silent });
const out = createWriteStream('/dev/null');
const before = process.memoryUsage.rss();
const start = performance.now();
let [peak, records] = [before, 0];
const { namespace, schema } = thanksKind;
await store.forEach(
  { namespace, prefix: `${workspace}/record/`, schema },
  async ({ name, value }) => {
    records += 1;
    if (records % 500 === 0) peak = Math.max(peak, process.memoryUsage.rss());
    if (!out.write(`${name},${JSON.stringify(value)}\n`)) await once(out, 'drain');
  },
);
const seconds = (performance.now() - start) / 1000;
await store.close();
process.stdout.write(JSON.stringify({ records, seconds, grownMB: (peak - before) / 2 ** 20 }));
