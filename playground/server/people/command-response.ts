import { sayAnswer, saysSomething } from '../api/response-message.ts';
import type { Delivery } from '../contract.ts';
import type { Delivered } from '../deliveries/deliver.ts';
import type { Reply } from '../deliveries/delivery.ts';
import type { ResponseTarget } from '../deliveries/response-urls.ts';
import type { Fields, World } from '../slack-context.ts';
import { slackbotId } from '../state/build-workspace.ts';
import { findWorkspace } from '../state/find.ts';
import { addMessage } from '../state/messages.ts';

/** Says what a command's acknowledgement says: a text, or a message as JSON. Returns words when it can't be said. */
export function followCommand(
  world: World,
  target: ResponseTarget,
  body: unknown,
): string | undefined {
  const answer: Fields =
    typeof body === 'object' && body !== null ? { ...body } : { text: String(body ?? '') };
  if (!saysSomething(answer)) return undefined;
  const objection = sayAnswer(world, target, answer);
  return objection && `invalid_command_response: ${objection.error} (${objection.words})`;
}

/** Tells the person when their command came to nothing. */
export function commandDelivered(
  world: World,
  { command, target }: { readonly command: string; readonly target: ResponseTarget },
  delivered: Delivered,
): Delivery {
  const delivery = asDelivery(delivered);
  const error = delivered.objection ? 'invalid_command_response' : delivery.error;
  if (error) sayAsSlackbot(world, target, `${command} failed with the error "${error}"`);
  return { ...delivery, error };
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

export function asDelivery(delivered: Delivered): Delivery {
  const { ms, objection } = delivered;
  if (!delivered.ok) return { ok: false, error: failureName(delivered), ms, body: null };
  return { ok: !objection, error: objection, ms, body: delivered.body };
}

/** What the person reads when the app can't be reached or fails. */
function failureName({ reason, status = 0 }: Extract<Reply, { ok: false }>): string {
  if (reason === 'http_timeout') return 'operation_timeout';
  if (reason === 'connection_failed') return 'dispatch_failed';
  return status >= 500 ? 'http_service_error' : 'http_client_error';
}
