import { calendarFormat } from '../../calendar/calendar-format.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Appointment, Due, Planner } from '../../ports/outbox.ts';
import type { Posted } from '../../ports/slack.ts';
import { put } from '../../ports/store.ts';
import { endReason } from '../../slack/api/post-target.ts';
import { paragraph, prose } from '../../slack/ui/blocks.ts';
import { message } from '../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../slack/ui/sentence.ts';
import { holidaysFor, type TipDeps, weightsFor } from './deps.ts';
import { drawTip, tipsOf } from './draw-tip.ts';
import { ownedKey, planKey, withOwned } from './keys.ts';
import { tipMessage } from './message.ts';
import { isPersonal, nextTipDate, type Plan } from './plan.ts';
import { offersTwo, twoOf } from './two-a-week/count.ts';

/** The outbox's kind for tips; an appointment's id is that of its plan. */
export const tipKind = 'tip';

export function tipAppointment(workspace: string, id: string): Appointment {
  return { workspace, kind: tipKind, id };
}

/** When the tips of a plan are due, and their messages. */
export function tipPlanner(deps: TipDeps): Planner {
  const { store } = deps;
  const findPlan = ({ workspace, id }: Appointment) => store.get(planKey(workspace, id));
  return {
    next: async (appointment, after) => {
      const plan = await findPlan(appointment);
      if (!plan) return undefined;
      const from = Temporal.Instant.fromEpochMilliseconds(after * 1000);
      const next = nextTipDate(plan, from, await holidaysFor(plan));
      if (!next) return undefined;
      const postAt = next.at.epochMilliseconds / 1000;
      return { occurrence: next.date, postAt, place: { channel: plan.id } };
    },
    compose: async (appointment, due) => {
      const plan = await findPlan(appointment);
      if (!plan) throw new Error(`plan ${appointment.id} not found`);
      return composeTip(deps, appointment, plan, due);
    },
    queued: async (appointment) => {
      const plan = await findPlan(appointment);
      if (plan) await noteOwner(deps, appointment.workspace, plan);
    },
    ended: (appointment, reason) => endPlan(deps, appointment, reason),
  };
}

/** Plans of versions that didn't note who set them up. */
async function noteOwner({ store }: TipDeps, workspace: string, plan: Plan): Promise<void> {
  if (plan.owner === undefined || isPersonal(plan)) return;
  const key = ownedKey(workspace, plan.owner);
  const known = await store.get(key);
  if (known?.plans.includes(plan.id)) return;
  await store.update([key], (owned) => ({
    writes: [put(key, withOwned(owned?.plans, plan.id))],
    result: undefined,
  }));
}

async function composeTip(
  deps: TipDeps,
  { workspace }: Appointment,
  plan: Plan,
  { occurrence, postAt }: Due,
): Promise<Posted> {
  const { library, words, language } = deps.content();
  const personal = isPersonal(plan);
  const weights = await weightsFor(deps, workspace, plan, personal);
  const tips = tipsOf(library, plan.skills);
  const tip = await drawTip(deps, { workspace, plan, tips }, { occurrence, postAt }, weights);
  const skill = tip && library.find(tip.skill);
  if (!tip || !skill) return message([paragraph(words('tips.no-tips'))]);
  const isOffered =
    personal && (await offersTwo(deps, workspace, plan, { date: occurrence, postAt }));
  const offer = isOffered ? calendarFormat(language).weekdays(twoOf(plan.rule.days)) : undefined;
  return tipMessage(
    words,
    deps.buttons,
    { tip, skill, isLeaned: weights(tip.skill) > 1 },
    { date: occurrence, isPersonal: personal, offer },
  );
}

/** `code` is Slack's event or error code. */
export function reasonText(words: Translate, code: string): string {
  return words(`tips.reason.${endReason(code)}`);
}

/** Turns a plan off for good and notifies its owner. `reason` is Slack's event or error code. */
export async function endPlan(
  { store, slacks, content, inLanguageOf, log, homeChanged }: TipDeps,
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
  log.warn({ workspace, plan: id, reason }, 'tips plan ended');
  const { owner } = ended;
  if (owner === undefined) return;
  homeChanged(workspace, [owner]);
  const note = () => {
    const { words } = content();
    const why = reasonText(words, reason);
    if (isPersonal(ended)) return paragraph(words('tips.ended-me', { reason: why }));
    // Slack shows the channel's name of today, and none to people who may not know it.
    const line = words('tips.ended', { channel: placeholder('channel'), reason: why });
    return prose(fillPlaceholders(line, { channel: [{ channel: id }] }));
  };
  try {
    const told = message([await inLanguageOf({ workspace, id: owner }, note)]);
    const slack = await slacks(workspace);
    await slack.post({ channel: owner }, told);
  } catch (error) {
    log.warn({ err: error, workspace, plan: id }, 'could not notify the owner of an ended plan');
  }
}
