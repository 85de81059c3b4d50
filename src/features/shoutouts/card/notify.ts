import { type Slack, SlackFailure } from '../../../ports/slack.ts';
import { put, remove } from '../../../ports/store.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { notificationsKey } from '../records/keys.ts';
import { claimIntroduction } from '../records/preferences.ts';
import { findShoutout } from '../records/repository.ts';
import type { Shoutout } from '../shoutout.ts';
import { callOutcome } from './call-outcome.ts';
import { introduction, introductionMessage, notificationMessage } from './notification.ts';
import { cardLock } from './sync-card.ts';

/**
 * Updates the direct messages sent about a shout-out, and sends one to each of `recipients` who has
 * none yet. Resolves with the seconds to wait if Slack limited some of them.
 */
export function notifyPeople(
  deps: ShoutoutDeps,
  workspace: string,
  { id }: Shoutout,
  recipients: readonly string[],
): Promise<number | undefined> {
  return deps.store.withLock(cardLock(workspace, id), async () => {
    const shoutout = await findShoutout(deps, workspace, id);
    if (!shoutout) return undefined;
    const slack = await deps.slacks(workspace);
    const key = notificationsKey(workspace, id);
    const sentBefore = (await deps.store.get(key))?.sent ?? [];
    const content = deps.content();
    await Promise.all(
      sentBefore.map(async ({ user, at }) => {
        if (!at) return;
        const call = shoutout.people.includes(user)
          ? slack.update(at, notificationMessage(deps, content, shoutout, { user }))
          : slack.deleteMessage(at);
        await callOutcome(call);
      }),
    );
    const unnotified = recipients.filter(
      (user) => shoutout.people.includes(user) && sentBefore.every((one) => one.user !== user),
    );
    if (unnotified.length === 0) return undefined;
    const results = await Promise.all(
      unnotified.map((user) => notifyOne(deps, { workspace, slack, shoutout, user })),
    );
    const sent = results.flatMap((one) => ('user' in one ? one : []));
    await deps.store.setMany([put(key, { sent: [...sentBefore, ...sent] })]);
    return results.map((one) => ('retryAfter' in one ? one.retryAfter : undefined)).find(Boolean);
  });
}

type Notification = {
  readonly workspace: string;
  readonly slack: Slack;
  readonly shoutout: Shoutout;
  readonly user: string;
};

/** `at` is missing if Slack didn't confirm the message. */
type Sent =
  | { readonly user: string; readonly at?: { readonly channel: string; readonly ts: string } }
  | { readonly retryAfter: number | undefined };

/** An unconfirmed message is not sent again: the person finds the shout-out under /care me. */
async function notifyOne(
  deps: ShoutoutDeps,
  { workspace, slack, shoutout, user }: Notification,
): Promise<Sent> {
  const content = deps.content();
  const notes = (await claimIntroduction(deps, workspace, user)) ? introduction(content) : [];
  try {
    const message = notificationMessage(deps, content, shoutout, { user, notes });
    return { user, at: await slack.post({ channel: user }, message) };
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    deps.log.warn({ code: error.code }, 'could not notify a thanked person');
    return error.outcome === 'unsure' ? { user } : { retryAfter: error.retryAfter };
  }
}

/** Deletes the direct messages about a deleted shout-out. */
export async function retractNotifications(
  deps: ShoutoutDeps,
  workspace: string,
  id: string,
): Promise<void> {
  const slack = await deps.slacks(workspace);
  const key = notificationsKey(workspace, id);
  const sent = (await deps.store.get(key))?.sent ?? [];
  await Promise.all(sent.map(async ({ at }) => at && callOutcome(slack.deleteMessage(at))));
  if (sent.length > 0) await deps.store.setMany([remove(key)]);
}

/** Explains shout-outs to the people who are thanked in a channel for the first time. */
export async function introducePeople(
  deps: ShoutoutDeps,
  workspace: string,
  shoutout: Shoutout,
): Promise<void> {
  const slack = await deps.slacks(workspace);
  await Promise.all(
    shoutout.people.map(async (user) => {
      if (!(await claimIntroduction(deps, workspace, user))) return;
      const message = introductionMessage(deps.content(), shoutout);
      await callOutcome(slack.post({ channel: user }, message));
    }),
  );
}
