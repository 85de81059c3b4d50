import { calendarFormat } from '../../calendar/calendar-format.ts';
import { zoneText } from '../../calendar/parse/zones.ts';
import { dateIn } from '../../calendar/today.ts';
import type { Obstacle } from '../../slack/api/post-target.ts';
import { knownReason } from '../../slack/router/with-timeout.ts';
import { contextBlock, paragraph } from '../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../slack/ui/failure.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { changeFor, type Request, refusalReason } from './change-plan.ts';
import { holidayFacts, type TipDeps, weightsFor } from './deps.ts';
import { tipsOf, upcomingTip } from './draw-tip.ts';
import { planKey } from './keys.ts';
import { previewParts, requestedTipMessage } from './message.ts';
import { moveToOwnZone } from './personal/own-zone.ts';
import { isPersonal, type Plan } from './plan.ts';
import {
  type ChangedPlan,
  type Target,
  upcomingSkips,
  withoutSkip,
  withSkip,
} from './plan-transitions.ts';
import { reasonText, tipAppointment } from './planner.ts';
import { alreadyQueued, dateAndTime, type Lead, noPlanMessage, statusMessage } from './status.ts';

export async function status(
  deps: TipDeps,
  request: Request,
  lead: readonly Lead[] = [],
): Promise<Message> {
  const { target } = request;
  const [plan, reason] = await Promise.all([
    deps.store.get(planKey(target.workspace, target.id)),
    knownReason(refusalReason(deps, request)),
  ]);
  if (!plan) return noPlanMessage(deps.content(), target.id, { reason });
  // Slack's event of the change may have been lost.
  const moved = await moveToOwnZone(deps, target, plan).catch(() => undefined);
  if (moved) {
    const { words, grammars } = deps.content();
    const zone = zoneText(moved.plan.rule.zone, grammars[0]);
    return statusAfter(deps, target, moved, words('tips.done.zone', { zone }));
  }
  const schedule = await scheduleOf(deps, target, plan);
  return statusMessage(deps.content(), plan, schedule, { lead, reason });
}

/** The plan after a change, led by what was `done`; without a plan, the line that was `typed`. */
export async function statusAfter(
  { content, clock }: TipDeps,
  { id }: Target,
  changed: ChangedPlan | undefined,
  done: Lead,
  typed?: string,
): Promise<Message> {
  if (!changed) return noPlanMessage(content(), id, { typed });
  const { plan, arranged } = changed;
  const { words } = content();
  const lead =
    arranged.ended === undefined
      ? [done, ...alreadyQueued(words, arranged)]
      : [words('tips.refused', { reason: reasonText(words, arranged.ended) })];
  const schedule = { now: clock.now(), next: arranged.upcoming };
  const holidays = await holidayFacts(plan, content());
  return statusMessage(content(), plan, { ...schedule, ...holidays }, { lead });
}

async function scheduleOf(
  { clock, outbox, content }: TipDeps,
  { workspace, id }: Target,
  plan: Plan,
) {
  const [next, holidays] = await Promise.all([
    outbox.upcoming(tipAppointment(workspace, id)),
    holidayFacts(plan, content()),
  ]);
  return { now: clock.now(), next, ...holidays };
}

/** Skips the next tip, or the tip of a `date`, and no other, if that is still the next one. */
export async function skip(
  deps: TipDeps,
  { target, user }: Request,
  date?: string,
): Promise<Message> {
  const { words, language } = deps.content();
  const before = await deps.store.get(planKey(target.workspace, target.id));
  if (!before) return noPlanMessage(deps.content(), target.id);
  const schedule = await scheduleOf(deps, target, before);
  const { now, next } = schedule;
  const today = dateIn(before.rule.zone, now);
  const skipped = (day: string) =>
    words('tips.done.skipped', {
      date: calendarFormat(language).date(day, today),
    });
  if (!next || (date !== undefined && date !== next.occurrence)) {
    const isDone = date !== undefined && upcomingSkips(before, today).includes(date);
    const lead = isDone ? [skipped(date)] : next ? [] : [words('tips.done.nothing-to-skip')];
    return statusMessage(deps.content(), before, schedule, { lead });
  }
  const nextDate = next.occurrence;
  const changed = await changeFor(
    deps,
    { target, user },
    (plan) => plan && withSkip(plan, nextDate, today),
  );
  if (changed?.arranged.onItsWay?.occurrence === nextDate) {
    // Too late to skip this one, and the one after it must not be skipped instead.
    const { plan, arranged } = changed;
    const later = { ...schedule, next: arranged.upcoming };
    return statusMessage(deps.content(), plan, later, { lead: alreadyQueued(words, arranged) });
  }
  return statusAfter(deps, target, changed, skipped(nextDate));
}

/** Puts a skipped tip back: that of a `date`, or the latest. */
export async function unskip(
  deps: TipDeps,
  { target, user }: Request,
  date?: string,
): Promise<Message> {
  const { words, language } = deps.content();
  const before = await deps.store.get(planKey(target.workspace, target.id));
  if (!before) return noPlanMessage(deps.content(), target.id);
  const today = dateIn(before.rule.zone, deps.clock.now());
  const skips = upcomingSkips(before, today);
  const day = date ?? skips.at(-1);
  if (day === undefined || !skips.includes(day)) {
    const schedule = await scheduleOf(deps, target, before);
    const lead = [words('tips.done.nothing-to-unskip')];
    return statusMessage(deps.content(), before, schedule, { lead });
  }
  const changed = await changeFor(deps, { target, user }, (plan) => plan && withoutSkip(plan, day));
  const text = calendarFormat(language).date(day, today);
  return statusAfter(deps, target, changed, words('tips.done.unskipped', { date: text }));
}

/**
 * The tip that comes next, in the language in which it comes; while none is scheduled, one as it would
 * look.
 */
export async function preview(deps: TipDeps, target: Target): Promise<Message> {
  const { workspace, id } = target;
  const { words, language } = deps.content();
  const plan = await deps.store.get(planKey(workspace, id));
  if (!plan) return noPlanMessage(deps.content(), id);
  const weights = await weightsFor(deps, workspace, plan, isPersonal(plan));
  const shown = await deps.inLanguageOf(target, async () => {
    const content = deps.content();
    const tips = tipsOf(content.library, plan.skills);
    const tip = await upcomingTip(deps, { workspace, plan, tips }, weights);
    const skill = tip && content.library.find(tip.skill);
    if (!tip || !skill) return undefined;
    return previewParts(content.words, { tip, skill, isLeaned: weights(tip.skill) > 1 });
  });
  if (!shown) return message([paragraph(words('tips.no-tips'))]);
  const { now, next } = await scheduleOf(deps, target, plan);
  const when =
    plan.isOn && next
      ? words('tips.preview-next', dateAndTime(language, plan, next, now))
      : words('tips.preview-some');
  return message([contextBlock(when), ...shown, contextBlock(words('tips.preview-note'))]);
}

/** A random tip of these skills, or of all, other than the `last` one; `undefined` without one. */
export function randomTip(
  { content, random, clock, buttons }: TipDeps,
  skills: readonly string[],
  last?: string,
): Message | undefined {
  const { library, words } = content();
  const tips = tipsOf(library, skills).filter(({ id }) => id !== last);
  const tip = tips[Math.floor(random() * tips.length)];
  const skill = tip && library.find(tip.skill);
  if (!tip || !skill) return undefined;
  const date = dateIn('UTC', clock.now());
  return requestedTipMessage(words, buttons, { tip, skill }, { date, skills });
}

/** Why tips can't be posted here, what to do about it, and the typed line to copy. */
export function obstacleMessage({ content }: TipDeps, obstacle: Obstacle, typed: string): Message {
  const { words } = content();
  return message([paragraph(words(`tips.invite.${obstacle}`)), ...typedTextBlock(words, typed)]);
}
