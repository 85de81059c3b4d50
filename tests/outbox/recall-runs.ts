import type { Fault } from '../../playground/server/faults.ts';
import type { Tries } from '../../src/features/tips/keys.ts';
import { triesKey } from '../../src/features/tips/keys.ts';
import { recallAppointment, recallPlanner } from '../../src/features/tips/tries/planners.ts';
import { nextRecall, withAsked } from '../../src/features/tips/tries/schedule.ts';
import { workdaysBy } from '../../src/features/tips/tries/working-time.ts';
import { put } from '../../src/ports/store.ts';
import { seeded } from '../random.ts';
import { ownContent } from '../stories/extra-mile.ts';
import type { Count } from './counts.ts';
import { faultKinds, impatient, methods } from './fault-runs.ts';
import { day, minute } from './plans.ts';
import { outboxes } from './rig.ts';

const workspace = 'T0100001';

/** Two things that a person tried; the questions about them are due in 32 days. */
export const tried = (name: string): Tries => ({
  asks: true,
  tries: ['2026-11-20', '2026-11-23'].map((date, at) => ({
    ...{ press: `${name}.${at}`, tip: `patience/${name}${at}`, text: 'Wait.', date },
    ...{ situation: `When ${name} waits for ${at}`, skill: 'patience' },
  })),
});

/**
 * Two replicas and three people whose tries come back, with a fault at every other run. Counts how
 * often each question came; the last four days are without faults.
 */
export async function recallRun(name: string, seed: number): Promise<Count> {
  const random = seeded(seed);
  const pick = <Value>(values: readonly Value[]) =>
    values[Math.floor(random() * values.length)] as Value;
  const isTimeout = name.startsWith('timeout');
  const rig = await outboxes({
    replicas: 2,
    around: (slack, clock) => (isTimeout ? impatient(slack, clock) : slack),
  });
  const { slack, clock, store, boxes, whileTimePasses: during } = rig;
  const zoned = { person: async () => ({ timeZone: 'UTC' }) };
  const deps = { store, clock, content: () => ownContent, slacks: async () => zoned };
  for (const box of boxes) box.register('recall', recallPlanner(deps as never));
  const start = clock.now();
  const people = ['ana', 'ben', 'dev'].map((who) => ({ who, id: slack.person(who).id }));
  await store.setMany(people.map(({ who, id }) => put(triesKey(workspace, id), tried(who))));
  const arrange = (id: string) => pick(boxes).arrange(recallAppointment(workspace, id));
  await during(Promise.all(people.map(({ id }) => arrange(id))));
  const end = start + 32 * day;
  while (clock.now() < end) {
    const isQuiet = clock.now() > end - 4 * day;
    slack.faults.clear();
    if (!isQuiet && random() < 0.5)
      slack.faults.add({ on: pick(methods), ...faultKinds[name]?.(random) } as Fault);
    clock.advance((5 + random() * 150) * minute);
    const again = random() < 0.1 ? [arrange(pick(people).id)] : [];
    await during(Promise.all([...boxes.map((box) => box.run(minute)), ...again]));
  }
  const count: Count = { expected: 0, once: 0, twice: 0, missing: 0, other: 0 };
  for (const { who } of people) {
    const came = slack
      .person(who)
      .reads('Extra Mile')
      .map(({ text, ts }) => `${text.split(' …')[0]} ${Math.floor(Number(ts) / 60)}`);
    const due = dueOf(tried(who), start / 1000, end / 1000);
    for (const line of due) {
      const times = came.filter((one) => one === line).length;
      count.expected += 1;
      if (times === 1) count.once += 1;
      else if (times === 0) count.missing += 1;
      else count.twice += 1;
    }
    count.other += came.filter((line) => !due.includes(line)).length;
  }
  return count;
}

/** What comes back, and in which minute, if nothing goes wrong. */
export function dueOf(first: Tries, from: number, end: number, zone = 'UTC'): readonly string[] {
  const time = { zone, isWorkday: workdaysBy(undefined) };
  const lines: string[] = [];
  let tries = first;
  for (let after = from; ; ) {
    const found = nextRecall(tries, time, after, () => true);
    if (!found || found.postAt >= end) return lines;
    const { situation } = tries.tries.find(({ press }) => press === found.press) ?? {};
    lines.push(`${situation} ${found.postAt / 60}`);
    after = found.postAt;
    tries = withAsked({ ...tries, recall: { ...found, isQueued: true } }, after);
  }
}
