import { calendarWords } from '../calendar/in-words.ts';
import { verbatim } from '../slack/blocks.ts';
import type { Message } from '../slack/message.ts';
import { message } from '../slack/message.ts';
import type { Obstacle } from '../slack/where.ts';
import { type Changed, changePlan, type Target } from './changes.ts';
import { tipsOf, tipToCome } from './dealing.ts';
import { planKey } from './keys.ts';
import { askedTipMessage, previewMessage, text } from './message.ts';
import { holidaysFor, type Tips, weightsFor } from './parts.ts';
import { dateIn, isPersonal, nextTipDate, type Plan } from './plan.ts';
import { noPlanMessage, onItsWay, statusMessage } from './status.ts';

/** What the plan is now. */
export async function status(tips: Tips, { workspace, id }: Target): Promise<Message> {
  const plan = await tips.store.get(planKey(workspace, id));
  if (!plan) return noPlanMessage(tips.content(), id);
  return statusMessage(tips.content(), plan, await nowFor(tips, plan));
}

/** What has just been done to a plan, and what it is now. */
export async function statusAfter(
  tips: Tips,
  { id }: Target,
  changed: Changed | undefined,
  done: string,
): Promise<Message> {
  const content = tips.content();
  if (!changed) return noPlanMessage(content, id);
  const { plan, arranged } = changed;
  const lead = [done, ...onItsWay(content.words, arranged)];
  return statusMessage(content, plan, await nowFor(tips, plan), lead);
}

async function nowFor({ clock }: Tips, plan: Plan) {
  return { now: clock.now(), isHoliday: await holidaysFor(plan) };
}

/** Leaves out the next tip. */
export async function skip(tips: Tips, target: Target): Promise<Message> {
  const { words, language } = tips.content();
  const before = await tips.store.get(planKey(target.workspace, target.id));
  if (!before) return noPlanMessage(tips.content(), target.id);
  const { now, isHoliday } = await nowFor(tips, before);
  const next = nextTipDate(before, Temporal.Instant.fromEpochMilliseconds(now), isHoliday);
  if (!next) {
    const lead = [words('tips.done.nothing-to-skip')];
    return statusMessage(tips.content(), before, { now, isHoliday }, lead);
  }
  const changed = await changePlan(tips, target, (plan) => plan && { ...plan, skipped: next.date });
  if (changed?.arranged.onItsWay?.occurrence === next.date) {
    // Too late for this one, so the one after it stays.
    const lead = onItsWay(words, changed.arranged);
    return statusMessage(tips.content(), changed.plan, { now, isHoliday }, lead);
  }
  const date = calendarWords(language).date(next.date, dateIn(before, now));
  return statusAfter(tips, target, changed, words('tips.done.skipped', { date }));
}

/** The tip that comes next, or, without a plan, one as it would look. */
export async function preview(tips: Tips, { workspace, id }: Target): Promise<Message> {
  const { library, words, language } = tips.content();
  const plan = await tips.store.get(planKey(workspace, id));
  if (!plan) return noPlanMessage(tips.content(), id);
  const weights = await weightsFor(tips, workspace, plan, isPersonal(plan));
  const all = tipsOf(library, plan.skills);
  const tip = await tipToCome(tips, { workspace, plan, tips: all }, weights);
  const skill = tip && library.find(tip.skill);
  if (!tip || !skill) return message([text(words('tips.no-tips'))]);
  const { now, isHoliday } = await nowFor(tips, plan);
  const next = nextTipDate(plan, Temporal.Instant.fromEpochMilliseconds(now), isHoliday);
  const when = next
    ? words('tips.preview-next', {
        date: calendarWords(language).date(next.date, dateIn(plan, now)),
        time: plan.rule.time,
      })
    : words('tips.preview-some');
  return previewMessage(words, { tip, skill, isLeaned: weights(tip.skill) > 1 }, when);
}

/** A tip right now, of a skill or of any. `undefined` where there is none. */
export function tipForNow(
  { content, chance, clock, buttons }: Tips,
  skills: readonly string[],
): Message | undefined {
  const { library, words } = content();
  const all = tipsOf(library, skills);
  const tip = all[Math.floor(chance() * all.length)];
  const skill = tip && library.find(tip.skill);
  if (!tip || !skill) return undefined;
  const date = Temporal.Instant.fromEpochMilliseconds(clock.now()).toString().slice(0, 10);
  const another = skills.join(' ') || 'any';
  return askedTipMessage(words, buttons, { tip, skill }, { date, another });
}

/** Why tips can't come here, what to do about it, and the line that was typed, to copy. */
export function obstacleMessage({ content }: Tips, obstacle: Obstacle, typed: string): Message {
  const { words } = content();
  return message([
    text(words(`tips.invite.${obstacle}`)),
    ...(typed ? [verbatim(words('failure.yours'), typed)] : []),
  ]);
}
