import { isChannel } from '../../../ports/slack.ts';
import type { Action, ActionReply, CareHandler } from '../../../slack/router/feature.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { readsPublicChannels } from '../audience.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { reply } from '../reply.ts';
import { today } from '../today.ts';
import { channelCoverage, coverage } from './coverage.ts';
import { coverageMessage } from './message.ts';

/** `/care coverage`: of the channel or, in a direct message, of the whole workspace. */
export const careCoverage =
  (deps: ShoutoutDeps): CareHandler =>
  (command) => {
    if (command.text !== '') return undefined;
    return coverageFor(deps, command, channelOf(command));
  };

const channelOf = ({ channel }: { readonly channel: string }): string | undefined =>
  isChannel(channel) ? channel : undefined;

export const showCoverage =
  (deps: ShoutoutDeps) =>
  async (action: Action<undefined>): Promise<ActionReply> => ({
    show: await coverageFor(deps, action, channelOf(action)),
  });

export const showWorkspace =
  (deps: ShoutoutDeps) =>
  async (action: Action<undefined>): Promise<ActionReply> => ({
    show: await coverageFor(deps, action, undefined),
  });

async function coverageFor(
  deps: ShoutoutDeps,
  { workspace, user }: { readonly workspace: string; readonly user: string },
  channel: string | undefined,
): Promise<Message> {
  const readsAll = await readsPublicChannels(deps, { workspace, user });
  if (channel === undefined && !readsAll) return reply(deps, 'coverage.not-for-guests');
  const date = await today(deps, { workspace, user });
  const query = { workspace, today: date };
  const found = await (channel === undefined
    ? coverage(deps, { ...query, channel })
    : channelCoverage(deps, { ...query, channel }));
  const scope = channel === undefined ? 'workspace' : 'channel';
  return coverageMessage(deps.content(), found, { scope, today: date, readsAll });
}
