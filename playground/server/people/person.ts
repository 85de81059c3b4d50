import type { MessageView, StateValues, ViewView } from '../../protocol.ts';
import type { DeliveryResult } from '../deliveries/deliver.ts';

import type { Actor, ResolvedContainer } from '../deliveries/payloads.ts';
import type { JsonObject } from '../json-object.ts';
import { joinChannel, leaveChannel, openDirectMessage } from '../state/channels.ts';
import { type Control, controlsOf, labelOf } from '../state/elements.ts';
import { findChannel, findDirectMessage, findUser } from '../state/find.ts';
import { inputValue, pickOption } from '../state/input-values.ts';
import { react } from '../state/messages.ts';
import type { Channel } from '../state/workspace.ts';
import { openApp } from './home.ts';
import { messagesFor, viewView } from './message-view.ts';
import { askOptions, press } from './press.ts';
import { send } from './send.ts';
import { callShortcut } from './shortcut.ts';
import { closeView, findView, submit } from './submit.ts';

/** A user as tests drive it. */
export type Person = {
  readonly id: string;
  /**
   * Sends a message, or a command when the text starts with `/`. `@name`, `#channel` and links
   * are encoded as in Slack.
   */
  readonly send: (
    channel: string,
    text: string,
    options?: { readonly thread_ts?: string },
  ) => Promise<DeliveryResult | undefined>;
  /** Uses a control, found by its action id or label; `value` as in the page's `press`. */
  readonly press: (
    where: MessageView | ViewView,
    control: string,
    value?: Record<string, unknown>,
  ) => Promise<DeliveryResult>;
  /** Fills inputs by action id (text, a date, an option's value, user ids) and submits. */
  readonly submit: (view: ViewView, values?: Record<string, unknown>) => Promise<DeliveryResult>;
  readonly closeView: (view: ViewView) => Promise<DeliveryResult | undefined>;
  readonly shortcut: (callbackId: string, on?: MessageView) => Promise<DeliveryResult>;
  readonly options: (
    where: MessageView | ViewView,
    control: string,
    query: string,
  ) => Promise<DeliveryResult>;
  readonly openHome: () => Promise<void>;
  /** Opens the app's Messages tab. */
  readonly openMessages: () => Promise<void>;
  readonly react: (message: MessageView, name: string) => void;
  readonly join: (channel: string) => void;
  readonly leave: (channel: string) => void;
  /**
   * The messages that the user sees in a channel, ephemeral ones included. A user's or the app's
   * name stands for the direct message with them.
   */
  readonly reads: (channel: string) => readonly MessageView[];
  /** Open modals, topmost last. */
  readonly views: () => readonly ViewView[];
  readonly home: () => ViewView | undefined;
};
export function person(actor: Actor): Person {
  const { slack, workspace, user } = actor;
  return {
    id: user.id,
    send: (channel, text, options) =>
      send(actor, {
        channel: findOrOpenChannel(actor, channel),
        text,
        threadTs: options?.thread_ts,
      }),
    press: async (where, control, value = {}) => {
      const found = findControl(where, control);
      return press(actor, resolveContainer(actor, where), namesOf(found), {
        value: withOptions(found, value),
        state: {},
      });
    },
    submit: async (view, values = {}) => {
      const open = findView(actor, view.id);
      return submit(actor, open, stateFrom(open.content.blocks, values));
    },
    closeView: async (view) => closeView(actor, findView(actor, view.id)),
    shortcut: async (callbackId, on) => callShortcut(actor, callbackId, on && messageOf(actor, on)),
    options: async (where, control, query) =>
      askOptions(
        actor,
        resolveContainer(actor, where),
        namesOf(findControl(where, control)),
        query,
      ),
    openHome: async () => openApp(actor, 'home'),
    openMessages: async () => openApp(actor, 'messages'),
    react: (message, name) => {
      const target = { workspace, ...messageOf(actor, message) };
      react(slack, target, { name, user: user.id, does: 'add' });
    },
    join: (channel) => joinChannel(slack, workspace, findOrOpenChannel(actor, channel), user.id),
    leave: (channel) => leaveChannel(slack, workspace, findOrOpenChannel(actor, channel), user.id),
    reads: (channel) => messagesFor(workspace, findOrOpenChannel(actor, channel), user.id),
    views: () => (workspace.modals.get(user.id) ?? []).map(viewView),
    home: () => {
      const home = workspace.homes.get(user.id);
      return home && viewView(home);
    },
  };
}

/** A channel by name, or the direct message with the user of that name. */
function findOrOpenChannel({ slack, workspace, user }: Actor, name: string): Channel {
  const channel = findChannel(workspace, name);
  if (channel) return channel;
  const other = findUser(workspace, name);
  if (!other) throw new Error(`${workspace.name} has no channel or user ${name}`);
  const members = [user.id, other.id];
  return findDirectMessage(workspace, members) ?? openDirectMessage(slack, workspace, members);
}

function resolveContainer(actor: Actor, where: MessageView | ViewView): ResolvedContainer {
  if ('hash' in where) return { view: findView(actor, where.id) };
  return messageOf(actor, where);
}

function messageOf({ workspace }: Actor, { channel: id, ts }: MessageView) {
  const channel = workspace.channels.get(id);
  const message = channel?.messages.find((one) => one.ts === ts);
  if (!channel || !message) throw new Error('the message is gone');
  return { channel, message };
}

function findControl({ blocks }: MessageView | ViewView, name: string): Control {
  const controls = controlsOf(blocks);
  const found =
    controls.find(({ actionId }) => actionId === name) ??
    controls.find(({ element }) => labelOf(element) === name);
  if (found) return found;
  const names = controls.map(({ actionId, element }) => `${actionId} (${labelOf(element)})`);
  throw new Error(`There is no control ${name}; there are: ${names.join(', ') || 'none'}`);
}

function namesOf({ blockId, actionId }: Control) {
  return { block_id: blockId, action_id: actionId };
}

/** Replaces values and labels of options by the options. */
function withOptions({ element }: Control, value: Record<string, unknown>): JsonObject {
  const { selected_option: one, selected_options: many } = value;
  return {
    ...value,
    ...(typeof one === 'string' && { selected_option: pickOption(element, one) }),
    ...(Array.isArray(many) && {
      selected_options: many.map((option: unknown) => pickOption(element, option)),
    }),
  };
}

function stateFrom(
  blocks: Parameters<typeof controlsOf>[0],
  values: Record<string, unknown>,
): StateValues {
  const controls = controlsOf(blocks);
  const entries = Object.entries(values).map(([actionId, value]) => {
    const control = controls.find((one) => one.actionId === actionId);
    if (!control) throw new Error(`The view has no input ${actionId}`);
    return { control, value: inputValue(control, value) };
  });
  const state: { [blockId: string]: StateValues[string] } = {};
  for (const { control, value } of entries) {
    state[control.blockId] = { ...state[control.blockId], [control.actionId]: value };
  }
  return state;
}
