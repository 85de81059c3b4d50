import { type Slack, SlackFailure } from '../../../ports/slack.ts';
import type { Message } from '../../../slack/ui/message.ts';
import type { ShoutoutDeps } from '../deps.ts';
import type { SentMessages } from '../records/keys.ts';
import { claimIntroduction } from '../records/preferences.ts';
import type { Shoutout } from '../shoutout.ts';
import { type CallOutcome, callOutcome } from './call-outcome.ts';
import { introduction, notificationMessage } from './notification.ts';

type Sent = SentMessages['sent'][number];

type Notification = {
  readonly workspace: string;
  readonly slack: Slack;
  readonly shoutout: Shoutout;
  readonly user: string;
  readonly link: string | undefined;
};

/**
 * Whether Slack hides the channel from a person, as it hides a private one from others and a public
 * one from guests who aren't in it; also if Slack doesn't tell.
 */
async function isHiddenFrom(
  slack: Slack,
  { channel, inPublicChannel }: Shoutout,
  user: string,
): Promise<boolean> {
  if (channel === undefined) return false;
  try {
    if (inPublicChannel && !(await slack.person(user)).isGuest) return false;
    return !(await slack.isMember(channel, user));
  } catch (error) {
    if (error instanceof SlackFailure) return true;
    throw error;
  }
}

/** Sends a person a direct message about a shout-out. */
export async function notifyOne(
  deps: ShoutoutDeps,
  { workspace, slack, shoutout, user, link }: Notification,
): Promise<Pick<Sent, 'at' | 'isFirst' | 'isOutside'> & { readonly outcome: CallOutcome }> {
  const isFirst =
    shoutout.people.includes(user) && (await claimIntroduction(deps, workspace, user));
  const isOutside = await isHiddenFrom(slack, shoutout, user);
  const message = await composeNotification(deps, {
    ...{ workspace, shoutout, user, link, isFirst, isOutside },
  });
  const posting = slack.post({ channel: user }, message);
  const outcome = await callOutcome(posting);
  if (outcome.kind === 'done')
    return {
      ...{ outcome, at: await posting },
      ...(isFirst ? { isFirst } : {}),
      ...(isOutside ? { isOutside } : {}),
    };
  const code = outcome.kind === 'refused' ? outcome.code : outcome.kind;
  deps.log.warn({ code }, 'could not notify a person of a shout-out');
  return { outcome };
}

/** In the language of the person who gets it. */
export function composeNotification(
  deps: ShoutoutDeps,
  {
    workspace,
    shoutout,
    user,
    link,
    isFirst,
    isOutside,
  }: Omit<Notification, 'slack'> & Pick<Sent, 'isFirst' | 'isOutside'>,
): Promise<Message> {
  return deps.inLanguageOf({ workspace, id: user }, () => {
    const content = deps.content();
    const notes = isFirst ? introduction(content) : [];
    return notificationMessage(deps, content, shoutout, { user, notes, link, isOutside });
  });
}
