import { apiError } from '../../api-error.ts';
import { messageJson, repliesTo } from '../../state/json/message.ts';
import type { Channel, Message } from '../../state/workspace.ts';
import { readableChannel, scopesForAnyKind } from '../access-checks.ts';
import { isSet, page, requiredText, textOf } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';

export const historyMethods: Methods = {
  'conversations.history': { scopes: scopesForAnyKind('history'), tier: 3, run: history },
  'conversations.replies': { scopes: scopesForAnyKind('history'), tier: 3, run: replies },
};

/** Newest first, without replies in threads. */
function history(call: Call) {
  const channel = memberChannel(call);
  const messages = channel.messages
    .filter(({ ephemeralFor, threadTs, ts }) => !ephemeralFor && (!threadTs || threadTs === ts))
    .filter(isInRange(call))
    .toReversed();
  return pageOf(call, channel, messages);
}

/** The root message, then its replies, oldest first. */
function replies(call: Call) {
  const channel = memberChannel(call);
  const ts = requiredText(call.args, 'ts');
  const root = channel.messages.find((message) => message.ts === ts && !message.ephemeralFor);
  if (!root) throw apiError('thread_not_found', ts);
  return pageOf(call, channel, [root, ...repliesTo(channel, ts).filter(isInRange(call))]);
}

function memberChannel(call: Call): Channel {
  const channel = readableChannel(call, 'history');
  if (channel.members.has(call.installation.botUserId)) return channel;
  throw apiError('not_in_channel', `the app is not a member of #${channel.name}`);
}

/** A filter by `oldest` and `latest`, which are included only with `inclusive`. */
function isInRange({ args }: Call): (message: Message) => boolean {
  const oldest = Number(textOf(args, 'oldest') ?? 0);
  const latest = Number(textOf(args, 'latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = isSet(args, 'inclusive');
  return ({ ts }) => {
    const time = Number(ts);
    return inclusive ? time >= oldest && time <= latest : time > oldest && time < latest;
  };
}

function pageOf(call: Call, channel: Channel, messages: readonly Message[]) {
  const { items, response_metadata } = page(call.args, messages, 100);
  const isWithMetadata = isSet(call.args, 'include_all_metadata');
  return {
    messages: items.map((message) => ({
      ...messageJson(call.slack, call.workspace, channel, message),
      ...(isWithMetadata && message.metadata !== undefined && { metadata: message.metadata }),
    })),
    has_more: response_metadata.next_cursor !== '',
    response_metadata,
  };
}
