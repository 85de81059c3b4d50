import type { LocalSlack } from '../../playground/server/local-slack.ts';
import { day, minute, type Plan } from './plans.ts';

/** How often the messages came that should have come. */
export type Count = {
  expected: number;
  once: number;
  twice: number;
  missing: number;
  other: number;
};

/** Looks at every day of every plan between two moments. */
export function countOf(
  slack: LocalSlack,
  from: number,
  to: number,
  plans: ReadonlyMap<string, Plan>,
): Count {
  const came = new Map<string, number>();
  for (const name of ['general', 'service-desk']) {
    for (const { text, ts } of slack.messages(name)) {
      const { id, date } = /^(?<id>[a-z])\d* (?<date>\d{4}-\d\d-\d\d)$/.exec(text)?.groups ?? {};
      if (!id || !date) continue;
      const due = Date.parse(date) + (plans.get(id)?.minutes ?? 0) * minute;
      const late = Number(ts) * 1000 - due;
      const line = late >= 0 && late < minute ? `${id} ${due}` : `${id} off the minute`;
      came.set(line, (came.get(line) ?? 0) + 1);
    }
  }
  const count: Count = { expected: 0, once: 0, twice: 0, missing: 0, other: 0 };
  for (const [id, { minutes }] of plans) {
    const first = Math.floor(from / day) * day + minutes * minute;
    for (let due = first; due <= to - minute; due += day) {
      if (due <= from) continue;
      const times = came.get(`${id} ${due}`) ?? 0;
      came.delete(`${id} ${due}`);
      count.expected += 1;
      if (times === 1) count.once += 1;
      else if (times === 0) count.missing += 1;
      else count.twice += 1;
    }
  }
  for (const times of came.values()) count.other += times;
  return count;
}

export function sumOf(counts: readonly Count[]): Count {
  const sum: Count = { expected: 0, once: 0, twice: 0, missing: 0, other: 0 };
  for (const count of counts) {
    for (const key of Object.keys(sum) as (keyof Count)[]) sum[key] += count[key];
  }
  return sum;
}
