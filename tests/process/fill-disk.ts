/**
 * Writes to a store until its disk is full, makes room, writes again; prints the outcome as JSON.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { systemClock } from '../../src/ports/clock.ts';
import { put, StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';

const [folder = ''] = process.argv.slice(2);
const ballast = join(folder, 'ballast');
writeFileSync(ballast, Buffer.alloc(300_000));

const key = (place: number) => ({ namespace: 'notes', name: `T1/${place}`, schema: z.string() });
const text = 'x'.repeat(2000);
const log = recordedLog();
const store = await openStore({
  url: `sqlite:${join(folder, 'store.sqlite')}`,
  clock: systemClock,
  log,
});

let acknowledged = 0;
let refusal: unknown;
while (refusal === undefined) {
  await store.setMany([put(key(acknowledged), text)]).then(
    () => {
      acknowledged += 1;
    },
    (error: unknown) => {
      refusal = error;
    },
  );
}
const intact = async () => {
  const read = await store.getMany(Array.from({ length: acknowledged }, (_, place) => key(place)));
  return read.every((value) => value === text);
};
const keptWhileFull = await intact();
const refusedToo = await store.get(key(acknowledged));
rmSync(ballast);
await store.setMany([put(key(acknowledged), text)]);
acknowledged += 1;
process.stdout.write(
  JSON.stringify({
    acknowledged,
    isOutage: refusal instanceof StoreUnavailable,
    reason: String((refusal as Error).cause),
    keptWhileFull,
    halfWritten: refusedToo !== undefined,
    keptAfterwards: await intact(),
    ready: store.ready(),
    said: log.lines.map(({ message }) => message),
  }),
);
await store.close();
