import type { Translate } from '../../i18n/catalogue.ts';
import type { Appointment, Due, Planner } from '../../ports/outbox.ts';
import type { Posted } from '../../ports/slack.ts';
import { prose } from '../../slack/ui/blocks.ts';
import { message } from '../../slack/ui/message.ts';
import { holidaysFor, type TipDeps, weightsFor } from './deps.ts';
import { dealtTip, tipsOf } from './draw-tip.ts';
import { planKey } from './keys.ts';
import { tipMessage } from './message.ts';
import { isPersonal, nextTipDate, type Plan } from './plan.ts';

/** The outbox's kind for plans of tips; an appointment's id is its plan's. */
export const tipKind = 'tip';

export function tipAppointment(workspace: string, id: string): Appointment {
  return { workspace, kind: tipKind, id };
}

/** When the tips of a plan are due, and what they say. */
export function tipPlanner(tips: TipDeps): Planner {
  const { store } = tips;
  const planOf = ({ workspace, id }: Appointment) => store.get(planKey(workspace, id));
  return {
    next: async (appointment, after) => {
      const plan = await planOf(appointment);
      if (!plan) return undefined;
      const from = Temporal.Instant.fromEpochMilliseconds(after * 1000);
      const next = nextTipDate(plan, from, await holidaysFor(plan));
      if (!next) return undefined;
      const postAt = next.at.epochMilliseconds / 1000;
      return { occurrence: next.date, postAt, place: { channel: plan.id } };
    },
    compose: async (appointment, due) => {
      const plan = await planOf(appointment);
      if (!plan) throw new Error('a plan is gone');
      return composed(tips, appointment, plan, due);
    },
    ended: (appointment, reason) => endPlan(tips, appointment, reason),
  };
}

async function composed(
  tips: TipDeps,
  { workspace }: Appointment,
  plan: Plan,
  { occurrence, postAt }: Due,
): Promise<Posted> {
  const { library, words } = tips.content();
  const personal = isPersonal(plan);
  const weights = await weightsFor(tips, workspace, plan, personal);
  const all = tipsOf(library, plan.skills);
  const occasion = { occurrence, postAt };
  const tip = await dealtTip(tips, { workspace, plan, tips: all }, occasion, weights);
  const skill = tip && library.find(tip.skill);
  if (!tip || !skill) return message([prose([{ text: words('tips.no-tips') }])]);
  return tipMessage(
    words,
    tips.buttons,
    { tip, skill, isLeaned: weights(tip.skill) > 1 },
    { date: occurrence, isPersonal: personal },
  );
}

/** What Slack calls the end of a place, in our words. */
const reasons = new Map<string, 'left' | 'archived' | 'deleted'>([
  ['not_in_channel', 'left'],
  ['channel_left', 'left'],
  ['group_left', 'left'],
  ['is_archived', 'archived'],
  ['channel_archive', 'archived'],
  ['group_archive', 'archived'],
  ['channel_not_found', 'deleted'],
  ['channel_deleted', 'deleted'],
  ['group_deleted', 'deleted'],
]);

/** Why nothing can be posted any more, from Slack's word for it. */
export function reasonInWords(words: Translate, reason: string): string {
  return words(`tips.reason.${reasons.get(reason) ?? 'other'}`);
}

/** Turns a plan off for good, and tells its owner why. `reason` is Slack's word. */
export async function endPlan(
  { store, slacks, content, log }: TipDeps,
  { workspace, id }: Appointment,
  reason: string,
): Promise<void> {
  const key = planKey(workspace, id);
  const ended = await store.update([key], (plan) =>
    plan?.isOn
      ? { writes: [{ key, value: { ...plan, isOn: false } }], result: plan }
      : { writes: [], result: undefined },
  );
  if (!ended) return;
  log.warn({ workspace, plan: id, reason }, 'a plan of tips has ended');
  const { words } = content();
  const word = reasonInWords(words, reason);
  const note = isPersonal(ended)
    ? prose([{ text: words('tips.ended-me', { reason: word }) }])
    : prose([{ text: words('tips.ended', { channel: `#${ended.name}`, reason: word }) }]);
  try {
    const slack = await slacks(workspace);
    await slack.post({ channel: ended.owner }, message([note]));
  } catch (error) {
    log.warn(
      { err: error, workspace, plan: id },
      'the owner of a plan could not be told of its end',
    );
  }
}
