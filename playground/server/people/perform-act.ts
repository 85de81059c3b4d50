import type { Act, ActResult, Container } from '../../protocol.ts';
import type { Delivery } from '../contract.ts';
import type { Actor, Place } from '../deliveries/payloads.ts';
import { joinChannel, leaveChannel, openDirectMessage } from '../state/channels.ts';
import { isVisibleTo } from '../state/find.ts';
import { react } from '../state/messages.ts';
import type { Channel, Message } from '../state/workspace.ts';
import { openHome } from './home.ts';
import { moveClock } from './move-clock.ts';
import { askOptions, press } from './press.ts';
import { send } from './send.ts';
import { callShortcut } from './shortcut.ts';
import { closeView, findView, submit } from './submit.ts';
import { cantDo } from './user-error.ts';

type Doings = {
  readonly [Type in Exclude<Act['type'], 'join' | 'leave'>]: (
    actor: Actor,
    doing: Extract<Act, { type: Type }>,
  ) => ActResult | Promise<ActResult>;
};

const done: ActResult = { ok: true };

/** One thing for each that a person can do in the page. */
const doings: Doings = {
  send: async (actor, { channel, text, thread_ts }) => {
    const delivery = await send(actor, {
      channel: channelOf(actor, channel),
      text,
      threadTs: thread_ts,
    });
    return delivery ? afterDelivery(delivery) : done;
  },
  press: async (actor, { container, block_id, action_id, value, state }) => {
    const place = placeOf(actor, container);
    return afterDelivery(await press(actor, place, { block_id, action_id }, { value, state }));
  },
  submit: async (actor, { view_id, state }) => {
    const delivery = await submit(actor, findView(actor, view_id), state);
    // Refused input is shown beside the fields, so it is no failure of the page's.
    return delivery.error === 'input_errors' ? done : afterDelivery(delivery);
  },
  close: async (actor, { view_id }) => {
    await closeView(actor, findView(actor, view_id));
    return done;
  },
  shortcut: async (actor, { callback_id, channel, ts }) => {
    const on = channel && ts ? messageIn(channelOf(actor, channel), ts) : undefined;
    return afterDelivery(await callShortcut(actor, callback_id, on));
  },
  options: async (actor, { container, block_id, action_id, query }) => {
    const place = placeOf(actor, container);
    const delivery = await askOptions(actor, place, { block_id, action_id }, query);
    return delivery.ok ? { ok: true, options: delivery.body as never } : failed(delivery);
  },
  'open-home': (actor) => {
    openHome(actor);
    return done;
  },
  react: (actor, { channel, ts, name }) => {
    const place = messageIn(channelOf(actor, channel), ts);
    const by = { name, user: actor.user.id };
    const whole = { workspace: actor.workspace, ...place };
    if (!react(actor.world, whole, { ...by, does: 'add' })) {
      react(actor.world, whole, { ...by, does: 'remove' });
    }
    return done;
  },
  'open-im': ({ world, workspace, user }, { users }) => {
    const unknown = users.find((id) => !workspace.users.has(id));
    if (unknown) throw cantDo(`There is nobody with the id ${unknown}`);
    return { ok: true, channel: openDirectMessage(world, workspace, [user.id, ...users]).id };
  },
  clock: async ({ world }, { to, by }) => {
    if (Number.isFinite(to)) await moveClock(world.clock, Number(to));
    if (Number.isFinite(by)) await moveClock(world.clock, world.clock.now() + Number(by));
    return done;
  },
};

const memberships: {
  readonly [type in 'join' | 'leave']: (actor: Actor, doing: { channel: string }) => ActResult;
} = {
  join: ({ world, workspace, user }, { channel: id }) => {
    const channel = workspace.channels.get(id);
    if (channel?.kind !== 'public') throw cantDo('There is no such public channel');
    joinChannel(world, workspace, channel, user.id);
    return done;
  },
  leave: (actor, { channel }) => {
    const { world, workspace, user } = actor;
    leaveChannel(world, workspace, channelOf(actor, channel), user.id);
    return done;
  },
};

export async function act(actor: Actor, doing: Act): Promise<ActResult> {
  const all = { ...doings, ...memberships };
  if (!Object.hasOwn(all, doing.type)) throw cantDo(`Nobody can do “${doing.type}”`);
  const run = all[doing.type] as (actor: Actor, doing: Act) => ActResult | Promise<ActResult>;
  return run(actor, doing);
}

function afterDelivery(delivery: Delivery): ActResult {
  return delivery.ok ? done : failed(delivery);
}

function failed({ error }: Delivery): ActResult {
  return { ok: false, error: `The app did not do it: ${error}` };
}

function channelOf({ workspace, user }: Actor, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (channel && isVisibleTo(channel, user.id)) return channel;
  throw cantDo('There is no such channel');
}

function placeOf(actor: Actor, container: Container): Place {
  if (container.type === 'view') return { view: findView(actor, container.view_id) };
  return messageIn(channelOf(actor, container.channel), container.ts, actor.user.id);
}

function messageIn(
  channel: Channel,
  ts: string,
  userId?: string,
): { readonly channel: Channel; readonly message: Message } {
  const message = channel.messages.find((one) => one.ts === ts);
  const isSeen = !message?.ephemeralFor || message.ephemeralFor === userId;
  if (message && isSeen) return { channel, message };
  throw cantDo('There is no such message');
}
