import type { TaskResult } from '../../../ports/outbox.ts';
import type { Slack } from '../../../ports/slack.ts';
import { put } from '../../../ports/store.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { messagesKey, noMessages, type SentMessages } from '../records/keys.ts';
import { claimIntroduction } from '../records/preferences.ts';
import { findShoutout } from '../records/repository.ts';
import type { Shoutout } from '../shoutout.ts';
import { type CallOutcome, callOutcome, finalRefusal } from './call-outcome.ts';
import {
  introduction,
  introductionMessage,
  notificationMessage,
  versionOf,
} from './notification.ts';
import { reportMessage } from './report-message.ts';
import { cardLock } from './sync-card.ts';

type NotifyOptions = {
  /** When what they are to show was changed; milliseconds since 1970. */
  readonly since: number;
  readonly lockTimeout?: number | undefined;
};

type Sent = SentMessages['sent'][number];

/**
 * Brings the direct messages and the report about a shout-out up to date: changes those that were
 * sent, or deletes those about a deleted shout-out, and sends one to each person who is to hear of
 * it. A message is noted before it is sent, and an unconfirmed one is not sent again.
 */
export function notifyPeople(
  deps: ShoutoutDeps,
  workspace: string,
  id: string,
  { since, lockTimeout }: NotifyOptions,
): Promise<TaskResult> {
  return deps.store.withLock(
    cardLock(workspace, id),
    async () => {
      const shoutout = await findShoutout(deps, workspace, id);
      const slack = await deps.slacks(workspace);
      const { sent, report } = await messagesOf(deps, workspace, id);
      const calls: Promise<CallOutcome>[] = sent.map((one) => updateSent(slack, shoutout, one));
      if (report?.at)
        calls.push(
          callOutcome(slack.update(report.at, reportMessage(deps.content(), shoutout, report))),
        );
      const changed = await Promise.all(calls);
      const sending = shoutout ? await sendNew(slack, shoutout, sent) : [];
      return resultOf([...changed, ...sending], deps.clock.now() - since);
    },
    lockTimeout,
  );

  async function updateSent(
    slack: Slack,
    shoutout: Shoutout | undefined,
    { user, at }: Sent,
  ): Promise<CallOutcome> {
    if (!at) return { kind: 'done' };
    if (shoutout?.people.includes(user)) {
      const message = notificationMessage(deps, deps.content(), shoutout, { user });
      return callOutcome(slack.update(at, message));
    }
    const outcome = await callOutcome(slack.deleteMessage(at));
    if (outcome.kind === 'done') await noteSent([], [user]);
    return outcome;
  }

  async function sendNew(
    slack: Slack,
    shoutout: Shoutout,
    sent: readonly Sent[],
  ): Promise<readonly CallOutcome[]> {
    const recipients = recipientsOf(shoutout, sent);
    if (recipients.length === 0) return [];
    const asks = (user: string) => (isAsked(shoutout, user) ? { asks: versionOf(shoutout) } : {});
    // Slack notifies nobody of a changed message, so a new question replaces the one before.
    const replaced = sent.filter(({ user }) => recipients.includes(user));
    await Promise.all(replaced.map(async ({ at }) => at && callOutcome(slack.deleteMessage(at))));
    await noteSent(recipients.map((user) => ({ user, ...asks(user) })));
    return Promise.all(
      recipients.map(async (user) => {
        const { outcome, at } = await notifyOne(deps, { workspace, slack, shoutout, user });
        if (outcome.kind === 'unsure') return { kind: 'done' };
        await noteSent(at ? [{ user, at, ...asks(user) }] : [], [user]);
        if (at && !(await findShoutout(deps, workspace, id)))
          await callOutcome(slack.deleteMessage(at));
        return outcome;
      }),
    );
  }

  /** Replaces what is noted about these people, and about `users`. */
  function noteSent(notes: readonly Sent[], users: readonly string[] = []): Promise<void> {
    const noted = new Set([...users, ...notes.map(({ user }) => user)]);
    return updateMessages(deps, workspace, id, (before) => ({
      ...before,
      sent: [...before.sent.filter(({ user }) => !noted.has(user)), ...notes],
    }));
  }
}

const isAsked = ({ state, asked }: Shoutout, user: string): boolean =>
  state === 'waiting' && asked.includes(user);

/** The people who are to hear of it, or are to be asked about this version, and were not yet. */
function recipientsOf(shoutout: Shoutout, sent: readonly Sent[]): readonly string[] {
  const { state, people, pending } = shoutout;
  return (pending?.notify ?? []).filter((user) => {
    if (!people.includes(user) || (state === 'waiting' && !isAsked(shoutout, user))) return false;
    const before = sent.find((one) => one.user === user);
    if (!before) return true;
    return isAsked(shoutout, user) && before.asks !== versionOf(shoutout);
  });
}

function resultOf(outcomes: readonly CallOutcome[], age: number): TaskResult {
  const open = outcomes.filter(
    (outcome) => outcome.kind !== 'done' && finalRefusal(outcome, age) === undefined,
  );
  const waits = open.flatMap((one) => (one.kind === 'limited' ? one.retryAfter : []));
  return {
    isDone: open.length === 0,
    ...(waits.length > 0 ? { retryAfter: Math.max(...waits) } : {}),
    isRefused: open.some(({ kind }) => kind === 'refused'),
  };
}

/** What is noted about the messages about a shout-out. */
export async function messagesOf(
  { store }: Pick<ShoutoutDeps, 'store'>,
  workspace: string,
  id: string,
): Promise<SentMessages> {
  return (await store.get(messagesKey(workspace, id))) ?? noMessages;
}

/** Changes what is noted about the messages about a shout-out. */
export function updateMessages(
  { store }: Pick<ShoutoutDeps, 'store'>,
  workspace: string,
  id: string,
  change: (before: SentMessages) => SentMessages,
): Promise<void> {
  const key = messagesKey(workspace, id);
  return store.update([key], (before = noMessages) => ({
    writes: [put(key, change(before))],
    result: undefined,
  }));
}

type Notification = {
  readonly workspace: string;
  readonly slack: Slack;
  readonly shoutout: Shoutout;
  readonly user: string;
};

async function notifyOne(
  deps: ShoutoutDeps,
  { workspace, slack, shoutout, user }: Notification,
): Promise<{ readonly outcome: CallOutcome; readonly at?: NonNullable<Sent['at']> }> {
  const content = deps.content();
  const notes = (await claimIntroduction(deps, workspace, user)) ? introduction(content) : [];
  const message = notificationMessage(deps, content, shoutout, { user, notes });
  const posting = slack.post({ channel: user }, message);
  const outcome = await callOutcome(posting);
  if (outcome.kind === 'done') return { outcome, at: await posting };
  const code = outcome.kind === 'refused' ? outcome.code : outcome.kind;
  deps.log.warn({ code }, 'could not notify a thanked person');
  return { outcome };
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
