import { applyResponse, hasContent } from '../api/response-message.ts';
import { type CheckedReply, type DeliveryResult, deliveryResult } from '../deliveries/deliver.ts';
import type { ResponseTarget } from '../deliveries/response-urls.ts';
import type { JsonObject } from '../json-object.ts';
import { findWorkspace } from '../state/find.ts';
import { addMessage } from '../state/messages.ts';
import type { SlackState } from '../state/slack-state.ts';
import { slackbotId } from '../state/users.ts';

/** Posts a command's acknowledgement: a text, or a message as JSON. Returns why it can't. */
export function applyCommandResponse(
  slack: SlackState,
  target: ResponseTarget,
  body: unknown,
): string | undefined {
  const answer: JsonObject =
    typeof body === 'object' && body !== null ? { ...body } : { text: String(body ?? '') };
  if (!hasContent(answer)) return undefined;
  const problem = applyResponse(slack, target, answer);
  return problem && `invalid_command_response: ${problem.code} (${problem.detail})`;
}

/** The result of a command; tells the user when it failed. */
export function commandResult(
  slack: SlackState,
  { command, target }: { readonly command: string; readonly target: ResponseTarget },
  reply: CheckedReply,
): DeliveryResult {
  const result = deliveryResult(reply);
  const error = reply.problem ? 'invalid_command_response' : result.error;
  if (error) postAsSlackbot(slack, target, `${command} failed with the error "${error}"`);
  return { ...result, error };
}

/** Posts an ephemeral message from Slackbot. */
export function postAsSlackbot(slack: SlackState, target: ResponseTarget, text: string): void {
  const workspace = findWorkspace(slack.workspaces, target.teamId);
  const channel = workspace?.channels.get(target.channelId);
  if (!workspace || !channel) return;
  addMessage(slack, workspace, channel, {
    user: slackbotId,
    text,
    threadTs: target.threadTs,
    ephemeralFor: target.userId,
  });
}
