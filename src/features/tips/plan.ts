import { z } from 'zod';
import { type IsHoliday, nextOccurrence, type Occurrence } from '../../calendar/occurrences.ts';
import { type Rule, ruleSchema } from '../../calendar/rule.ts';

/** `least` leans to the skills that a team has seen least. */
const modes = ['even', 'least'] as const;
export type Mode = (typeof modes)[number];

export const planSchema = z.object({
  /** The channel's id; a person's for tips of their own. */
  id: z.string(),
  /** The channel's name when it was set up; empty for a person. */
  name: z.string(),
  /** Who set it up last, and is told when it ends. */
  owner: z.string(),
  isOn: z.boolean(),
  rule: ruleSchema,
  /** Ids of skills; none stands for all. */
  skills: z.array(z.string()).max(100).readonly(),
  mode: z.enum(modes),
  /** A date that somebody skipped: only later ones come. */
  skipped: z.iso.date().optional(),
});

/** When a channel, or a person, gets tips, and which. */
export type Plan = z.infer<typeof planSchema>;

/** As many as the form has room for, in Slack's 3,000 characters. */
export const mostDaysOff = 240;

const personId = /^[UW]/;

export function isPersonal({ id }: Pick<Plan, 'id'>): boolean {
  return personId.test(id);
}

const usual = { time: '09:00', days: [1, 2, 3, 4, 5] } as const;

export function newPlan(
  who: Pick<Plan, 'id' | 'name' | 'owner'> & { readonly zone: string },
  { time = usual.time, days = usual.days }: Partial<Pick<Rule, 'time' | 'days'>> = {},
): Plan {
  const { zone, ...rest } = who;
  return {
    ...rest,
    isOn: true,
    rule: { time, days, zone, daysOff: [] },
    skills: [],
    mode: 'even',
  };
}

/** The first date on which a tip comes after an instant; `undefined` while the plan is off or paused without an end. */
export function nextTipDate(
  { isOn, rule, skipped }: Plan,
  after: Temporal.Instant,
  isHoliday?: IsHoliday,
): Occurrence | undefined {
  if (!isOn) return undefined;
  return nextOccurrence(rule, after, {
    since: skipped,
    ...(isHoliday ? { isHoliday } : {}),
  });
}

/** The plan's own date at a moment, in milliseconds. */
export function dateIn({ rule }: Pick<Plan, 'rule'>, now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(rule.zone)
    .toPlainDate()
    .toString();
}

/** The later one of two dates, `YYYY-MM-DD`, of which there may be none. */
export function laterDate(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}
