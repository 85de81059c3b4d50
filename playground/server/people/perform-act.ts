import type { Act, ActResult, Container } from '../../protocol.ts';
import type { DeliveryResult } from '../deliveries/deliver.ts';
import type { Actor, ResolvedContainer } from '../deliveries/payloads.ts';
import { addApp } from '../oauth/add-app.ts';
import { joinChannel, leaveChannel, openDirectMessage } from '../state/channels.ts';
import { canSee } from '../state/find.ts';
import { react } from '../state/messages.ts';
import type { Channel, Message } from '../state/workspace.ts';
import { openApp } from './home.ts';
import { moveClock } from './move-clock.ts';
import { askOptions, press } from './press.ts';
import { send } from './send.ts';
import { callShortcut } from './shortcut.ts';
import { closeView, findView, submit } from './submit.ts';
import { userError } from './user-error.ts';

type Handlers = {
  readonly [Type in Exclude<Act['type'], 'join' | 'leave'>]: (
    actor: Actor,
    act: Extract<Act, { type: Type }>,
  ) => ActResult | Promise<ActResult>;
};

const done: ActResult = { ok: true };

const handlers: Handlers = {
  send: async (actor, { channel, text, thread_ts }) => {
    const result = await send(actor, {
      channel: channelOf(actor, channel),
      text,
      threadTs: thread_ts,
    });
    return result ? actResult(result) : done;
  },
  press: async (actor, { container, block_id, action_id, value, state }) => {
    const resolved = resolveContainer(actor, container);
    return actResult(await press(actor, resolved, { block_id, action_id }, { value, state }));
  },
  submit: async (actor, { view_id, state }) => {
    const result = await submit(actor, findView(actor, view_id), state);
    // The page shows input errors beside the fields.
    return result.error === 'input_errors' ? done : actResult(result);
  },
  close: async (actor, { view_id }) => {
    await closeView(actor, findView(actor, view_id));
    return done;
  },
  shortcut: async (actor, { callback_id, channel, ts }) => {
    const on = channel && ts ? messageIn(channelOf(actor, channel), ts) : undefined;
    return actResult(await callShortcut(actor, callback_id, on));
  },
  options: async (actor, { container, block_id, action_id, query }) => {
    const resolved = resolveContainer(actor, container);
    const result = await askOptions(actor, resolved, { block_id, action_id }, query);
    return result.ok ? { ok: true, options: result.body as never } : failed(result);
  },
  'open-app': (actor, { tab }) => {
    openApp(actor, tab);
    return done;
  },
  react: (actor, { channel, ts, name }) => {
    const target = { workspace: actor.workspace, ...messageIn(channelOf(actor, channel), ts) };
    const reaction = { name, user: actor.user.id };
    if (!react(actor.slack, target, { ...reaction, does: 'add' })) {
      react(actor.slack, target, { ...reaction, does: 'remove' });
    }
    return done;
  },
  'add-app': async ({ slack, workspace }) => {
    await addApp(slack, workspace).catch((error: Error) => {
      throw userError(`The app was not added: ${error.message}.`);
    });
    return done;
  },
  'open-im': ({ slack, workspace, user }, { users }) => {
    const unknown = users.find((id) => !workspace.users.has(id));
    if (unknown) throw userError(`There is nobody with the id ${unknown}`);
    return { ok: true, channel: openDirectMessage(slack, workspace, [user.id, ...users]).id };
  },
  clock: async ({ slack }, { to, by }) => {
    if (Number.isFinite(to)) await moveClock(slack.clock, Number(to));
    if (Number.isFinite(by)) await moveClock(slack.clock, slack.clock.now() + Number(by));
    return done;
  },
};

const memberships: {
  readonly [type in 'join' | 'leave']: (actor: Actor, act: { channel: string }) => ActResult;
} = {
  join: ({ slack, workspace, user }, { channel: id }) => {
    const channel = workspace.channels.get(id);
    const mayJoin = channel?.kind === 'public' && user.teamId === workspace.id;
    if (!mayJoin) throw userError('There is no such public channel');
    joinChannel(slack, workspace, channel, user.id);
    return done;
  },
  leave: (actor, { channel }) => {
    const { slack, workspace, user } = actor;
    leaveChannel(slack, workspace, channelOf(actor, channel), user.id);
    return done;
  },
};

/** Does what a user does on the page. Throws a user error when Slack doesn't allow it. */
export async function performAct(actor: Actor, act: Act): Promise<ActResult> {
  const all = { ...handlers, ...memberships };
  if (!Object.hasOwn(all, act.type)) throw userError(`Nobody can do “${act.type}”`);
  const run = all[act.type] as (actor: Actor, act: Act) => ActResult | Promise<ActResult>;
  return run(actor, act);
}

function actResult(result: DeliveryResult): ActResult {
  return result.ok ? done : failed(result);
}

function failed({ error }: DeliveryResult): ActResult {
  return { ok: false, error: `The app did not do it: ${error}` };
}

function channelOf({ workspace, user }: Actor, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (channel && canSee(workspace, user, channel)) return channel;
  throw userError('There is no such channel');
}

function resolveContainer(actor: Actor, container: Container): ResolvedContainer {
  if (container.type === 'view') return { view: findView(actor, container.view_id) };
  return messageIn(channelOf(actor, container.channel), container.ts, actor.user.id);
}

function messageIn(
  channel: Channel,
  ts: string,
  userId?: string,
): { readonly channel: Channel; readonly message: Message } {
  const message = channel.messages.find((one) => one.ts === ts);
  const isVisible = !message?.ephemeralFor || message.ephemeralFor === userId;
  if (message && isVisible) return { channel, message };
  throw userError('There is no such message');
}
