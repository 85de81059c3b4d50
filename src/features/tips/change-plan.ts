import { calendarFormat } from '../../calendar/calendar-format.ts';
import { dateIn } from '../../calendar/today.ts';
import type { Content } from '../../content/content.ts';
import { paragraph, prose } from '../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../slack/ui/failure.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../slack/ui/sentence.ts';
import { holidayFacts, type TipDeps } from './deps.ts';
import { moveToOwnZone } from './personal/own-zone.ts';
import { isPersonal, type Plan, skipsOf } from './plan.ts';
import { type ChangedPlan, changePlan, type Target } from './plan-transitions.ts';
import { bundleLine, changedLines, nextLine, ruleLine } from './status.ts';
import { followPerson } from './tries/follow.ts';
import { forgetTips } from './two-a-week/count.ts';

/** The plan of a channel or a person, and the person who changes it. */
export type Request = { readonly target: Target; readonly user: string };

type RefusalDeps = Pick<TipDeps, 'slacks' | 'content' | 'planRefusal'>;

/** Says why this person may not change this plan, with the typed line to copy. */
export async function refusal(
  deps: RefusalDeps,
  request: Request,
  typed?: string,
): Promise<Message | undefined> {
  const { words } = deps.content();
  const reason = await refusalReason(deps, request);
  if (reason === undefined) return undefined;
  const said = [reason, words('failure.unchanged'), words('tips.own')].join(' ');
  return message([paragraph(said), ...typedTextBlock(words, typed)]);
}

/**
 * Everybody in a channel may change its plan unless an administrator limits that, but no guests and
 * nobody of another company.
 */
export async function refusalReason(
  { slacks, content, planRefusal }: RefusalDeps,
  { target, user }: Request,
): Promise<string | undefined> {
  if (isPersonal(target)) return undefined;
  const slack = await slacks(target.workspace);
  const person = await slack.person(user);
  // Where an administrator limits it, that says whom to ask; not everybody in the channel may.
  const limited = await planRefusal(target.workspace, person);
  const isOutsider = person.isGuest || person.isStranger;
  return limited ?? (isOutsider ? content().words('tips.not-for-guests') : undefined);
}

/** Changes a plan. A channel reads in one line who changed its tips, and how. */
export async function changeFor(
  deps: TipDeps,
  { target, user }: Request,
  decide: (plan: Plan | undefined) => Plan | undefined,
): Promise<ChangedPlan | undefined> {
  // Somebody who changes their tips reads them.
  if (isPersonal(target)) await forgetTips(deps, target.workspace, target.id);
  const changed = await changePlan(deps, target, decide);
  if (changed && isPersonal(target)) {
    const moved = await moveToOwnZone(deps, target, changed.plan).catch(() => undefined);
    await followPerson(deps, target.workspace, target.id).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'could not move the questions of a person'),
    );
    return moved ?? changed;
  }
  if (changed && changed.arranged.ended === undefined) {
    const kind = kindOf(changed, deps.clock.now());
    const act = { who: user, where: target.id };
    if (kind) void deps.audit.note(target.workspace, { what: `tips.${kind}`, ...act });
    tellChannel(deps, { target, user }, changed).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'could not tell a channel who changed its tips'),
    );
  }
  return changed;
}

async function tellChannel(
  { slacks, content, inLanguageOf, clock }: TipDeps,
  { target, user }: Request,
  changed: ChangedPlan,
): Promise<void> {
  const line = await inLanguageOf(target, async () => {
    const own = content();
    const holidays = await Promise.all([
      changed.before && holidayFacts(changed.before, own),
      holidayFacts(changed.plan, own),
    ]);
    return changeLine(own, changed, { now: clock.now(), holidays });
  });
  if (line === undefined) return;
  const slack = await slacks(target.workspace);
  const parts = fillPlaceholders(line, { person: [{ person: user }] });
  await slack.post({ channel: target.id }, message([prose(parts)]));
}

type HolidayFacts = Awaited<ReturnType<typeof holidayFacts>>;

/** `holidays` are those of the plan before the change and after it. */
type Facts = {
  readonly now: number;
  readonly holidays: readonly [HolidayFacts | undefined, HolidayFacts];
};

/** The line that tells the channel of a change; `undefined` if nothing was changed. */
function changeLine(
  content: Content,
  changed: ChangedPlan,
  { now, holidays: [old = {}, current] }: Facts,
): string | undefined {
  const { before, plan, arranged } = changed;
  const { words, language } = content;
  const person = placeholder('person');
  const next = nextLine(content, plan, { now, next: arranged.upcoming, ...current });
  const today = dateIn(plan.rule.zone, now);
  const dateText = (date: string) => calendarFormat(language).date(date, today);
  const changes = before ? changedLines(content, [before, old], [plan, current], now) : [];
  const changesAndNext = [...changes, next].join(' ');
  switch (kindOf(changed, now)) {
    case 'set-up': {
      const bundle = bundleLine(content, plan);
      const rule = [ruleLine(content, plan), ...(bundle ? [bundle] : [])].join(' ');
      return words('tips.told.set-up', { person, rule, next });
    }
    case 'off':
      return words('tips.told.off', { person });
    case 'on':
      return words('tips.told.on', { person, next: changesAndNext });
    case 'resumed':
      return words('tips.told.resumed', { person, next: changesAndNext });
    case 'paused': {
      const until = pauseAt(plan, today) ?? 'open';
      return until === 'open'
        ? words('tips.told.paused', { person })
        : words('tips.told.paused-until', { person, date: dateText(until) });
    }
    case 'skipped': {
      const [date = today] = skippedSince(before, plan);
      return words('tips.told.skipped', { person, date: dateText(date), next });
    }
    case 'unskipped': {
      const [date = today] = skippedSince(plan, before);
      return words('tips.told.unskipped', { person, date: dateText(date) });
    }
    case 'changed': {
      if (!before || !isChanged({ ...before, bundle: undefined }, { ...plan, bundle: undefined }))
        return bundleChange(content, plan);
      return words('tips.told.changed', { person, changes: changes.join(' '), next });
    }
  }
}

/** The line that tells the channel how its thanks are shown from now on. */
function bundleChange(content: Content, plan: Plan): string {
  const { words } = content;
  const how = bundleLine(content, plan) ?? words('tips.bundle.off');
  return words('tips.told.bundle', { person: placeholder('person'), how });
}

/** Until when a plan is paused; `undefined` also when the pause is over. */
const pauseAt = ({ rule: { pausedUntil } }: Plan, today: string): string | undefined =>
  pausedUntil !== undefined && pausedUntil > today ? pausedUntil : undefined;

/** Whether two versions give other tips, whoever set them up. */
function isChanged(before: Plan, after: Plan): boolean {
  const shown = ({ isOn, rule, skills, mode, bundle, skips = [], skipped = '' }: Plan) =>
    JSON.stringify([
      ...[isOn, rule.time, [...rule.days].sort((a, b) => a - b), rule.zone, rule.holidays ?? ''],
      ...[rule.daysOff, rule.pausedUntil ?? '', skills, mode, bundle ?? '', skips, skipped],
    ]);
  return shown(before) !== shown(after);
}

/** The dates that `after` skips and `before` doesn't. */
const skippedSince = (before: Plan | undefined, after: Plan | undefined): readonly string[] =>
  after ? skipsOf(after).filter((date) => !before || !skipsOf(before).includes(date)) : [];

type Kind = 'set-up' | 'on' | 'off' | 'resumed' | 'paused' | 'skipped' | 'unskipped' | 'changed';

/** A change as the audit log and the channel name it; `undefined` if nothing was changed. */
function kindOf({ before, plan }: ChangedPlan, now: number): Kind | undefined {
  if (!before) return plan.isOn ? 'set-up' : 'changed';
  if (before.isOn !== plan.isOn) return plan.isOn ? 'on' : 'off';
  if (!isChanged(before, plan)) return undefined;
  const today = dateIn(plan.rule.zone, now);
  const pausedUntil = pauseAt(plan, today);
  if (pausedUntil !== pauseAt(before, today))
    return pausedUntil === undefined ? 'resumed' : 'paused';
  if (skippedSince(before, plan).length > 0) return 'skipped';
  const withoutSkips = { skips: [], skipped: undefined };
  if (isChanged({ ...before, ...withoutSkips }, { ...plan, ...withoutSkips })) return 'changed';
  return skippedSince(plan, before).some((date) => date >= today) ? 'unskipped' : undefined;
}
