import { z } from 'zod';
import {
  type IsHoliday,
  nextOccurrence,
  nextOccurrences,
  type Occurrence,
} from '../../calendar/occurrences.ts';
import { ruleSchema, type Weekday, weekday } from '../../calendar/rule.ts';
import { isUserId } from '../../ports/slack.ts';

/** Only those that are still to come are kept. */
const maxSkips = 60;

/** `least` prefers the skills that a team sees least. */
const modes = ['even', 'least'] as const;
export type Mode = (typeof modes)[number];

export const planSchema = z.object({
  /** A channel's id, or a person's for a personal plan. */
  id: z.string(),
  /** The channel's name when the plan was set up; empty for a person. */
  name: z.string(),
  /** The person who set it up last; notified when it ends. None once their data was deleted. */
  owner: z.string().optional(),
  isOn: z.boolean(),
  rule: ruleSchema,
  /** Ids of skills; empty for all. */
  skills: z.array(z.string()).max(100).readonly(),
  mode: z.enum(modes),
  /** The dates of skipped tips. */
  skips: z.array(z.iso.date()).max(maxSkips).readonly().optional(),
  /**
   * When the channel's thanks are shown together: on the days of the rule, or once a week on this
   * one. Without it each is shown at once.
   */
  bundle: z.union([z.literal('daily'), weekday]).optional(),
  /** The days from which two a week were chosen: the person still works on them. */
  workdays: ruleSchema.shape.days.optional(),
  /** As earlier versions stored it: the date of the latest skipped tip; only later ones come. */
  skipped: z.iso.date().optional(),
});

/** When a channel, or a person, gets tips, and which. */
export type Plan = z.infer<typeof planSchema>;
export type Bundle = NonNullable<Plan['bundle']>;

/** As many as fit into the form's field, Slack's 3,000 characters. */
export const maxDaysOff = 240;

export function isPersonal({ id }: Pick<Plan, 'id'>): boolean {
  return isUserId(id);
}

/** The days of a new plan. */
const defaultDays: readonly Weekday[] = [1, 2, 3, 4, 5];

const defaults = { time: '09:00', days: defaultDays } as const;

export function newPlan(
  plan: Pick<Plan, 'id' | 'name'> & { readonly owner: string; readonly zone: string },
): Plan {
  const { zone, ...rest } = plan;
  return {
    ...rest,
    isOn: true,
    rule: { ...defaults, zone, daysOff: [] },
    skills: [],
    mode: 'even',
  };
}

export const skipsOf = ({ skips = [] }: Pick<Plan, 'skips'>): readonly string[] => skips;

/** The days on which a person works, as far as their plan tells. */
export function workdaysOf({ rule: { days }, workdays = [] }: Plan): Plan['rule']['days'] {
  // Once other days are set, those count.
  return days.length <= 2 && days.every((day) => workdays.includes(day)) ? workdays : days;
}

/** The rule of a plan without the skipped dates. */
export function ruleWithSkips(plan: Plan): Plan['rule'] {
  const { rule } = plan;
  return { ...rule, daysOff: [...rule.daysOff, ...skipsOf(plan)] };
}

/** Why no tip comes on a date on which one would come. */
export type Omission = {
  readonly date: string;
  readonly why: 'paused' | 'skipped' | 'day-off' | 'holiday';
};

/** Omissions that are looked for. */
const maxOmissions = 40;

/** The dates before `until` on which a tip would come if nothing were against it. */
export function omissionsBefore(
  plan: Plan,
  after: Temporal.Instant,
  until: Temporal.Instant,
  isHoliday: IsHoliday = () => false,
): readonly Omission[] {
  const { pausedUntil: _, holidays, ...rest } = plan.rule;
  const dates = nextOccurrences({ ...rest, daysOff: [] }, after, maxOmissions).filter(
    ({ at }) => Temporal.Instant.compare(at, until) < 0,
  );
  const { daysOff, pausedUntil = '' } = plan.rule;
  return dates.flatMap(({ date }): Omission | [] => {
    if (date < pausedUntil) return { date, why: 'paused' };
    if (skipsOf(plan).includes(date) || date <= (plan.skipped ?? ''))
      return { date, why: 'skipped' };
    if (daysOff.includes(date)) return { date, why: 'day-off' };
    return holidays && isHoliday(holidays, date) ? { date, why: 'holiday' } : [];
  });
}

/** The first date with a tip after an instant; `undefined` while the plan is off or paused. */
export function nextTipDate(
  plan: Plan,
  after: Temporal.Instant,
  isHoliday?: IsHoliday,
): Occurrence | undefined {
  if (!plan.isOn) return undefined;
  return nextOccurrence(ruleWithSkips(plan), after, {
    since: plan.skipped,
    ...(isHoliday ? { isHoliday } : {}),
  });
}

/** Milliseconds: Slack posts the tip within its minute, and the thanks come below it. */
const afterTip = 60_000;

/**
 * When the channel's thanks are shown together next after an instant; `undefined` if they are not.
 * Also while tips are off, paused or skipped: only a daily one leaves out holidays and days off, if
 * any days are left.
 */
export function nextBundle(
  { bundle, rule }: Plan,
  after: Temporal.Instant,
  isHoliday: IsHoliday = () => false,
): Occurrence | undefined {
  if (bundle === undefined) return undefined;
  const { time, zone, days, daysOff, holidays } = rule;
  const since = after.subtract({ milliseconds: afterTip });
  const daily = { time, zone, days, daysOff, ...(holidays ? { holidays } : {}) };
  const found =
    bundle === 'daily'
      ? (nextOccurrence(daily, since, { isHoliday }) ??
        nextOccurrence({ time, zone, days, daysOff: [] }, since))
      : nextOccurrence({ time, zone, days: [bundle], daysOff: [] }, since);
  return found && { ...found, at: found.at.add({ milliseconds: afterTip }) };
}

/** The later of two dates, `YYYY-MM-DD`, either of which may be missing. */
export function laterDate(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}
