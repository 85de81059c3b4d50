import type { Arranged } from '../ports.ts';
import { put } from '../ports.ts';
import { planKey } from './keys.ts';
import type { Tips } from './parts.ts';
import type { Plan } from './plan.ts';
import { tipAppointment } from './planner.ts';

/** Whose plan: a channel's, or a person's own. */
export type Target = { readonly workspace: string; readonly id: string };

export type Changed = { readonly plan: Plan; readonly arranged: Arranged };

/** Changes a plan, and what waits at Slack with it. `undefined` where there is no plan and `decide` makes none. */
export async function changePlan(
  { store, outbox }: Pick<Tips, 'store' | 'outbox'>,
  { workspace, id }: Target,
  decide: (plan: Plan | undefined) => Plan | undefined,
): Promise<Changed | undefined> {
  const key = planKey(workspace, id);
  const plan = await store.update([key], (before) => {
    const next = decide(before);
    return { writes: next && next !== before ? [put(key, next)] : [], result: next };
  });
  if (!plan) return undefined;
  const appointment = tipAppointment(workspace, id);
  const arranged = plan.isOn ? await outbox.arrange(appointment) : await outbox.cancel(appointment);
  return { plan, arranged };
}

export function paused(plan: Plan, until: string | 'open'): Plan {
  return { ...plan, rule: { ...plan.rule, pausedUntil: until } };
}

/** On again, whatever stopped it. */
export function resumed(plan: Plan): Plan {
  const { pausedUntil: _until, ...rule } = plan.rule;
  return { ...plan, isOn: true, rule };
}

export function turnedOff(plan: Plan): Plan {
  return { ...plan, isOn: false };
}
