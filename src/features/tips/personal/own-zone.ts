import { canonicalZone } from '../../../calendar/parse/zones.ts';
import type { EventHandler } from '../../../slack/router/feature.ts';
import type { TipDeps } from '../deps.ts';
import { planKey } from '../keys.ts';
import { isPersonal, type Plan } from '../plan.ts';
import { type ChangedPlan, changePlan, type Target } from '../plan-transitions.ts';

/** A person's own tips go by their clock of today. `undefined`: nothing had to change. */
export async function moveToOwnZone(
  deps: TipDeps,
  target: Target,
  plan: Plan | undefined,
): Promise<ChangedPlan | undefined> {
  if (!plan?.isOn || !isPersonal(target)) return undefined;
  const zone = await zoneOf(deps, { workspace: target.workspace, user: target.id });
  if (zone === plan.rule.zone) return undefined;
  return changePlan(
    deps,
    target,
    (before) => before && { ...before, rule: { ...before.rule, zone } },
  );
}

/** Follows a person to another time zone, also with a tip that is queued already. */
export const followZone =
  (deps: TipDeps): EventHandler =>
  async ({ workspace, id }) => {
    const plan = await deps.store.get(planKey(workspace, id));
    await moveToOwnZone(deps, { workspace, id }, plan);
  };

/** A person's time zone in Slack. */
export async function zoneOf(
  { slacks }: Pick<TipDeps, 'slacks'>,
  { workspace, user }: { readonly workspace: string; readonly user: string },
): Promise<string> {
  const slack = await slacks(workspace);
  const { timeZone } = await slack.person(user);
  // Slack may know a time zone that this version of Node doesn't.
  return canonicalZone(timeZone) ?? 'UTC';
}
