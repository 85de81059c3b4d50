import { refusal, refusalWithReasons } from '../../api-error.ts';
import type { World } from '../../slack-context.ts';
import { addMessage } from '../../state/messages.ts';
import type { Channel, ScheduledMessage } from '../../state/workspace.ts';
import { postableChannel, visibleChannel } from '../access-checks.ts';
import { numberOf, page, requiredText, textOf } from '../arguments.ts';
import { type MessageContent, messageContent } from '../message-content.ts';
import type { Call, Methods } from '../method.ts';
import { author, threadOf } from './chat.ts';

const scopes = ['chat:write'];

export const scheduledMethods: Methods = {
  'chat.scheduleMessage': { scopes, tier: 3, run: schedule },
  'chat.scheduledMessages.list': { tier: 3, run: list },
  'chat.deleteScheduledMessage': { scopes, tier: 3, run: remove },
};

const daySeconds = 86_400;
const mostDays = 120;
const windowSeconds = 300;
const mostInWindow = 30;
/** In its last minute a message can't be deleted any more. */
const lockedSeconds = 60;
/** As users report: deleted this close to its time, a message is gone from the list and comes all the same. */
const ghostSeconds = 300;

function schedule(call: Call) {
  const { world, args } = call;
  const channel = postableChannel(call);
  const postAt = postAtOf(call);
  const content = messageContent(args);
  refuseCrowd(channel, postAt);
  const id = world.mint.id('Q', call.workspace.number);
  const threadTs = threadOf(call, channel);
  const hasMetadata = args.metadata !== undefined && args.metadata !== '';
  const cancel = world.clock.at(postAt * 1000, () => {
    channel.scheduled.delete(id);
    if (hasMetadata) noteLoss(world, id, 'scheduled with metadata, which Slack never posts');
    else postNow(call, channel, content, { id, threadTs });
  });
  channel.scheduled.set(id, {
    id,
    channel: channel.id,
    postAt,
    createdAt: nowSeconds(call),
    text: content.text,
    blocks: [...content.blocks],
    ...(threadTs && { threadTs }),
    cancel,
  });
  world.changed.send();
  return {
    channel: channel.id,
    scheduled_message_id: id,
    post_at: postAt,
    message: {
      type: 'delayed_message',
      user: call.installation.botUserId,
      bot_id: call.installation.botId,
      team: call.workspace.id,
      text: content.text,
      ...(content.blocks.length && { blocks: content.blocks }),
    },
  };
}

function list(call: Call) {
  const { workspace, args } = call;
  const id = textOf(args, 'channel');
  const channels = id ? [visibleChannel(call, id)] : [...workspace.channels.values()];
  const oldest = numberOf(args, 'oldest') ?? 0;
  const latest = numberOf(args, 'latest') ?? Number.POSITIVE_INFINITY;
  if (oldest >= latest) throw refusal('invalid_arguments', 'oldest must be less than latest');
  const scheduled = channels
    .flatMap((channel) => [...channel.scheduled.values()])
    .filter(({ postAt }) => postAt >= oldest && postAt <= latest)
    .sort((one, other) => one.postAt - other.postAt);
  const { items, response_metadata } = page(args, scheduled, 100);
  return { scheduled_messages: items.map(scheduledJson), response_metadata };
}

function remove(call: Call) {
  const { world, args } = call;
  const channel = visibleChannel(call);
  const id = requiredText(args, 'scheduled_message_id');
  const scheduled = channel.scheduled.get(id);
  if (!scheduled) throw refusal('invalid_scheduled_message_id', `${id} is not waiting here`);
  const secondsLeft = scheduled.postAt - world.clock.now() / 1000;
  if (secondsLeft <= lockedSeconds) {
    throw refusal('invalid_scheduled_message_id', 'it is due within 60 seconds');
  }
  channel.scheduled.delete(id);
  if (!(world.faults.ghosts && secondsLeft <= ghostSeconds)) scheduled.cancel();
  world.changed.send();
  return {};
}

function postNow(
  call: Call,
  channel: Channel,
  content: MessageContent,
  { id, threadTs }: { id: string; threadTs: string | undefined },
): void {
  const { world, workspace, installation } = call;
  const isMember = channel.members.has(installation.botUserId);
  const mayPost = isMember || installation.scopes.has('chat:write.public');
  if (channel.isArchived || !mayPost) {
    noteLoss(world, id, `#${channel.name} is archived, or the app is not in it any more`);
    return;
  }
  addMessage(world, workspace, channel, { ...author(call), ...content, threadTs });
}

/** Nobody is told when Slack can't post a scheduled message; only this log. */
function noteLoss(world: World, id: string, detail: string): void {
  world.traffic.add({
    from: 'slack',
    kind: 'clock',
    name: 'scheduled message',
    outcome: 'refused',
    ms: 0,
    detail: `not posted: ${detail}`,
    request: { scheduled_message_id: id },
    response: null,
  });
}

function postAtOf(call: Call): number {
  const postAt = numberOf(call.args, 'post_at');
  if (postAt === undefined) {
    throw refusalWithReasons('invalid_arguments', ['missing required field: post_at']);
  }
  const now = nowSeconds(call);
  if (postAt <= now) throw refusal('time_in_past', `${now - postAt} seconds ago`);
  if (postAt > now + mostDays * daySeconds) throw refusal('time_too_far', 'more than 120 days');
  return Math.floor(postAt);
}

/** At most 30 messages for one channel in any five minutes. */
function refuseCrowd(channel: Channel, postAt: number): void {
  const near = [...channel.scheduled.values()].filter(
    (other) => Math.abs(other.postAt - postAt) < windowSeconds,
  );
  if (near.length >= mostInWindow) {
    throw refusal('restricted_too_many', 'more than 30 for one channel in 5 minutes');
  }
}

function nowSeconds({ world }: Call): number {
  return Math.floor(world.clock.now() / 1000);
}

function scheduledJson({ id, channel, postAt, createdAt, text }: ScheduledMessage) {
  return { id, channel_id: channel, post_at: postAt, date_created: createdAt, text };
}
