import type { Delivery } from '../contract.ts';
import { type Actor, commandPayload } from '../deliveries/payloads.ts';
import { addMessage } from '../state/messages.ts';
import type { Channel } from '../state/workspace.ts';
import { builtInCommands } from './built-in-commands.ts';
import { commandDelivered, followCommand, sayAsSlackbot } from './command-response.ts';
import { encodeTyped } from './encode-text.ts';
import { cantDo } from './user-error.ts';

export type Typed = {
  readonly channel: Channel;
  readonly text: string;
  readonly threadTs?: string | undefined;
};

/** Enter in the composer: a command when it begins with `/`, else a message. Only a command of the app is delivered. */
export async function send(actor: Actor, typed: Typed): Promise<Delivery | undefined> {
  const { channel } = typed;
  if (!channel.members.has(actor.user.id)) throw cantDo(`You are not in #${channel.name}`);
  if (channel.isArchived) throw cantDo(`#${channel.name} is archived`);
  const command = /^(\/\S+)\s*([\s\S]*)$/.exec(typed.text.trim());
  if (command) return run(actor, typed, command[1]?.toLowerCase() ?? '', command[2] ?? '');
  post(actor, typed);
  return undefined;
}

function post(actor: Actor, typed: Typed): void {
  const { world, workspace, user } = actor;
  const { channel, text, threadTs } = typed;
  if (!text.trim()) throw cantDo('An empty message can’t be sent');
  const isToApp = channel.kind === 'im' && channel.members.has(workspace.appUserId ?? '');
  const { messages_tab_enabled = true, messages_tab_read_only_enabled = false } =
    world.manifest.features?.app_home ?? {};
  if (isToApp && (!messages_tab_enabled || messages_tab_read_only_enabled)) {
    throw cantDo('This app takes no messages (its Messages tab is off or read-only)');
  }
  addMessage(world, workspace, channel, {
    user: user.id,
    text: encodeTyped(workspace, text),
    threadTs,
  });
  suggestInvitation(actor, typed);
}

/** Who mentions the app where it can't hear is told how to bring it in. */
function suggestInvitation(actor: Actor, { channel, text, threadTs }: Typed): void {
  const { world, workspace, user } = actor;
  const app = workspace.installation && workspace.users.get(workspace.installation.botUserId);
  if (!app || channel.members.has(app.id) || channel.kind === 'im') return;
  if (!encodeTyped(workspace, text).includes(`<@${app.id}>`)) return;
  const target = { teamId: workspace.id, channelId: channel.id, userId: user.id, threadTs };
  const name = `@${app.realName}`;
  sayAsSlackbot(world, target, `${name} is not in this channel; /invite ${name} brings it in.`);
}

async function run(
  actor: Actor,
  { channel, threadTs }: Typed,
  command: string,
  text: string,
): Promise<Delivery | undefined> {
  const { world, workspace, user } = actor;
  const say = (words: string): void =>
    sayAsSlackbot(
      world,
      { teamId: workspace.id, channelId: channel.id, userId: user.id, threadTs },
      words,
    );
  const builtIn = builtInCommands[command];
  if (builtIn) {
    const isChannel = channel.kind === 'public' || channel.kind === 'private';
    const words = isChannel ? builtIn(actor, channel, text) : `${command} works in channels only.`;
    if (words) say(words);
    return undefined;
  }
  const commands = world.manifest.features?.slash_commands ?? [];
  const known = commands.find((one) => one.command.toLowerCase() === command);
  if (!known || !workspace.installation) {
    say(`${command} is not a valid command.`);
    return undefined;
  }
  if (threadTs) {
    say(`${command} is not supported in threads. Sorry!`);
    return undefined;
  }
  const encoded = known.should_escape ? encodeTyped(workspace, text) : text;
  const { payload, target } = commandPayload(actor, {
    channel,
    command: known.command,
    text: encoded.trim(),
  });
  const delivered = await world.deliver(
    { type: 'slash_commands', payload },
    { kind: 'command', name: known.command },
    (body) => followCommand(world, target, body),
  );
  return commandDelivered(world, { command: known.command, target }, delivered);
}
