import type { Slack } from '../../ports/slack.ts';
import type { ShoutoutDeps } from './deps.ts';

type Deps = Pick<ShoutoutDeps, 'slacks' | 'log'>;

/** Whether everyone in the workspace may read a channel; false if Slack doesn't tell. */
export function isPublicChannel(deps: Deps, workspace: string, channel: string): Promise<boolean> {
  return ask(deps, workspace, async (slack) => (await slack.channel(channel)).kind === 'public');
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
