import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { erasureRun } from '../features/my-data/erasure-runs.ts';
import { postgresUrl, redisUrl } from '../store/servers.ts';

/** `npm run test:long -- my-data`; `RUNS` says how many runs each. */
const runs = Number(process.env.RUNS ?? 50);

const places = {
  SQLite: async () => `sqlite:${join(mkdtempSync(join(tmpdir(), 'my-data-')), 'x.sqlite')}`,
  Postgres: postgresUrl,
  Redis: redisUrl,
};

test.each(['SQLite', 'Postgres', 'Redis'] as const)(
  'killed while it deletes the data of a person, on %s',
  async (engine) => {
    const counts = { killed: 0, left: 0, toldTwice: 0 };
    for (let run = 0; run < runs; run += 1) {
      const { left, wasKilled, world } = await erasureRun(await places[engine](), run);
      const told = world.messages.filter(({ message }) => message.text.startsWith('Your data is'));
      if (wasKilled) counts.killed += 1;
      if ((await left()).length > 0) counts.left += 1;
      if (told.length > 1) counts.toldTwice += 1;
    }
    process.stdout.write(`${engine}, ${runs} runs: ${JSON.stringify(counts)}\n`);
    expect(counts).toMatchObject({ left: 0, toldTwice: 0 });
  },
);
