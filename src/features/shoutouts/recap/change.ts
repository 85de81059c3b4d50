import { calendarFormat } from '../../../calendar/calendar-format.ts';
import { canonicalZone, zoneText } from '../../../calendar/parse/zones.ts';
import { dateIn, timeIn } from '../../../calendar/today.ts';
import type { Content } from '../../../content/content.ts';
import type { Arranged } from '../../../ports/outbox.ts';
import { put } from '../../../ports/store.ts';
import { postTarget } from '../../../slack/api/post-target.ts';
import { paragraph, prose } from '../../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../../slack/ui/failure.ts';
import { type Message, message } from '../../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../../slack/ui/sentence.ts';
import { isInChannel } from '../audience.ts';
import type { ShoutoutDeps } from '../deps.ts';
import {
  ownedRecapsKey,
  type RecapPlace,
  type RecapPlan,
  recapAppointment,
  recapPlanKey,
  withOwned,
} from './plan.ts';
import { forgetOpen } from './told.ts';

/** A person who changes the recap of a channel. */
export type RecapRequest = RecapPlace & { readonly user: string };

export type ChangedRecap = {
  readonly before: RecapPlan | undefined;
  readonly plan: RecapPlan;
  readonly arranged: Arranged;
};

/** Why a recap can't be posted here, with the typed line to copy. */
export async function recapObstacle(
  deps: ShoutoutDeps,
  { workspace, channel }: RecapPlace,
  typed?: string,
): Promise<Message | undefined> {
  const target = await postTarget(deps, { workspace, id: channel });
  if (!('obstacle' in target)) return undefined;
  const { words } = deps.content();
  const { obstacle } = target;
  const key = obstacle === 'direct' ? 'recap.direct' : (`recap.invite.${obstacle}` as const);
  return message([paragraph(words(key)), ...typedTextBlock(words, typed)]);
}

type RefusalDeps = Pick<ShoutoutDeps, 'slacks' | 'content' | 'planRefusal'>;

/** To share what it would tell changes nothing, so the administrators' rule doesn't count. */
type RefusalOptions = { readonly isShare?: boolean };

/** Says why this person may not change it, with the typed line to copy. */
export async function recapRefusal(
  deps: RefusalDeps,
  request: RecapRequest,
  { typed, ...options }: RefusalOptions & { readonly typed?: string | undefined } = {},
): Promise<Message | undefined> {
  const { words } = deps.content();
  const reason = await recapRefusalReason(deps, request, options);
  if (reason === undefined) return undefined;
  const said = `${reason} ${words('failure.unchanged')}`;
  return message([paragraph(said), ...typedTextBlock(words, typed)]);
}

/**
 * No guests may change it, nobody of another company, nobody from outside, and only those whom an
 * administrator lets.
 */
export async function recapRefusalReason(
  deps: RefusalDeps,
  { workspace, channel, user }: RecapRequest,
  { isShare = false }: RefusalOptions = {},
): Promise<string | undefined> {
  const { words } = deps.content();
  const slack = await deps.slacks(workspace);
  const person = await slack.person(user);
  if (person.isGuest || person.isStranger)
    // Where an administrator limits it, that says whom to ask; not everybody in the channel may.
    return (!isShare && (await limited())) || words('recap.not-for-guests');
  const isThere = await isInChannel(deps, { workspace, user, channel });
  if (!isThere) return words('recap.not-a-member');
  return isShare ? undefined : limited();

  function limited(): Promise<string | undefined> {
    return deps.planRefusal(workspace, person);
  }
}

/** A person's time zone in Slack. */
export async function zoneOf(
  { slacks }: Pick<ShoutoutDeps, 'slacks'>,
  { workspace, user }: Pick<RecapRequest, 'workspace' | 'user'>,
): Promise<string> {
  const slack = await slacks(workspace);
  return canonicalZone((await slack.person(user)).timeZone) ?? 'UTC';
}

/**
 * Changes when a channel gets its recap, and what is queued with it; the channel reads in one line
 * who did, and how. `undefined` if there is none and `decide` makes none.
 */
export async function changeRecap(
  deps: ShoutoutDeps,
  { workspace, channel, user }: RecapRequest,
  decide: (plan: RecapPlan | undefined) => RecapPlan | undefined,
): Promise<ChangedRecap | undefined> {
  const { store, outbox, log, homeChanged } = deps;
  const key = recapPlanKey(workspace, channel);
  if (!decide(await store.get(key))) return undefined;
  const appointment = recapAppointment(workspace, channel);
  await outbox.prepare(appointment);
  const ownedBy = ownedRecapsKey(workspace, user);
  const { before, plan } = await store.update([key, ownedBy], (known, owned) => {
    const next = decide(known);
    const isNew = next?.owner === user && !owned?.channels.includes(channel);
    const writes = [
      ...(next ? [put(key, next)] : []),
      ...(isNew ? [put(ownedBy, withOwned(owned?.channels, channel))] : []),
    ];
    return { writes, result: { before: known, plan: next } };
  });
  if (!plan) return undefined;
  homeChanged(workspace, ownersOf(before, plan));
  // What was queued is composed again, or not posted.
  await forgetOpen(deps, { workspace, channel });
  const arranged = plan.isOn ? await outbox.arrange(appointment) : await outbox.cancel(appointment);
  if (arranged.ended !== undefined) return { before, plan: { ...plan, isOn: false }, arranged };
  const changed = { before, plan, arranged };
  const kind = kindOf(changed);
  if (kind) void deps.audit.note(workspace, { what: `recap.${kind}`, who: user, where: channel });
  tellChannel(deps, { workspace, channel, user }, changed).catch((error: unknown) =>
    log.warn({ err: error }, 'could not tell a channel who changed its recap'),
  );
  return changed;
}

const ownersOf = (...plans: readonly (RecapPlan | undefined)[]): readonly string[] =>
  plans.flatMap((plan) => plan?.owner ?? []);

async function tellChannel(
  { slacks, content, inLanguageOf, clock }: ShoutoutDeps,
  { workspace, channel, user }: RecapRequest,
  changed: ChangedRecap,
): Promise<void> {
  const line = await inLanguageOf({ workspace, id: channel }, () =>
    changeLine(content(), changed, clock.now()),
  );
  if (line === undefined) return;
  const slack = await slacks(workspace);
  const parts = fillPlaceholders(line, { person: [{ person: user }] });
  await slack.post({ channel }, message([prose(parts)]));
}

/** The line that tells the channel of a change; `undefined` if nothing was changed. */
function changeLine(content: Content, changed: ChangedRecap, now: number): string | undefined {
  const { plan, arranged } = changed;
  const { words } = content;
  const person = placeholder('person');
  const rule = ruleLine(content, plan);
  const next = nextLine(content, plan, arranged.upcoming, now);
  const kind = kindOf(changed);
  if (kind === undefined) return undefined;
  return kind === 'off'
    ? words('recap.told.off', { person })
    : words(`recap.told.${kind}`, { person, rule, next });
}

/** A change as the audit log and the channel name it; `undefined` if nothing was changed. */
function kindOf({ before, plan }: ChangedRecap): 'set-up' | 'on' | 'off' | 'changed' | undefined {
  if (!before) return plan.isOn ? 'set-up' : undefined;
  if (before.isOn !== plan.isOn) return plan.isOn ? 'on' : 'off';
  const isSame = JSON.stringify(before.rule) === JSON.stringify(plan.rule);
  return isSame || !plan.isOn ? undefined : 'changed';
}

/** "Every Friday at 16:00, Lisbon time." */
export function ruleLine({ words, language, grammars }: Content, { rule }: RecapPlan): string {
  const { days, time } = rule;
  const zone = zoneText(rule.zone, grammars[0]);
  return words('recap.rule', { day: calendarFormat(language).weekdays(days), time, zone });
}

/** When the next recap comes, or that none does. */
export function nextLine(
  { words, language }: Content,
  { isOn, rule }: RecapPlan,
  next: Arranged['upcoming'],
  now: number,
): string {
  if (!isOn || !next) return words('recap.is-off');
  const line = words('recap.next', {
    date: calendarFormat(language).date(next.occurrence, dateIn(rule.zone, now)),
    time: timeIn(rule.zone, next.postAt * 1000),
  });
  const { isQueued, waitsFor = 'turn' } = next;
  return isQueued || waitsFor === 'turn' ? line : `${line} ${words(`tips.waits.${waitsFor}`)}`;
}
