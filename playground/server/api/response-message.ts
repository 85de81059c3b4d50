import { isApiError } from '../api-error.ts';
import type { ResponseTarget } from '../deliveries/response-urls.ts';
import type { JsonObject } from '../json-object.ts';
import { findWorkspace } from '../state/find.ts';
import { addMessage, editMessage, removeMessage } from '../state/messages.ts';
import type { SlackState } from '../state/slack-state.ts';
import { isSet, textOf } from './arguments.ts';
import { type MessageContent, messageContent } from './message-content.ts';

/** Why a response is rejected: Slack's error code, and an explanation for the log. */
type ResponseProblem = { readonly code: string; readonly detail: string };

/** Whether an acknowledgement contains a message; `{}` and an empty text don't. */
export function hasContent(answer: JsonObject): boolean {
  return ['text', 'blocks', 'attachments', 'markdown_text'].some((key) => Boolean(answer[key]));
}

/**
 * Applies a command's acknowledgement or a request to a `response_url`: posts, replaces or deletes
 * a message. The app need not be a member of the channel, because the user has invoked it there.
 */
export function applyResponse(
  slack: SlackState,
  target: ResponseTarget,
  answer: JsonObject,
): ResponseProblem | undefined {
  const workspace = findWorkspace(slack.workspaces, target.teamId);
  const channel = workspace?.channels.get(target.channelId);
  if (!workspace?.installation || !channel) {
    return { code: 'channel_not_found', detail: 'the channel is gone' };
  }
  const original = channel.messages.find(({ ts }) => ts === target.messageTs);
  if (isSet(answer, 'delete_original')) {
    if (original) removeMessage(slack, workspace, channel, original);
    return undefined;
  }
  const content = contentOrProblem(answer);
  if ('code' in content) return content;
  if (original && isSet(answer, 'replace_original')) {
    editMessage(slack, workspace, channel, original, content);
    return undefined;
  }
  const { botUserId, botId } = workspace.installation;
  addMessage(slack, workspace, channel, {
    user: botUserId,
    botId,
    ...content,
    threadTs: textOf(answer, 'thread_ts') ?? target.threadTs,
    ...(answer.response_type !== 'in_channel' && { ephemeralFor: target.userId }),
  });
  return undefined;
}

function contentOrProblem(answer: JsonObject): MessageContent | ResponseProblem {
  try {
    return messageContent(answer);
  } catch (error) {
    if (!isApiError(error)) throw error;
    return { code: error.code, detail: error.detail };
  }
}
