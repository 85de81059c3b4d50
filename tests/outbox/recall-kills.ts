import { stoppedClock } from '../../playground/server/clock.ts';
import { triesKey } from '../../src/features/tips/keys.ts';
import { recallAppointment } from '../../src/features/tips/tries/planners.ts';
import { put } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { ben, messageWorld, replica } from '../features/shoutouts/message-rig.ts';
import { seeded } from '../random.ts';
import { recordedLog } from '../recorded-log.ts';
import type { Count } from './counts.ts';
import { day, minute } from './plans.ts';
import { dueOf, tried } from './recall-runs.ts';
import { aMoment } from './rig.ts';

/** Steps of a run that queues a question, and some more. */
const maxSteps = 40;

/**
 * What a person tried comes back through 32 days, from two replicas. One is killed again and again, at
 * a random step of a run, and started again; the other may be working on the same question.
 */
export async function recallKillRun(
  seed: number,
  storeUrl = 'memory:',
): Promise<Count & { readonly killed: number }> {
  const random = seeded(seed);
  const workspace = `T${seed}`;
  const start = Date.UTC(2026, 10, 24, 9);
  const end = start + 32 * day;
  const clock = stoppedClock(start);
  const store = await openStore({ url: storeUrl, clock, log: recordedLog() });
  const world = messageWorld(clock);
  const begin = () => replica({ store, clock, slackOf: () => world.slack });
  const other = begin();
  let [mortal, killed] = [begin(), 0];
  try {
    await store.setMany([put(triesKey(workspace, ben), tried('Ben'))]);
    await other.arrange(recallAppointment(workspace, ben));
    // It goes on in the background.
    while (world.queue.length === 0) await aMoment();
    while (clock.now() < end) {
      clock.advance((60 + random() * 540) * minute);
      world.postDue();
      const isQuiet = clock.now() > end - 4 * day;
      if (!isQuiet && random() < 0.7) mortal.killAfter(Math.floor(random() * maxSteps));
      await Promise.all([mortal.run(), random() < 0.5 ? other.run() : undefined]);
      if (!mortal.isDead()) continue;
      killed += 1;
      mortal = begin();
      // The other goes on, once the call that was under way can't be running any more.
      clock.advance(2 * minute);
      await other.run();
    }
    const came = world.messages.map(
      ({ message, ts }) => `${message.text.split(' …')[0]} ${Math.floor(Number(ts) / 60)}`,
    );
    const due = dueOf(tried('Ben'), start / 1000, end / 1000, 'Europe/Lisbon');
    const times = due.map((line) => came.filter((one) => one === line).length);
    return {
      killed,
      expected: due.length,
      once: times.filter((count) => count === 1).length,
      twice: times.filter((count) => count > 1).length,
      missing: times.filter((count) => count === 0).length,
      other: came.filter((line) => !due.includes(line)).length,
    };
  } finally {
    await store.close();
  }
}
