import type { MessageView, StateValues, ViewView } from '../../protocol.ts';
import type { Person } from '../contract.ts';
import type { Actor, Place } from '../deliveries/payloads.ts';
import type { Fields } from '../slack-context.ts';
import { joinChannel, leaveChannel, openDirectMessage } from '../state/channels.ts';
import { type Control, controlsOf, labelOf } from '../state/elements.ts';
import { findChannel, findDirectMessage, findUser } from '../state/find.ts';
import { inputValue, pickOption } from '../state/input-values.ts';
import { react } from '../state/messages.ts';
import type { Channel } from '../state/workspace.ts';
import { openHome } from './home.ts';
import { messagesFor, viewView } from './message-view.ts';
import { askOptions, press } from './press.ts';
import { send } from './send.ts';
import { callShortcut } from './shortcut.ts';
import { closeView, findView, submit } from './submit.ts';

/** The driver of one person: what they do in the page, in words that a test can say. */
export function person(actor: Actor): Person {
  const { world, workspace, user } = actor;
  return {
    id: user.id,
    send: (channel, text, options) =>
      send(actor, { channel: channelCalled(actor, channel), text, threadTs: options?.thread_ts }),
    press: async (where, control, value = {}) => {
      const found = controlCalled(where, control);
      return press(actor, placeOf(actor, where), namesOf(found), {
        value: withOptions(found, value),
        state: {},
      });
    },
    submit: async (view, values = {}) => {
      const kept = findView(actor, view.id);
      return submit(actor, kept, stateFrom(kept.content.blocks, values));
    },
    closeView: async (view) => closeView(actor, findView(actor, view.id)),
    shortcut: async (callbackId, on) => callShortcut(actor, callbackId, on && messageOf(actor, on)),
    options: async (where, control, query) =>
      askOptions(actor, placeOf(actor, where), namesOf(controlCalled(where, control)), query),
    openHome: async () => openHome(actor),
    react: (message, name) => {
      const place = messageOf(actor, message);
      react(world, { workspace, ...place }, { name, user: user.id, does: 'add' });
    },
    join: (channel) => joinChannel(world, workspace, channelCalled(actor, channel), user.id),
    leave: (channel) => leaveChannel(world, workspace, channelCalled(actor, channel), user.id),
    reads: (channel) => messagesFor(workspace, channelCalled(actor, channel), user.id),
    views: () => (workspace.modals.get(user.id) ?? []).map(viewView),
    home: () => {
      const home = workspace.homes.get(user.id);
      return home && viewView(home);
    },
  };
}

/** A channel by name, or the direct message with the person of that name, opened if need be. */
function channelCalled({ world, workspace, user }: Actor, name: string): Channel {
  const channel = findChannel(workspace, name);
  if (channel) return channel;
  const other = findUser(workspace, name);
  if (!other)
    throw new Error(`${workspace.name} has neither a channel nor a person called ${name}`);
  const members = [user.id, other.id];
  return findDirectMessage(workspace, members) ?? openDirectMessage(world, workspace, members);
}

function placeOf(actor: Actor, where: MessageView | ViewView): Place {
  if ('hash' in where) return { view: findView(actor, where.id) };
  return messageOf(actor, where);
}

function messageOf({ workspace }: Actor, { channel: id, ts }: MessageView) {
  const channel = workspace.channels.get(id);
  const message = channel?.messages.find((one) => one.ts === ts);
  if (!channel || !message) throw new Error('This message is gone');
  return { channel, message };
}

function controlCalled({ blocks }: MessageView | ViewView, name: string): Control {
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

/** Options may be named by their value or label. */
function withOptions({ element }: Control, value: Record<string, unknown>): Fields {
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
