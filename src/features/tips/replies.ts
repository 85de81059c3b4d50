import { calendarFormat } from '../../calendar/calendar-format.ts';
import type { Obstacle } from '../../slack/api/post-target.ts';
import { verbatim } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import { message } from '../../slack/ui/message.ts';
import { type TipDeps, weightsFor } from './deps.ts';
import { tipsOf, tipToCome } from './draw-tip.ts';
import { planKey } from './keys.ts';
import { askedTipMessage, previewMessage, text } from './message.ts';
import { dateIn, isPersonal } from './plan.ts';
import { type Changed, changePlan, skippedTo, type Target } from './plan-changes.ts';
import { reasonInWords, tipAppointment } from './planner.ts';
import { noPlanMessage, onItsWay, statusMessage, whenInWords } from './status.ts';

/** What the plan is now. */
export async function status(tips: TipDeps, target: Target): Promise<Message> {
  const plan = await tips.store.get(planKey(target.workspace, target.id));
  if (!plan) return noPlanMessage(tips.content(), target.id);
  return statusMessage(tips.content(), plan, await nowFor(tips, target));
}

/** What has just been done to a plan, and what it is now; where there is no plan, the line that was `typed` for it. */
export function statusAfter(
  { content, clock }: TipDeps,
  { id }: Target,
  changed: Changed | undefined,
  done: string,
  typed?: string,
): Message {
  if (!changed) return noPlanMessage(content(), id, typed);
  const { plan, arranged } = changed;
  const { words } = content();
  const lead =
    arranged.ended === undefined
      ? [done, ...onItsWay(words, arranged)]
      : [words('tips.refused', { reason: reasonInWords(words, arranged.ended) })];
  return statusMessage(content(), plan, { now: clock.now(), next: arranged.upcoming }, lead);
}

async function nowFor({ clock, outbox }: TipDeps, { workspace, id }: Target) {
  return { now: clock.now(), next: await outbox.upcoming(tipAppointment(workspace, id)) };
}

/** Leaves out the next tip; or the one that was next when it was `asked` for, and no other. */
export async function skip(tips: TipDeps, target: Target, asked?: string): Promise<Message> {
  const { words, language } = tips.content();
  const before = await tips.store.get(planKey(target.workspace, target.id));
  if (!before) return noPlanMessage(tips.content(), target.id);
  const { now, next } = await nowFor(tips, target);
  const inWords = (date: string) => calendarFormat(language).date(date, dateIn(before, now));
  const skipped = (date: string) => words('tips.done.skipped', { date: inWords(date) });
  if (!next || (asked !== undefined && asked !== next.occurrence)) {
    const isDone = asked !== undefined && before.skipped === asked;
    const lead = isDone ? [skipped(asked)] : next ? [] : [words('tips.done.nothing-to-skip')];
    return statusMessage(tips.content(), before, { now, next }, lead);
  }
  const date = next.occurrence;
  const changed = await changePlan(tips, target, (plan) => plan && skippedTo(plan, date));
  if (changed?.arranged.onItsWay?.occurrence === date) {
    // Too late for this one, so the one after it stays.
    const { plan, arranged } = changed;
    const coming = { now, next: arranged.upcoming };
    return statusMessage(tips.content(), plan, coming, onItsWay(words, arranged));
  }
  return statusAfter(tips, target, changed, skipped(date));
}

/** The tip that comes next, or, without a plan, one as it would look. */
export async function preview(tips: TipDeps, target: Target): Promise<Message> {
  const { workspace, id } = target;
  const { library, words, language } = tips.content();
  const plan = await tips.store.get(planKey(workspace, id));
  if (!plan) return noPlanMessage(tips.content(), id);
  const weights = await weightsFor(tips, workspace, plan, isPersonal(plan));
  const all = tipsOf(library, plan.skills);
  const tip = await tipToCome(tips, { workspace, plan, tips: all }, weights);
  const skill = tip && library.find(tip.skill);
  if (!tip || !skill) return message([text(words('tips.no-tips'))]);
  const { now, next } = await nowFor(tips, target);
  const when =
    plan.isOn && next
      ? words('tips.preview-next', whenInWords(language, plan, next, now))
      : words('tips.preview-some');
  return previewMessage(words, { tip, skill, isLeaned: weights(tip.skill) > 1 }, when);
}

/** A tip right now, of a skill or of any, and not the one that was `seen`. `undefined` where there is none. */
export function tipForNow(
  { content, chance, clock, buttons }: TipDeps,
  skills: readonly string[],
  seen?: string,
): Message | undefined {
  const { library, words } = content();
  const all = tipsOf(library, skills).filter(({ id }) => id !== seen);
  const tip = all[Math.floor(chance() * all.length)];
  const skill = tip && library.find(tip.skill);
  if (!tip || !skill) return undefined;
  const date = Temporal.Instant.fromEpochMilliseconds(clock.now()).toString().slice(0, 10);
  return askedTipMessage(words, buttons, { tip, skill }, { date, skills });
}

/** Why tips can't come here, what to do about it, and the line that was typed, to copy. */
export function obstacleMessage({ content }: TipDeps, obstacle: Obstacle, typed: string): Message {
  const { words } = content();
  return message([
    text(words(`tips.invite.${obstacle}`)),
    ...(typed ? [verbatim(words('failure.yours'), typed)] : []),
  ]);
}
