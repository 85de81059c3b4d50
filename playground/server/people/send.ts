import type { DeliveryResult } from '../deliveries/deliver.ts';
import { type Actor, commandPayload } from '../deliveries/payloads.ts';
import { addMessage } from '../state/messages.ts';
import { hasApp } from '../state/teams.ts';
import type { Channel } from '../state/workspace.ts';
import { builtInCommands } from './built-in-commands.ts';
import { applyCommandResponse, commandResult, postAsSlackbot } from './command-response.ts';
import { encodeTyped } from './encode-text.ts';
import { userError } from './user-error.ts';

/** Input of the composer. */
type Typed = {
  readonly channel: Channel;
  readonly text: string;
  readonly threadTs?: string | undefined;
};

/** Sends a message, or a command when the text begins with `/`. Only app commands are delivered. */
export async function send(actor: Actor, typed: Typed): Promise<DeliveryResult | undefined> {
  const { channel } = typed;
  if (!channel.members.has(actor.user.id)) throw userError(`You are not in #${channel.name}`);
  if (channel.isArchived) throw userError(`#${channel.name} is archived`);
  const command = /^(\/\S+)\s*([\s\S]*)$/.exec(typed.text.trim());
  if (command) return run(actor, typed, command[1]?.toLowerCase() ?? '', command[2] ?? '');
  post(actor, typed);
  return undefined;
}

function post(actor: Actor, typed: Typed): void {
  const { slack, workspace, user } = actor;
  const { channel, text, threadTs } = typed;
  if (!text.trim()) throw userError('An empty message can’t be sent');
  const isToApp = channel.kind === 'im' && channel.members.has(workspace.appUserId ?? '');
  const { messages_tab_enabled = true, messages_tab_read_only_enabled = false } =
    slack.manifest.features?.app_home ?? {};
  if (isToApp && !hasApp(workspace, user)) {
    throw userError('This app is not installed in your workspace');
  }
  if (isToApp && (!messages_tab_enabled || messages_tab_read_only_enabled)) {
    throw userError('This app takes no messages (its Messages tab is off or read-only)');
  }
  addMessage(slack, workspace, channel, {
    user: user.id,
    text: encodeTyped(workspace, text),
    threadTs,
  });
  suggestInvitation(actor, typed);
}

/** Tells a user who mentions the app in a channel without it how to invite it. */
function suggestInvitation(actor: Actor, { channel, text, threadTs }: Typed): void {
  const { slack, workspace, user } = actor;
  const app = workspace.installation && workspace.users.get(workspace.installation.botUserId);
  if (!app || channel.members.has(app.id) || channel.kind === 'im') return;
  if (!encodeTyped(workspace, text).includes(`<@${app.id}>`)) return;
  const target = { teamId: workspace.id, channelId: channel.id, userId: user.id, threadTs };
  const name = `@${app.realName}`;
  postAsSlackbot(slack, target, `${name} is not in this channel; /invite ${name} brings it in.`);
}

async function run(
  actor: Actor,
  { channel, threadTs }: Typed,
  command: string,
  text: string,
): Promise<DeliveryResult | undefined> {
  const { slack, workspace, user } = actor;
  const say = (message: string): void =>
    postAsSlackbot(
      slack,
      { teamId: workspace.id, channelId: channel.id, userId: user.id, threadTs },
      message,
    );
  const builtIn = builtInCommands[command];
  if (builtIn) {
    const isChannel = channel.kind === 'public' || channel.kind === 'private';
    const message = isChannel
      ? builtIn(actor, channel, text)
      : `${command} works in channels only.`;
    if (message) say(message);
    return undefined;
  }
  const commands = slack.manifest.features?.slash_commands ?? [];
  const known = commands.find((one) => one.command.toLowerCase() === command);
  if (!known || !hasApp(workspace, user)) {
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
  const reply = await slack.deliver(
    { type: 'slash_commands', payload },
    { kind: 'command', name: known.command },
    (body) => applyCommandResponse(slack, target, body),
  );
  return commandResult(slack, { command: known.command, target }, reply);
}
