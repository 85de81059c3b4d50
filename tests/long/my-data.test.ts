import { expect, test } from 'vitest';
import { erasureRun, ownWords, workspace } from '../features/my-data/erasure-runs.ts';
import { ben } from '../features/shoutouts/message-rig.ts';
import { purgeCalls, purgeRun } from '../installation/purge-runs.ts';
import { places } from '../store/places.ts';

/** `npm run test:long -- my-data`; `RUNS` says how many runs each. */
const runs = Number(process.env.RUNS ?? 50);

const engines = Object.entries(places);

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

test.each(engines)('killed while it deletes the data of a person, on %s', async (engine, place) => {
  const counts = { killed: 0, left: 0, toldTooOften: 0, notTold: 0 };
  const waits: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { url, read } = await place();
    const { store, given, wasKilled, asked, told, seconds } = await erasureRun(url, run);
    await store.close();
    const bytes = await read();
    expect(bytes).toContain('patience');
    if (wasKilled) counts.killed += 1;
    if (bytes.includes(ben) || (given === 'delete' && bytes.includes(ownWords))) counts.left += 1;
    if (told > asked) counts.toldTooOften += 1;
    if (told === 0) counts.notTold += 1;
    waits.push(seconds);
  }
  const seconds = { median: median(waits), longest: Math.max(...waits) };
  process.stdout.write(`${engine}, ${runs} runs: ${JSON.stringify({ ...counts, seconds })}\n`);
  expect(counts).toMatchObject({ left: 0, toldTooOften: 0 });
});

test.each(engines)(
  'killed while it deletes the data of a workspace, on %s',
  async (engine, place) => {
    const counts = { killed: 0, left: 0, othersKept: 0 };
    const waits: number[] = [];
    const calls = await purgeCalls((await place()).url);
    for (let run = 0; run < runs; run += 1) {
      const { url, read } = await place();
      const { wasKilled, keeps, seconds, close } = await purgeRun(url, { run, calls });
      await close();
      const bytes = await read();
      if (wasKilled) counts.killed += 1;
      if (bytes.includes(workspace) || bytes.includes('canary')) counts.left += 1;
      if (keeps === 'stays' && bytes.includes('stays')) counts.othersKept += 1;
      waits.push(seconds);
    }
    const seconds = { median: median(waits), longest: Math.max(...waits) };
    process.stdout.write(
      `${engine}, ${runs} runs: ${JSON.stringify({ ...counts, calls, seconds })}\n`,
    );
    expect(counts).toMatchObject({ left: 0, othersKept: runs });
  },
);
