import type { StateValues } from '../../protocol.ts';
import type { Fields, World } from '../slack-context.ts';
import type { Control } from '../state/elements.ts';
import { messageJson } from '../state/json/message.ts';
import { viewJson } from '../state/json/view.ts';
import type { Channel, Message, User, View, Workspace } from '../state/workspace.ts';
import type { ResponseTarget } from './response-urls.ts';

/** Who does something, and where the app is told of it. */
export type Actor = { readonly world: World; readonly workspace: Workspace; readonly user: User };

/** A control's place: a message in a channel, or a view. */
export type Place =
  | { readonly channel: Channel; readonly message: Message }
  | { readonly view: View };

export function commandPayload(
  actor: Actor,
  { channel, command, text }: { channel: Channel; command: string; text: string },
): { readonly payload: Fields; readonly target: ResponseTarget } {
  const { world, workspace, user } = actor;
  const target = { teamId: workspace.id, channelId: channel.id, userId: user.id };
  const payload = {
    token: world.app.verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: world.responseUrls.give(target),
    trigger_id: triggerId(actor),
  };
  return { payload, target };
}

export function blockActionsPayload(
  actor: Actor,
  place: Place,
  { action, state }: { action: Fields; state: StateValues },
): Fields {
  return {
    type: 'block_actions',
    ...origin(actor),
    ...placePayload(actor, place, state),
    trigger_id: triggerId(actor),
    actions: [action],
  };
}

export function blockSuggestionPayload(
  actor: Actor,
  place: Place,
  control: Control,
  query: string,
) {
  const { user: _user, ...rest } = placePayload(actor, place, {});
  return {
    type: 'block_suggestion',
    ...origin(actor),
    ...rest,
    action_id: control.actionId,
    block_id: control.blockId,
    value: query,
  };
}

export function viewSubmissionPayload(
  actor: Actor,
  view: View,
  responseUrls: readonly Fields[],
): Fields {
  return {
    type: 'view_submission',
    ...origin(actor),
    trigger_id: triggerId(actor),
    view: viewJson(actor.world, actor.workspace, view),
    response_urls: responseUrls,
  };
}

export function viewClosedPayload(actor: Actor, view: View, isCleared: boolean): Fields {
  return {
    type: 'view_closed',
    ...origin(actor),
    view: viewJson(actor.world, actor.workspace, view),
    is_cleared: isCleared,
  };
}

/** A global shortcut: it is called from nowhere in particular, so it has neither channel nor `response_url`. */
export function globalShortcutPayload(actor: Actor, callbackId: string): Fields {
  return {
    type: 'shortcut',
    ...origin(actor),
    action_ts: actor.world.mint.ts(),
    callback_id: callbackId,
    trigger_id: triggerId(actor),
  };
}

export function messageShortcutPayload(
  actor: Actor,
  callbackId: string,
  { channel, message }: { channel: Channel; message: Message },
): Fields {
  const { world, workspace } = actor;
  return {
    type: 'message_action',
    ...origin(actor),
    action_ts: world.mint.ts(),
    callback_id: callbackId,
    trigger_id: triggerId(actor),
    response_url: world.responseUrls.give(responseTarget(actor, channel, message)),
    message_ts: message.ts,
    channel: { id: channel.id, name: channelName(channel) },
    message: messageJson(workspace, channel, message),
  };
}

/** What every interactive payload begins with. */
function origin({ world, workspace, user }: Actor): Fields {
  return {
    token: world.app.verificationToken,
    api_app_id: world.app.id,
    team: { id: workspace.id, domain: workspace.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: workspace.id },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function placePayload(actor: Actor, place: Place, values: StateValues): Fields {
  const { world, workspace } = actor;
  if ('view' in place) {
    const { view } = place;
    return {
      container: { type: 'view', view_id: view.id },
      view: viewJson(world, workspace, view),
    };
  }
  const { channel, message } = place;
  const isEphemeral = message.ephemeralFor !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs && { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: channelName(channel) },
    // An ephemeral message is gone from Slack's memory: the payload has no `message`.
    ...(!isEphemeral && { message: messageJson(workspace, channel, message) }),
    state: { values },
    response_url: world.responseUrls.give(responseTarget(actor, channel, message)),
  };
}

function responseTarget({ workspace, user }: Actor, channel: Channel, message: Message) {
  return {
    teamId: workspace.id,
    channelId: channel.id,
    userId: user.id,
    messageTs: message.ts,
    threadTs: message.threadTs,
  };
}

function channelName({ kind, name }: Channel): string {
  if (kind === 'im') return 'directmessage';
  return kind === 'private' ? 'privategroup' : name;
}

function triggerId({ world, workspace, user }: Actor): string {
  return world.triggers.give({ teamId: workspace.id, userId: user.id });
}
