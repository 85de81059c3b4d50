import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { postgresUrl, redisUrl } from './servers.ts';
import { expectAllThere, writers } from './writers.ts';

const sqliteUrl = async () => `sqlite:${join(mkdtempSync(join(tmpdir(), 'store-')), 'x.sqlite')}`;

// The long form of this is tests/long/store.test.ts.
test.each([
  ['sqlite', sqliteUrl],
  ['postgres', postgresUrl],
  ['redis', redisUrl],
])(
  'on %s, keeps the appends of several processes once, also when one is killed',
  async (_, place) => {
    const url = await place();
    const writing = await writers(url, 2, 120);
    await eventually(() => expect(writing.acknowledged.length).toBeGreaterThan(40));
    await writing.kill(0);
    await writing.done;
    expect(writing.errors).toEqual([]);
    expect(writing.acknowledged).toHaveLength(240);
    await expectAllThere(url, writing.acknowledged, 1);
  },
);
