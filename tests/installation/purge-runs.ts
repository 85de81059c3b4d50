import { inject } from 'vitest';
import { z } from 'zod';
import { stoppedClock } from '../../playground/server/clock.ts';
import { systemRandom } from '../../src/ports/random.ts';
import { put } from '../../src/ports/store.ts';
import type { Engine, Line } from '../../src/store/engine.ts';
import { engineStore } from '../../src/store/engine-store.ts';
import { openEngine } from '../../src/store/engines.ts';
import { workspace as gone, usedWorkspace } from '../features/my-data/erasure-runs.ts';
import { seeded } from '../random.ts';
import { recordedLog } from '../recorded-log.ts';
import { addTo, day, installed } from './rig.ts';

const kept = 'TKEPT';
const start = Date.UTC(2026, 10, 24, 12);
const [hour, minute] = [3_600_000, 60_000];

let usedLines: Promise<readonly Line[]> | undefined;

/** What the app keeps of a workspace in which everything was done, and 700 notes. */
function linesOfWorkspace(): Promise<readonly Line[]> {
  usedLines ??= usedWorkspace('memory:').then(async ({ engine }) => {
    const lines: Line[] = [];
    for await (const batch of engine.batches('')) lines.push(...batch);
    for (let note = 0; note < 700; note += 1)
      lines.push({ key: `notes:${gone}/${note}`, text: '{"value":"a canary"}' });
    return lines;
  });
  return usedLines;
}

/** An engine of a process that dies at this call, half of the time when the call was made. */
function dyingEngine(engine: Engine, { dieAt, isMade }: { dieAt: number; isMade: boolean }) {
  let calls = 0;
  async function call<Result>(make: () => Promise<Result>): Promise<Result> {
    calls += 1;
    if (calls < dieAt) return make();
    if (calls === dieAt && isMade) await make();
    throw new Error('died');
  }
  async function* each<Item>(batches: AsyncIterable<Item>): AsyncGenerator<Item, void> {
    const items = batches[Symbol.asyncIterator]();
    for (;;) {
      const next = await call(() => items.next());
      if (next.done) return;
      yield next.value;
    }
  }
  const { keyv } = engine;
  const dying: Engine = {
    ...engine,
    keyv: Object.assign(Object.create(keyv), {
      get: (key: string) => call(() => keyv.get(key)),
      getMany: (keys: string[]) => call(() => keyv.getMany(keys)),
      setMany: (lines: Parameters<typeof keyv.setMany>[0]) => call(() => keyv.setMany(lines)),
    }),
    update: (...args) => call(() => engine.update(...args)),
    batches: (prefix) => each(engine.batches(prefix)),
    workspaceKeys: (workspace) => each(engine.workspaceKeys(workspace)),
  };
  return { dying, calls: () => calls };
}

/** The calls of a deletion that nothing interrupts, on this engine. */
export async function purgeCalls(url: string): Promise<number> {
  return (await purge(url, { dieAt: Number.POSITIVE_INFINITY, isMade: false })).calls;
}

/** Deletes a workspace's data on a replica that dies at a random call; another one goes on. */
export function purgeRun(url: string, { run, calls }: { run: number; calls: number }) {
  const random = seeded(inject('seed') * 1000 + run);
  return purge(url, { dieAt: 1 + Math.floor(random() * calls), isMade: random() < 0.5 });
}

async function purge(url: string, death: { dieAt: number; isMade: boolean }) {
  const [clock, log] = [stoppedClock(start), recordedLog()];
  const engine = await openEngine({ url, random: systemRandom });
  const lines = await linesOfWorkspace();
  await engine.update([], () => lines);
  const store = engineStore(engine, { clock, log });
  const { all, box, events, run } = await installed({ store, clock });
  for (const workspace of [gone, kept]) await addTo(all, workspace);
  // Something that is due later is noted under a time, not under the workspace.
  const later = { workspace: gone, kind: 'later', id: 'x' };
  const note = await box.noteTask(later, clock.now() + 90 * day);
  await store.update(note.keys, (...values) => ({ writes: note.writes(values), result: 0 }));
  const theirs = { namespace: 'notes', name: `${kept}/a`, schema: z.string() };
  await store.setMany([put(theirs, 'stays')]);
  clock.advance(hour);
  await events.removed({ workspace: gone, enterprise: undefined }, clock.now());
  clock.advance(7 * day + hour);
  const since = clock.now();
  const { dying, calls } = dyingEngine(engine, death);
  const killed = await installed({ store: engineStore(dying, { clock, log }), clock });
  await killed.run().catch(() => {});
  const left = async () => {
    const found: string[] = [];
    for await (const batch of engine.batches(''))
      found.push(...batch.map(({ key, text }) => `${key} ${text}`));
    return found.filter((line) => line.includes(gone) || line.includes('canary'));
  };
  while ((await left()).length > 0 && clock.now() < since + 30 * minute) {
    clock.advance(15_000);
    await run();
  }
  return {
    wasKilled: calls() >= death.dieAt,
    calls: calls(),
    left: await left(),
    keeps: await store.get(theirs),
    seconds: (clock.now() - since) / 1000,
    close: () => store.close(),
  };
}
