import type { IsHoliday } from '../../../calendar/occurrences.ts';
import { holidaysFor, type TipDeps } from '../deps.ts';
import { planKey } from '../keys.ts';
import { zoneOf } from '../personal/own-zone.ts';
import { type Plan, workdaysOf } from '../plan.ts';

/** When a person works, as far as the app knows. */
export type WorkingTime = {
  /** IANA name; where the person is today. */
  readonly zone: string;
  /** By `YYYY-MM-DD`. */
  readonly isWorkday: (date: string) => boolean;
};

type Person = { readonly workspace: string; readonly user: string };

export async function workingTimeOf(
  deps: Pick<TipDeps, 'store' | 'slacks'>,
  { workspace, user }: Person,
): Promise<WorkingTime> {
  const [zone, plan] = await Promise.all([
    zoneOf(deps, { workspace, user }),
    deps.store.get(planKey(workspace, user)),
  ]);
  return { zone, isWorkday: workdaysBy(plan, plan && (await holidaysFor(plan))) };
}

const monToFri: readonly number[] = [1, 2, 3, 4, 5];

/**
 * The days on which a person has tips of their own; without such a plan, or with one that is off,
 * Monday to Friday. Never their days off, their holidays, or a pause with an end.
 * @public Tested by itself.
 */
export function workdaysBy(
  plan: Plan | undefined,
  isHoliday: IsHoliday = () => false,
): WorkingTime['isWorkday'] {
  const { daysOff = [], holidays, pausedUntil } = plan?.rule ?? {};
  const days: readonly number[] = plan?.isOn ? workdaysOf(plan) : monToFri;
  const resumes = pausedUntil === undefined || pausedUntil === 'open' ? '' : pausedUntil;
  return (date) =>
    days.includes(Temporal.PlainDate.from(date).dayOfWeek) &&
    date >= resumes &&
    !daysOff.includes(date) &&
    !(holidays && isHoliday(holidays, date));
}
