import type { TaskResult } from '../../../ports/outbox.ts';
import type { Slack } from '../../../ports/slack.ts';
import type { ShoutoutDeps } from '../deps.ts';
import type { ReportMessage, SentMessages } from '../records/keys.ts';
import { messagesOf, updateMessages, withoutOld } from '../records/messages.ts';
import { findShoutout } from '../records/repository.ts';
import type { Shoutout } from '../shoutout.ts';
import { isToHear } from '../transitions.ts';
import { type CallOutcome, callOutcome, finalRefusal, isGone, turnToPost } from './call-outcome.ts';
import { versionOf } from './notification.ts';
import { composeNotification, notifyOne } from './notify-one.ts';
import { composeReport } from './report-message.ts';
import { cardLock } from './sync-card.ts';

type NotifyOptions = {
  /** When what they are to show was changed; milliseconds since 1970. */
  readonly since: number;
  readonly lockTimeout?: number | undefined;
};

type Sent = SentMessages['sent'][number];

type Sending = {
  readonly shoutout: Shoutout;
  readonly sent: readonly Sent[];
  readonly recipients: readonly string[];
  readonly link: string | undefined;
};

export type NotifyResult = TaskResult & {
  /** Whether somebody who is thanked isn't in the channel of the card. */
  readonly hasAbsent: boolean;
};

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
): Promise<NotifyResult> {
  return deps.store.withLock(
    cardLock(workspace, id),
    async () => {
      const shoutout = await findShoutout(deps, workspace, id);
      const slack = await deps.slacks(workspace);
      const { sent, report } = await messagesOf(deps, workspace, id);
      const link = await linkTo(slack, shoutout);
      const calls = sent.map((one) => updateSent(slack, shoutout, one, link));
      if (report?.at) calls.push(updateReport(slack, shoutout, report.at, report));
      if (report?.old) calls.push(deleteOld(slack, report.old));
      const changed = await Promise.all(calls);
      const { absent, asking } = shoutout
        ? await absentPeople(slack, shoutout, sent)
        : { absent: [], asking: [] };
      const recipients = shoutout ? [...recipientsOf(shoutout, sent), ...absent] : [];
      const sending =
        shoutout && recipients.length > 0
          ? await sendNew(slack, { shoutout, sent, recipients, link })
          : [];
      const result = resultOf([...changed, ...asking, ...sending], deps.clock.now() - since);
      return { ...result, hasAbsent: absent.length > 0 };
    },
    lockTimeout,
  );

  async function updateReport(
    slack: Slack,
    shoutout: Shoutout | undefined,
    at: NonNullable<ReportMessage['at']>,
    report: ReportMessage,
  ): Promise<CallOutcome> {
    const shown = await composeReport(deps, { workspace, channel: at.channel }, shoutout, report);
    return callOutcome(slack.update(at, shown));
  }

  async function deleteOld(
    slack: Slack,
    old: NonNullable<ReportMessage['old']>,
  ): Promise<CallOutcome> {
    const outcome = await callOutcome(slack.deleteMessage(old));
    if (outcome.kind === 'done' || isGone(outcome))
      await updateMessages(deps, workspace, id, withoutOld);
    return outcome;
  }

  async function updateSent(
    slack: Slack,
    shoutout: Shoutout | undefined,
    { user, at, isFirst, isOutside }: Sent,
    link: string | undefined,
  ): Promise<CallOutcome> {
    if (!at) return { kind: 'done' };
    if (shoutout && isToHear(shoutout, user)) {
      const message = await composeNotification(deps, {
        ...{ workspace, shoutout, user, link, isFirst, isOutside },
      });
      return callOutcome(slack.update(at, message));
    }
    const outcome = await callOutcome(slack.deleteMessage(at));
    if (outcome.kind === 'done') await noteSent([], [user]);
    return outcome;
  }

  async function sendNew(
    slack: Slack,
    { shoutout, sent, recipients, link }: Sending,
  ): Promise<readonly CallOutcome[]> {
    const asks = (user: string) => (isAsked(shoutout, user) ? { asks: versionOf(shoutout) } : {});
    return allOf(
      recipients.map(async (user): Promise<CallOutcome> => {
        // Slack notifies nobody of a changed message, so a new question replaces the one before.
        const replaced = sent.find((one) => one.user === user)?.at;
        if (replaced) await callOutcome(slack.deleteMessage(replaced));
        const turn = await turnToPost(slack);
        if (turn.kind !== 'done') return turn;
        await noteSent([{ user, ...asks(user) }]);
        const { outcome, at, ...facts } = await notifyOne(deps, {
          ...{ workspace, slack, shoutout, user, link },
        });
        if (outcome.kind === 'unsure') return { kind: 'done' };
        await noteSent(at ? [{ user, at, ...asks(user), ...facts }] : [], [user]);
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

/** Waits for all of them, also if one rejects: nothing goes on after the lock. */
async function allOf<Result>(work: readonly Promise<Result>[]): Promise<readonly Result[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** The people who don't hear of it by its card, as they aren't in its channel. */
async function absentPeople(
  slack: Slack,
  { channel, pending, people }: Shoutout,
  sent: readonly Sent[],
): Promise<{ readonly absent: readonly string[]; readonly asking: readonly CallOutcome[] }> {
  const candidates = (pending?.unlessThere ?? []).filter(
    (user) => people.includes(user) && !sent.some((one) => one.user === user),
  );
  if (channel === undefined) return { absent: [], asking: [] };
  const answers = await Promise.all(
    candidates.map(async (user) => {
      const question = slack.isMember(channel, user);
      const outcome = await callOutcome(question);
      return { user, outcome, isThere: outcome.kind !== 'done' || (await question) };
    }),
  );
  return {
    absent: answers.filter(({ isThere }) => !isThere).map(({ user }) => user),
    // An unconfirmed question is asked again.
    asking: answers.map(({ outcome }) => outcome),
  };
}

/** A link to the card, for people who may read its channel. */
async function linkTo(slack: Slack, shoutout: Shoutout | undefined): Promise<string | undefined> {
  if (shoutout?.state !== 'posted' || !shoutout.card || !shoutout.inPublicChannel) return undefined;
  return slack.permalink(shoutout.card).catch(() => undefined);
}

const isAsked = ({ state, asked }: Shoutout, user: string): boolean =>
  state === 'waiting' && asked.includes(user);

/** The people who are to hear of it, or are to be asked about this version, and were not yet. */
function recipientsOf(shoutout: Shoutout, sent: readonly Sent[]): readonly string[] {
  return (shoutout.pending?.notify ?? []).filter((user) => {
    if (!isToHear(shoutout, user)) return false;
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
