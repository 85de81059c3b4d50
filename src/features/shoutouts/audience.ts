import { type Slack, SlackFailure } from '../../ports/slack.ts';
import type { ShoutoutDeps } from './deps.ts';

type Deps = Pick<ShoutoutDeps, 'slacks' | 'log'>;

/** Whether everyone in the workspace may read a channel; false if Slack doesn't tell. */
export function isPublicChannel(deps: Deps, workspace: string, channel: string): Promise<boolean> {
  return ask(deps, workspace, async (slack) => (await slack.channel(channel)).kind === 'public');
}

/** Whether only its members may read a channel; false if Slack doesn't tell. */
export function isPrivateChannel(deps: Deps, workspace: string, channel: string): Promise<boolean> {
  return ask(deps, workspace, async (slack) => (await slack.channel(channel)).kind === 'private');
}

/**
 * Whether a person may read all public channels, which neither guests nor people of another company
 * may; false if Slack doesn't tell.
 */
export function readsPublicChannels(
  deps: Deps,
  { workspace, user }: { readonly workspace: string; readonly user: string },
): Promise<boolean> {
  return ask(deps, workspace, async (slack) => {
    const { isGuest, isStranger } = await slack.person(user);
    return !isGuest && !isStranger;
  });
}

/**
 * Whether a person is in a channel; false too if Slack hides the channel from the app. Rejects with a
 * `SlackFailure` if Slack doesn't answer.
 */
export async function isInChannel(
  { slacks }: Pick<Deps, 'slacks'>,
  { workspace, user, channel }: Readonly<Record<'workspace' | 'user' | 'channel', string>>,
): Promise<boolean> {
  const slack = await slacks(workspace);
  try {
    return await slack.isMember(channel, user);
  } catch (error) {
    if (error instanceof SlackFailure && error.outcome === 'refused') return false;
    throw error;
  }
}

async function ask(
  { slacks, log }: Deps,
  workspace: string,
  question: (slack: Slack) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await question(await slacks(workspace));
  } catch (error) {
    log.warn({ err: error }, 'could not tell who may read something');
    return false;
  }
}
