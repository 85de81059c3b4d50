import { type Slack, SlackFailure } from '../../../ports/slack.ts';
import { put, remove } from '../../../ports/store.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { notificationsKey } from '../records/keys.ts';
import { introduce } from '../records/preferences-store.ts';
import { findShoutout } from '../records/repository.ts';
import type { Shoutout } from '../shoutout.ts';
import { callOutcome } from './call-outcome.ts';
import { introduction, introductionMessage, notificationMessage } from './notification.ts';
import { cardLock } from './sync-card.ts';

/**
 * Tells the people who are thanked what concerns them alone, each in a direct message: those who want to be asked first, and those who
 * are thanked privately. What was told before becomes what the shout-out is now. `newcomers` are to hear of it in any case.
 * Resolves with the seconds after which those may be told for whom Slack was too busy.
 */
export function notifyPeople(
  parts: ShoutoutDeps,
  workspace: string,
  { id }: Shoutout,
  newcomers: readonly string[],
): Promise<number | undefined> {
  return parts.store.withLock(cardLock(workspace, id), async () => {
    const shoutout = await findShoutout(parts, workspace, id);
    if (!shoutout) return undefined;
    const slack = await parts.slacks(workspace);
    const key = notificationsKey(workspace, id);
    const known = (await parts.store.get(key))?.sent ?? [];
    const fresh = newcomers.filter(
      (user) => shoutout.people.includes(user) && known.every((one) => one.user !== user),
    );
    const content = parts.content();
    await Promise.all(
      known.map(async ({ user, at }) => {
        if (!at) return;
        if (!shoutout.people.includes(user)) await callOutcome(slack.deleteMessage(at));
        else
          await callOutcome(
            slack.update(at, notificationMessage(parts, content, shoutout, { user })),
          );
      }),
    );
    if (fresh.length === 0) return undefined;
    const told = await Promise.all(
      fresh.map((user) => tellOne(parts, { workspace, slack, shoutout, user })),
    );
    const sent = told.flatMap((one) => ('user' in one ? one : []));
    await parts.store.setMany([put(key, { sent: [...known, ...sent] })]);
    return told.map((one) => ('retryAfter' in one ? one.retryAfter : undefined)).find(Boolean);
  });
}

type Telling = {
  readonly workspace: string;
  readonly slack: Slack;
  readonly shoutout: Shoutout;
  readonly user: string;
};

type Told =
  | { readonly user: string; readonly at?: { readonly channel: string; readonly ts: string } }
  | { readonly retryAfter: number | undefined };

/** Where nobody knows whether it arrived, it is not sent again: it is under /care me in any case. */
async function tellOne(
  parts: ShoutoutDeps,
  { workspace, slack, shoutout, user }: Telling,
): Promise<Told> {
  const content = parts.content();
  const first = (await introduce(parts, workspace, user)) ? introduction(content) : [];
  try {
    const message = notificationMessage(parts, content, shoutout, { user, first });
    return { user, at: await slack.post({ channel: user }, message) };
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    parts.log.warn({ code: error.code }, 'a person could not be told of their thanks');
    return error.outcome === 'unsure' ? { user } : { retryAfter: error.retryAfter };
  }
}

/** Takes back the direct messages about a shout-out that is no more. */
export async function retractNotifications(
  parts: ShoutoutDeps,
  workspace: string,
  id: string,
): Promise<void> {
  const slack = await parts.slacks(workspace);
  const key = notificationsKey(workspace, id);
  const known = (await parts.store.get(key))?.sent ?? [];
  await Promise.all(known.map(async ({ at }) => at && callOutcome(slack.deleteMessage(at))));
  if (known.length > 0) await parts.store.setMany([remove(key)]);
}

/** A note to those who are thanked in a channel for the first time in their life. */
export async function introducePeople(
  parts: ShoutoutDeps,
  workspace: string,
  shoutout: Shoutout,
): Promise<void> {
  const slack = await parts.slacks(workspace);
  await Promise.all(
    shoutout.people.map(async (user) => {
      if (!(await introduce(parts, workspace, user))) return;
      const message = introductionMessage(parts.content(), shoutout);
      await callOutcome(slack.post({ channel: user }, message));
    }),
  );
}
