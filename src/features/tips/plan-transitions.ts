import { type Arranged, ownTime } from '../../ports/outbox.ts';
import { put } from '../../ports/store.ts';
import type { TipDeps } from './deps.ts';
import { ownedKey, planKey, withOwned } from './keys.ts';
import { isPersonal, maxDaysOff, type Plan, planSchema, skipsOf } from './plan.ts';
import { tipAppointment } from './planner.ts';

/** The channel, or the person, that a plan belongs to. */
export type Target = { readonly workspace: string; readonly id: string };

export type ChangedPlan = {
  readonly before: Plan | undefined;
  readonly plan: Plan;
  readonly arranged: Arranged;
};

/**
 * Changes a plan, and what is scheduled at Slack with it. `undefined` if there is no plan and
 * `decide` makes none. The outbox is prepared first, so that no plan says "on" without its tips
 * being scheduled.
 */
export async function changePlan(
  {
    store,
    outbox,
    clock,
    homeChanged,
    bundles,
  }: Pick<TipDeps, 'store' | 'outbox' | 'clock' | 'homeChanged' | 'bundles'>,
  { workspace, id }: Target,
  decide: (plan: Plan | undefined) => Plan | undefined,
): Promise<ChangedPlan | undefined> {
  const key = planKey(workspace, id);
  const expected = decide(await store.get(key));
  if (!expected) return undefined;
  const { owner } = expected;
  // Nobody's, if whoever set it up had their data deleted.
  const ownedBy = ownedKey(workspace, owner ?? '');
  const appointment = tipAppointment(workspace, id);
  await outbox.prepare(appointment);
  const task = bundles.task(workspace, id);
  const note = isPersonal({ id }) ? undefined : await outbox.noteTask(task, clock.now() + ownTime);
  const noteKeys = note?.keys ?? [];
  const keys = [key, ownedBy, ...noteKeys] as const;
  const { before, plan } = await store.update(keys, (before, owned, ...noted) => {
    const decided = decide(before);
    // A record that doesn't fit its schema could not be read again.
    const next = decided && planSchema.parse(decided);
    const isOwned = next !== undefined && owner !== undefined && next.owner === owner;
    const isBundled = before?.bundle !== undefined || next?.bundle !== undefined;
    const isNew = isOwned && !isPersonal(next) && !owned?.plans.includes(id);
    return {
      writes: [
        ...(next && decided !== before ? [put(key, next)] : []),
        ...(isNew ? [put(ownedBy, withOwned(owned?.plans, id))] : []),
        ...(note && next && isBundled ? note.writes(noted) : []),
      ],
      result: { before, plan: next },
    };
  });
  if (!plan) return undefined;
  homeChanged(workspace, [...ownersOf(plan), ...ownersOf(before)]);
  if (before?.bundle !== undefined || plan.bundle !== undefined) bundles.changed(workspace, id);
  const arranged = plan.isOn ? await outbox.arrange(appointment) : await outbox.cancel(appointment);
  return { before, plan: arranged.ended === undefined ? plan : turnedOff(plan), arranged };
}

const ownersOf = (plan: Plan | undefined): readonly string[] =>
  plan?.owner === undefined ? [] : [plan.owner];

export function paused(plan: Plan, until: string | 'open'): Plan {
  return { ...plan, rule: { ...plan.rule, pausedUntil: until } };
}

/** On again after a pause or after it was turned off. */
export function resumed(plan: Plan): Plan {
  const { pausedUntil: _until, ...rule } = plan.rule;
  return { ...plan, isOn: true, rule };
}

export function turnedOff(plan: Plan): Plan {
  return { ...plan, isOn: false };
}

/** Leaves out the tip of a date, and forgets what was skipped before `today`. */
export function withSkip(plan: Plan, date: string, today: string): Plan {
  const skips = skipsOf(plan).filter((one) => one >= today && one !== date);
  return { ...plan, skips: [...skips, date].sort((a, b) => a.localeCompare(b)) };
}

/** Puts the tip of a date back. */
export function withoutSkip(plan: Plan, date: string): Plan {
  const { skipped, ...rest } = plan;
  const isKept = skipped !== undefined && skipped !== date;
  const skips = skipsOf(plan).filter((one) => one !== date);
  return { ...rest, skips, ...(isKept ? { skipped } : {}) };
}

/** The dates of skipped tips from `today` on. */
export function upcomingSkips(plan: Plan, today: string): readonly string[] {
  const all = [...skipsOf(plan), ...(plan.skipped ? [plan.skipped] : [])];
  return [...new Set(all)].filter((date) => date >= today).sort((a, b) => a.localeCompare(b));
}

/** Adds days off and drops past ones; `undefined` if they are more than a plan keeps. */
export function withDaysOff(plan: Plan, dates: readonly string[], today: string): Plan | undefined {
  const all = [...new Set([...plan.rule.daysOff, ...dates])].filter((date) => date >= today);
  if (all.length > maxDaysOff) return undefined;
  return { ...plan, rule: { ...plan.rule, daysOff: all.sort((a, b) => a.localeCompare(b)) } };
}
