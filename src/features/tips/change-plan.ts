import { calendarFormat } from '../../calendar/calendar-format.ts';
import { dateIn } from '../../calendar/today.ts';
import type { Content } from '../../content/content.ts';
import type { AuditAct } from '../../ports/audit.ts';
import { paragraph, prose } from '../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../slack/ui/failure.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../slack/ui/sentence.ts';
import type { TipDeps } from './deps.ts';
import { moveToOwnZone } from './own-zone.ts';
import { isPersonal, type Plan, skipsOf } from './plan.ts';
import { type ChangedPlan, changePlan, type Target } from './plan-transitions.ts';
import { bundleLine, changedLines, nextLine, ruleLine } from './status.ts';
import { followPerson } from './tries/follow.ts';
import { forgetTips } from './two-a-week/count.ts';

/** The plan of a channel or a person, and the person who changes it. */
export type Request = { readonly target: Target; readonly user: string };

/**
 * Why this person may not change this plan, with the typed line to copy: everybody in a channel may
 * change its plan unless an administrator limits that, but no guests and nobody of another company.
 */
export async function refusal(
  { slacks, content, planRefusal }: Pick<TipDeps, 'slacks' | 'content' | 'planRefusal'>,
  { target, user }: Request,
  typed?: string,
): Promise<Message | undefined> {
  if (isPersonal(target)) return undefined;
  const slack = await slacks(target.workspace);
  const person = await slack.person(user);
  const { words } = content();
  const reason =
    person.isGuest || person.isStranger
      ? words('tips.not-for-guests')
      : await planRefusal(target.workspace, person);
  return reason === undefined
    ? undefined
    : message([paragraph(reason), ...typedTextBlock(words, typed)]);
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
    const what = actOf(changed, deps.clock.now());
    if (what) void deps.audit.note(target.workspace, { what, who: user, where: target.id });
    tellChannel(deps, { target, user }, changed).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'could not tell a channel who changed its tips'),
    );
  }
  return changed;
}

async function tellChannel(
  { slacks, content, clock }: TipDeps,
  { target, user }: Request,
  changed: ChangedPlan,
): Promise<void> {
  const line = changeLine(content(), changed, clock.now());
  if (line === undefined) return;
  const slack = await slacks(target.workspace);
  const parts = fillPlaceholders(line, { person: [{ person: user }] });
  await slack.post({ channel: target.id }, message([prose(parts)]));
}

/** The line that tells the channel of a change; `undefined` if nothing was changed. */
function changeLine(
  content: Content,
  { before, plan, arranged }: ChangedPlan,
  now: number,
): string | undefined {
  const { words, language } = content;
  const person = placeholder('person');
  const next = nextLine(content, plan, { now, next: arranged.upcoming });
  const dateText = (date: string) =>
    calendarFormat(language).date(date, dateIn(plan.rule.zone, now));
  if (!before && !plan.isOn) return bundleChange(content, plan);
  if (!before) {
    const bundle = bundleLine(content, plan);
    const rule = [ruleLine(content, plan), ...(bundle ? [bundle] : [])].join(' ');
    return words('tips.told.set-up', { person, rule, next });
  }
  if (before.isOn && !plan.isOn) return words('tips.told.off', { person });
  if (!before.isOn && plan.isOn) return words('tips.told.on', { person, next });
  if (!isChanged(before, plan)) return undefined;
  const today = dateIn(plan.rule.zone, now);
  const [pausedBefore, pausedUntil] = [pauseAt(before, today), pauseAt(plan, today)];
  if (pausedUntil !== pausedBefore) {
    if (pausedUntil === undefined) return words('tips.told.resumed', { person, next });
    return pausedUntil === 'open'
      ? words('tips.told.paused', { person })
      : words('tips.told.paused-until', { person, date: dateText(pausedUntil) });
  }
  const [skipped] = skipsOf(plan).filter((date) => !skipsOf(before).includes(date));
  if (skipped) return words('tips.told.skipped', { person, date: dateText(skipped), next });
  const isSameOtherwise = !isChanged(
    { ...before, skips: [], skipped: undefined },
    {
      ...plan,
      skips: [],
      skipped: undefined,
    },
  );
  const [unskipped] = skipsOf(before).filter((date) => !skipsOf(plan).includes(date));
  if (unskipped && isSameOtherwise)
    return words('tips.told.unskipped', { person, date: dateText(unskipped) });
  if (isSameOtherwise) return undefined;
  const { bundle: _, ...others } = plan;
  const { bundle: __, ...othersBefore } = before;
  if (!isChanged(othersBefore, others)) return bundleChange(content, plan);
  const changes = changedLines(content, before, plan, now).join(' ');
  return words('tips.told.changed', { person, changes, next });
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

/** A change as the audit log names it; `undefined` if nothing was changed. */
function actOf({ before, plan }: ChangedPlan, now: number): AuditAct | undefined {
  if (!before) return plan.isOn ? 'tips.set-up' : 'tips.changed';
  if (before.isOn !== plan.isOn) return plan.isOn ? 'tips.on' : 'tips.off';
  if (!isChanged(before, plan)) return undefined;
  const today = dateIn(plan.rule.zone, now);
  const pausedUntil = pauseAt(plan, today);
  if (pausedUntil !== pauseAt(before, today))
    return pausedUntil === undefined ? 'tips.resumed' : 'tips.paused';
  const [skips, skipsBefore] = [skipsOf(plan), skipsOf(before)];
  if (skips.some((date) => !skipsBefore.includes(date))) return 'tips.skipped';
  return skipsBefore.some((date) => date >= today && !skips.includes(date))
    ? 'tips.unskipped'
    : 'tips.changed';
}
