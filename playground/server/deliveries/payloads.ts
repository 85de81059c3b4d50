import type { StateValues } from '../../protocol.ts';
import type { JsonObject } from '../json-object.ts';
import type { SlackContext } from '../slack-context.ts';
import type { Control } from '../state/elements.ts';
import { messageJson } from '../state/json/message.ts';
import { viewJson } from '../state/json/view.ts';
import { teamJson } from '../state/teams.ts';
import type { Channel, Message, User, View, Workspace } from '../state/workspace.ts';
import type { ResponseTarget } from './response-urls.ts';

/** A user who acts in a workspace. */
export type Actor = {
  readonly slack: SlackContext;
  readonly workspace: Workspace;
  readonly user: User;
};

/** The message or view that contains a control. */
export type ResolvedContainer =
  | { readonly channel: Channel; readonly message: Message }
  | { readonly view: View };

export function commandPayload(
  actor: Actor,
  { channel, command, text }: { channel: Channel; command: string; text: string },
): { readonly payload: JsonObject; readonly target: ResponseTarget } {
  const { slack, workspace, user } = actor;
  const target = { teamId: workspace.id, channelId: channel.id, userId: user.id };
  const home = teamJson(workspace, user.teamId);
  const payload = {
    token: slack.app.verificationToken,
    team_id: home.id,
    team_domain: home.domain,
    ...(workspace.enterprise && {
      enterprise_id: workspace.enterprise.id,
      enterprise_name: workspace.enterprise.name,
    }),
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: slack.app.id,
    is_enterprise_install: String(workspace.installation?.isOrgWide ?? false),
    response_url: slack.responseUrls.issue(target),
    trigger_id: triggerId(actor),
  };
  return { payload, target };
}

export function blockActionsPayload(
  actor: Actor,
  container: ResolvedContainer,
  { action, state }: { action: JsonObject; state: StateValues },
): JsonObject {
  return {
    type: 'block_actions',
    ...commonFields(actor, container),
    ...containerFields(actor, container, state),
    trigger_id: triggerId(actor),
    actions: [action],
  };
}

export function blockSuggestionPayload(
  actor: Actor,
  container: ResolvedContainer,
  control: Control,
  query: string,
) {
  const { user: _user, ...rest } = containerFields(actor, container, {});
  return {
    type: 'block_suggestion',
    ...commonFields(actor, container),
    ...rest,
    action_id: control.actionId,
    block_id: control.blockId,
    value: query,
  };
}

export function viewSubmissionPayload(
  actor: Actor,
  view: View,
  responseUrls: readonly JsonObject[],
): JsonObject {
  return {
    type: 'view_submission',
    ...commonFields(actor),
    trigger_id: triggerId(actor),
    view: viewJson(actor.slack, actor.workspace, view),
    response_urls: responseUrls,
  };
}

export function viewClosedPayload(actor: Actor, view: View, isCleared: boolean): JsonObject {
  return {
    type: 'view_closed',
    ...commonFields(actor),
    view: viewJson(actor.slack, actor.workspace, view),
    is_cleared: isCleared,
  };
}

/** A global shortcut has neither a channel nor a `response_url`. */
export function globalShortcutPayload(actor: Actor, callbackId: string): JsonObject {
  return {
    type: 'shortcut',
    ...commonFields(actor),
    action_ts: actor.slack.ids.ts(),
    callback_id: callbackId,
    trigger_id: triggerId(actor),
  };
}

export function messageShortcutPayload(
  actor: Actor,
  callbackId: string,
  { channel, message }: { channel: Channel; message: Message },
): JsonObject {
  const { slack, workspace } = actor;
  return {
    type: 'message_action',
    ...commonFields(actor, { channel, message }),
    action_ts: slack.ids.ts(),
    callback_id: callbackId,
    trigger_id: triggerId(actor),
    response_url: slack.responseUrls.issue(responseTarget(actor, channel, message)),
    message_ts: message.ts,
    channel: { id: channel.id, name: channelName(channel) },
    message: messageJson(slack, workspace, channel, message),
  };
}

/**
 * The fields that all interactive payloads share. `team` is the workspace of the message; without a
 * message it is the home of the user, which may be another company's.
 */
function commonFields(
  { slack, workspace, user }: Actor,
  on: ResolvedContainer | undefined = undefined,
): JsonObject {
  const isOnMessage = on !== undefined && 'message' in on;
  return {
    token: slack.app.verificationToken,
    api_app_id: slack.app.id,
    team: teamJson(workspace, isOnMessage ? workspace.id : user.teamId),
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    enterprise: workspace.enterprise ?? null,
    is_enterprise_install: workspace.installation?.isOrgWide ?? false,
  };
}

function containerFields(
  actor: Actor,
  container: ResolvedContainer,
  values: StateValues,
): JsonObject {
  const { slack, workspace } = actor;
  if ('view' in container) {
    const { view } = container;
    return {
      container: { type: 'view', view_id: view.id },
      view: viewJson(slack, workspace, view),
    };
  }
  const { channel, message } = container;
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
    // Slack doesn't store ephemeral messages, so the payload has none.
    ...(!isEphemeral && { message: messageJson(slack, workspace, channel, message) }),
    state: { values },
    response_url: slack.responseUrls.issue(responseTarget(actor, channel, message)),
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

function triggerId({ slack, workspace, user }: Actor): string {
  return slack.triggerIds.issue({ teamId: workspace.id, userId: user.id });
}
