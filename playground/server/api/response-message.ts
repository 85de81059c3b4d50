import { isRefusal } from '../api-error.ts';
import type { ResponseTarget } from '../deliveries/response-urls.ts';
import type { Fields, World } from '../slack-context.ts';
import { findWorkspace } from '../state/find.ts';
import { addMessage, editMessage, removeMessage } from '../state/messages.ts';
import { isSet, textOf } from './arguments.ts';
import { type MessageContent, messageContent } from './message-content.ts';

/** Why an answer can't be used, as Slack names it and in words. */
export type Objection = { readonly error: string; readonly words: string };

/** Whether there is anything to say in an acknowledgement: `{}` and an empty text say nothing. */
export function saysSomething(answer: Fields): boolean {
  return ['text', 'blocks', 'attachments', 'markdown_text'].some((key) => Boolean(answer[key]));
}

/**
 * Says what a command's acknowledgement or a `response_url` was given: to one person or in the channel, new or in place of the
 * message with the control. It needs no membership: the person who asked lends the app theirs.
 */
export function sayAnswer(
  world: World,
  target: ResponseTarget,
  answer: Fields,
): Objection | undefined {
  const workspace = findWorkspace(world.workspaces, target.teamId);
  const channel = workspace?.channels.get(target.channelId);
  if (!workspace?.installation || !channel) {
    return { error: 'channel_not_found', words: 'the channel is gone' };
  }
  const before = channel.messages.find(({ ts }) => ts === target.messageTs);
  if (isSet(answer, 'delete_original')) {
    if (before) removeMessage(world, workspace, channel, before);
    return undefined;
  }
  const content = contentOrObjection(answer);
  if ('error' in content) return content;
  if (before && isSet(answer, 'replace_original')) {
    editMessage(world, workspace, channel, before, content);
    return undefined;
  }
  const { botUserId, botId } = workspace.installation;
  addMessage(world, workspace, channel, {
    user: botUserId,
    botId,
    ...content,
    threadTs: textOf(answer, 'thread_ts') ?? target.threadTs,
    ...(answer.response_type !== 'in_channel' && { ephemeralFor: target.userId }),
  });
  return undefined;
}

function contentOrObjection(answer: Fields): MessageContent | Objection {
  try {
    return messageContent(answer);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.refusal;
  }
}
