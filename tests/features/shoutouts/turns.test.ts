import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import { StoreUnavailable } from '../../../src/ports/store.ts';
import { engineStore } from '../../../src/store/engine-store.ts';
import { memoryEngine } from '../../../src/store/engines/memory.ts';
import { recordedLog } from '../../recorded-log.ts';
import { ben, chiara, messageWorld, minute, replica } from './message-rig.ts';

test('a store that fails while a post waits for its turn costs no card and no message', async () => {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const kept = engineStore(memoryEngine(), { clock, log: recordedLog() });
  onTestFinished(() => kept.close());
  // It is down from when a turn is taken in it to the end of that run.
  const outages = { left: 0, running: new Set<number>() };
  const ifUp = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (outages.running.size > 0) throw new StoreUnavailable('down');
    return work();
  };
  const store: typeof kept = {
    ...kept,
    get: (...args) => ifUp(() => kept.get(...args)),
    setMany: (...args) => ifUp(() => kept.setMany(...args)),
    update: (keys, ...rest) => {
      const isTurn = keys.some(({ name }) => (name as string).includes('/turns/chat.post'));
      if (isTurn && outages.left > 0) {
        outages.left -= 1;
        outages.running.add(outages.left);
      }
      return ifUp(() => kept.update(keys, ...rest));
    },
  };
  const world = messageWorld(clock);
  const app = replica({ store, clock, slackOf: () => world.slack });
  world.faults.push(
    { on: 'post', does: 'limited', retryAfter: 20 },
    { on: 'post', does: 'limited', retryAfter: 20 },
    { on: 'post', does: 'limited', retryAfter: 20 },
  );
  await app.give('T1', [ben, chiara], 'she waited with a child', 'one');
  outages.left = 3;
  for (let count = 0; count < 12; count += 1) {
    clock.advance(minute);
    await app.run();
    outages.running.clear();
  }
  expect(outages.left).toBe(0);
  expect(world.cards()).toHaveLength(1);
  const told = world.messages.map(({ channel }) => channel).filter((id) => id.startsWith('D'));
  expect([told.length, new Set(told)]).toEqual([2, new Set([`D${ben}`, `D${chiara}`])]);
});
