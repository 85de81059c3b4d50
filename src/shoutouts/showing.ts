import { put, type Slack, SlackFailure } from '../ports.ts';
import { cardMessage } from './card.ts';
import { giveUpWaiting, showAt } from './changes.ts';
import { noticesKey } from './keys.ts';
import { introduction, introductionMessage, noticeMessage } from './notice.ts';
import type { Shoutouts } from './parts.ts';
import { introduce } from './settings.ts';
import { type Shoutout, waitsUntil } from './shoutout.ts';
import { change, find } from './store.ts';

/**
 * What became of a card. `unsure`: nobody knows whether it is there. `gone`: there was one, and somebody deleted it; the shout-out
 * stays without. `failed`: it certainly isn't there.
 */
export type CardOutcome =
  | { readonly kind: 'shown' | 'unsure' | 'gone' | 'none' | 'failed' }
  | { readonly kind: 'refused'; readonly code: string };

/** One at a time does what others can see of a shout-out, so that the last one shows what it is now. */
const turn = (workspace: string, id: string) => `${workspace}/showing/${id}`;

/**
 * Makes the card in the channel what the shout-out is now: changed, taken away, or, where `post` is true and there is none,
 * posted.
 *
 * A shout-out is kept first and shown then, because Slack has no way to say "post this once". Whoever dies in between, or doesn't hear
 * whether Slack posted it, leaves one without a card. It is never posted again by itself, so there are no two cards; and it
 * is not lost: whoever gave it sees it under /care me, and shows it again with one press if the channel doesn't have it.
 * A card whose message we never heard of is known again at the first press of one of its buttons.
 */
export async function syncCard(
  parts: Shoutouts,
  workspace: string,
  id: string,
  { post }: { readonly post: boolean },
): Promise<CardOutcome> {
  const { store } = parts;
  return store.withLock(turn(workspace, id), async () => {
    const shoutout = await find(parts, workspace, id);
    if (!shoutout) return { kind: 'none' };
    const slack = await parts.slacks(workspace);
    const { card, channel, state } = shoutout;
    const isPublic = state === 'posted' && channel !== undefined;
    const keep = (now: Shoutout['card']) => change(parts, workspace, id, showAt(now));
    if (!isPublic) {
      if (!card) return { kind: 'none' };
      const outcome = await outcomeOf(slack.deleteMessage(card));
      if (outcome.kind === 'shown' || isGone(outcome)) await keep(undefined);
      return isGone(outcome) ? { kind: 'gone' } : outcome;
    }
    const message = cardMessage(parts, parts.content(), shoutout);
    if (card) {
      const outcome = await outcomeOf(slack.update(card, message));
      if (!isGone(outcome)) return outcome;
      await keep(undefined);
      return { kind: 'gone' };
    }
    if (!post) return { kind: 'none' };
    const posted = slack.post({ channel }, message);
    const outcome = await outcomeOf(posted);
    if (outcome.kind === 'shown') await keep(await posted);
    return outcome;
  });
}

/** Takes the card away before its shout-out is deleted, whose record is all that knows where it is. False where Slack wouldn't. */
export async function removeCard(
  parts: Shoutouts,
  workspace: string,
  shoutout: Shoutout,
): Promise<boolean> {
  const { card } = shoutout;
  if (!card) return true;
  const slack = await parts.slacks(workspace);
  const outcome = await outcomeOf(slack.deleteMessage(card));
  return outcome.kind === 'shown' || isGone(outcome);
}

async function outcomeOf(call: Promise<unknown>): Promise<CardOutcome> {
  try {
    await call;
    return { kind: 'shown' };
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    if (error.outcome === 'refused') return { kind: 'refused', code: error.code };
    return { kind: error.outcome === 'unsure' ? 'unsure' : 'failed' };
  }
}

const goneCodes = [
  'message_not_found',
  'channel_not_found',
  'cant_update_message',
  'thread_not_found',
];
const isGone = (outcome: CardOutcome): boolean =>
  outcome.kind === 'refused' && goneCodes.includes(outcome.code);

/**
 * Tells the people who are thanked what concerns them alone, each in a direct message: those who want to be asked first, and those who
 * are thanked privately. What was told before becomes what the shout-out is now. `newcomers` are to hear of it in any case.
 */
export async function tellPeople(
  parts: Shoutouts,
  workspace: string,
  { id }: Shoutout,
  newcomers: readonly string[],
): Promise<void> {
  await parts.store.withLock(turn(workspace, id), async () => {
    const shoutout = await find(parts, workspace, id);
    if (!shoutout) return;
    const slack = await parts.slacks(workspace);
    const key = noticesKey(workspace, id);
    const known = (await parts.store.get(key))?.sent ?? [];
    const fresh = newcomers.filter(
      (user) => shoutout.people.includes(user) && known.every((one) => one.user !== user),
    );
    const content = parts.content();
    await Promise.all(
      known.map(async ({ user, at }) => {
        if (!at) return;
        if (!shoutout.people.includes(user)) await outcomeOf(slack.deleteMessage(at));
        else await outcomeOf(slack.update(at, noticeMessage(parts, content, shoutout, { user })));
      }),
    );
    if (fresh.length === 0) return;
    const sent = await Promise.all(
      fresh.map((user) => tellOne(parts, { workspace, slack, shoutout, user })),
    );
    await parts.store.setMany([put(key, { sent: [...known, ...sent.flat()] })]);
  });
}

type Telling = {
  readonly workspace: string;
  readonly slack: Slack;
  readonly shoutout: Shoutout;
  readonly user: string;
};

/** Where nobody knows whether it arrived, it is not sent again: it is under /care me in any case. */
async function tellOne(parts: Shoutouts, { workspace, slack, shoutout, user }: Telling) {
  const content = parts.content();
  const first = (await introduce(parts, workspace, user)) ? introduction(content) : [];
  try {
    const message = noticeMessage(parts, content, shoutout, { user, first });
    return [{ user, at: await slack.post({ channel: user }, message) }];
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    parts.log.warn({ code: error.code }, 'a person could not be told of their thanks');
    return error.outcome === 'unsure' ? [{ user }] : [];
  }
}

/** The direct messages about a shout-out that is no more. */
export async function untellPeople(parts: Shoutouts, workspace: string, id: string): Promise<void> {
  const slack = await parts.slacks(workspace);
  const key = noticesKey(workspace, id);
  const known = (await parts.store.get(key))?.sent ?? [];
  await Promise.all(known.map(async ({ at }) => at && outcomeOf(slack.deleteMessage(at))));
  if (known.length > 0) await parts.store.setMany([{ key, value: undefined }]);
}

/** A note to those who are thanked in a channel for the first time in their life. */
async function introducePeople(
  parts: Shoutouts,
  workspace: string,
  shoutout: Shoutout,
): Promise<void> {
  const slack = await parts.slacks(workspace);
  await Promise.all(
    shoutout.people.map(async (user) => {
      if (!(await introduce(parts, workspace, user))) return;
      const message = introductionMessage(parts.content(), shoutout);
      await outcomeOf(slack.post({ channel: user }, message));
    }),
  );
}

/** Shows to everyone whom it concerns what a shout-out is after a change, or when it is new. */
export function announce(
  parts: Shoutouts,
  workspace: string,
  before: Shoutout | undefined,
  after: Shoutout,
): { readonly card: Promise<CardOutcome>; readonly people: Promise<void> } {
  const isNowPosted = after.state === 'posted' && before?.state !== 'posted';
  const card = syncCard(parts, workspace, after.id, { post: isNowPosted });
  const people = (async () => {
    const shown = await card.catch(() => undefined);
    if (shown?.kind === 'refused') return;
    await tellPeople(parts, workspace, after, toBeTold(before, after));
    if (isNowPosted) await introducePeople(parts, workspace, after);
  })();
  people.catch((error: unknown) => {
    parts.log.error({ err: error }, 'people could not be told of their thanks');
  });
  return { card, people };
}

function toBeTold(before: Shoutout | undefined, after: Shoutout): readonly string[] {
  const added = after.people.filter((id) => !before?.people.includes(id));
  if (after.state === 'waiting') return after.asked;
  if (after.state === 'private') return before?.state === 'waiting' ? after.people : added;
  // A change of a message tells nobody; only a new card names people so that they hear of it.
  return after.state === 'posted' && before?.state === 'posted' ? added : [];
}

/** A shout-out as it is, unless it has waited for an answer for too long: then it becomes private now. */
export async function settled(
  parts: Shoutouts,
  workspace: string,
  shoutout: Shoutout,
): Promise<Shoutout> {
  if (shoutout.state !== 'waiting' || waitsUntil(shoutout) > parts.clock.now()) return shoutout;
  const changed = await change(parts, workspace, shoutout.id, giveUpWaiting);
  if (changed.kind !== 'changed' || !changed.after) return shoutout;
  announce(parts, workspace, changed.before, changed.after).card.catch(() => {});
  return changed.after;
}
