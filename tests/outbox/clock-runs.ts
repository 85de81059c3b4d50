import { checkedClock } from '../../src/ops/checked-clock.ts';
import { seeded } from '../random.ts';
import { type Count, countOf } from './counts.ts';
import { day, hour, minute } from './plans.ts';
import { outboxes } from './rig.ts';

/** When the clock is wrong: at the start, in the middle of the time, or on one of two replicas. */
export const clockTimes = ['at the start', 'in a run', 'on one of two replicas'] as const;

/** By how much, in milliseconds. */
export const clockErrors: Readonly<Record<string, number>> = {
  'a minute ahead': 61_000,
  'a minute back': -61_000,
  'a day ahead': day,
  'a day back': -day,
  'forty days ahead': 40 * day,
  'forty days back': -40 * day,
  'five years ahead': 5 * 365 * day,
  'five years back': -5 * 365 * day,
};

/** Three daily plans, five days; Slack's clock is right. Counts the messages of the right days. */
export async function clockRun(when: string, error: number, seed: number): Promise<Count> {
  const random = seeded(seed);
  let wrongBy = 0;
  const replicas = when === 'on one of two replicas' ? 2 : 1;
  const rig = await outboxes({
    replicas,
    clockOf: (replica, clock, log) => {
      const start = clock.now();
      const off = () => (replica === replicas - 1 ? wrongBy : 0);
      const own = checkedClock(
        { now: () => clock.now() + off(), elapsed: () => clock.now() - start },
        log,
      );
      return { clock: own, watch: own.watch };
    },
  });
  const { slack, clock, plans, boxes, tip, whileTimePasses } = rig;
  const start = clock.now();
  for (const id of ['a', 'b', 'c']) {
    const minutes = (14 * 60 + Math.floor(random() * 20 * 60)) % (24 * 60);
    plans.set(id, { minutes, channel: random() < 0.5 ? rig.channel : rig.other, text: id });
  }
  const everyRun = () => whileTimePasses(Promise.all(boxes.map((box) => box.run(minute))));
  const last = boxes.at(-1) ?? rig.box;
  const arrange = () =>
    whileTimePasses(Promise.all([...plans.keys()].map((id) => last.arrange(tip(id)))));
  if (when === 'at the start') {
    wrongBy = error;
    await everyRun();
    if (random() < 0.5) await arrange();
    clock.advance(random() * 10 * minute);
    await everyRun();
    wrongBy = 0;
    await everyRun();
  }
  await arrange();
  const from = start + random() * 2 * day;
  const until = from + random() * 3 * hour;
  while (clock.now() < start + 5 * day) {
    if (when !== 'at the start') wrongBy = clock.now() > from && clock.now() < until ? error : 0;
    if (wrongBy !== 0 && random() < 0.3) await arrange();
    clock.advance((1 + random() * 12) * minute);
    await everyRun();
  }
  return countOf(slack, start, clock.now(), plans);
}
