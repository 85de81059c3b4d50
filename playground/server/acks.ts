import { objectionTo, sayAnswer, saysSomething } from './answering.ts';
import type { Reply } from './deliveries/parcel.ts';
import { findWorkspace } from './find.ts';
import type { Delivery } from './local-slack.ts';
import { addMessage } from './messages.ts';
import type { ResponseTarget } from './response-urls.ts';
import { slackbotId } from './workspaces.ts';
import type { Fields, World } from './world.ts';

type TimedReply = Reply & { readonly ms: number };

/** A command's acknowledgement as Slack reads it: a text or a message as JSON. */
export function commandAnswer(body: unknown): Fields {
  return typeof body === 'object' && body !== null ? { ...body } : { text: String(body ?? '') };
}

export function commandObjection(body: unknown): string | undefined {
  const answer = commandAnswer(body);
  const objection = saysSomething(answer) ? objectionTo(answer) : undefined;
  return objection && `invalid_command_response: ${objection.error} (${objection.words})`;
}

/** Shows the person what the app answered, or that it failed. */
export function commandAcknowledged(
  world: World,
  { command, target }: { readonly command: string; readonly target: ResponseTarget },
  reply: TimedReply,
): Delivery {
  const delivery = asDelivery(reply);
  const answer = reply.ok ? commandAnswer(reply.body) : {};
  const isWrong = saysSomething(answer) && sayAnswer(world, target, answer) !== undefined;
  const error = isWrong ? 'invalid_command_response' : delivery.error;
  if (!error) return delivery;
  sayAsSlackbot(world, target, `${command} failed with the error "${error}"`);
  return { ...delivery, ok: false, error };
}

/** What Slack itself says to one person. */
export function sayAsSlackbot(world: World, target: ResponseTarget, text: string): void {
  const workspace = findWorkspace(world.workspaces, target.teamId);
  const channel = workspace?.channels.get(target.channelId);
  if (!workspace || !channel) return;
  addMessage(world, workspace, channel, {
    user: slackbotId,
    text,
    threadTs: target.threadTs,
    ephemeralFor: target.userId,
  });
}

export function asDelivery(reply: TimedReply): Delivery {
  if (reply.ok) return { ok: true, error: '', ms: reply.ms, body: reply.body };
  return { ok: false, error: failureName(reply), ms: reply.ms, body: null };
}

/** What the person reads when the app can't be reached or fails. */
function failureName({ reason, status = 0 }: Extract<Reply, { ok: false }>): string {
  if (reason === 'http_timeout') return 'operation_timeout';
  if (reason === 'connection_failed') return 'dispatch_failed';
  return status >= 500 ? 'http_service_error' : 'http_client_error';
}
