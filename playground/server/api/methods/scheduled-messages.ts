import { apiError, apiErrorWithMessages } from '../../api-error.ts';
import type { SlackContext } from '../../slack-context.ts';
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
const maxDaysAhead = 120;
/** At most 30 messages for a channel within any five minutes. */
const windowSeconds = 300;
const maxPerWindow = 30;
/** A message can't be deleted in its last minute. */
const deleteLockSeconds = 60;
/** With the `ghosts` fault, a message that is deleted this late is posted all the same. */
const ghostSeconds = 300;

function schedule(call: Call) {
  const { slack, args } = call;
  const channel = postableChannel(call);
  const postAt = postAtOf(call);
  const content = messageContent(args);
  checkWindow(channel, postAt);
  const id = slack.ids.next('Q', call.workspace.number);
  const threadTs = threadOf(call, channel);
  const hasMetadata = args.metadata !== undefined && args.metadata !== '';
  const cancel = slack.clock.at(postAt * 1000, () => {
    channel.scheduled.delete(id);
    if (hasMetadata) logNotPosted(slack, id, 'scheduled with metadata, which Slack never posts');
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
  slack.changed.send();
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
  if (oldest >= latest) throw apiError('invalid_arguments', 'oldest must be less than latest');
  const scheduled = channels
    .flatMap((channel) => [...channel.scheduled.values()])
    .filter(({ postAt }) => postAt >= oldest && postAt <= latest)
    .sort((one, other) => one.postAt - other.postAt);
  const { items, response_metadata } = page(args, scheduled, 100);
  return { scheduled_messages: items.map(scheduledJson), response_metadata };
}

function remove(call: Call) {
  const { slack, args } = call;
  const channel = visibleChannel(call);
  const id = requiredText(args, 'scheduled_message_id');
  const scheduled = channel.scheduled.get(id);
  if (!scheduled)
    throw apiError('invalid_scheduled_message_id', `${id} is not scheduled in this channel`);
  const secondsLeft = scheduled.postAt - slack.clock.now() / 1000;
  if (secondsLeft <= deleteLockSeconds) {
    throw apiError('invalid_scheduled_message_id', 'it is due within 60 seconds');
  }
  channel.scheduled.delete(id);
  if (!(slack.faults.ghosts && secondsLeft <= ghostSeconds)) scheduled.cancel();
  slack.changed.send();
  return {};
}

function postNow(
  call: Call,
  channel: Channel,
  content: MessageContent,
  { id, threadTs }: { id: string; threadTs: string | undefined },
): void {
  const { slack, workspace, installation } = call;
  const isMember = channel.members.has(installation.botUserId);
  const mayPost = isMember || installation.scopes.has('chat:write.public');
  if (channel.isArchived || !mayPost) {
    logNotPosted(slack, id, `#${channel.name} is archived, or the app is not in it any more`);
    return;
  }
  addMessage(slack, workspace, channel, { ...author(call), ...content, threadTs });
}

/** Slack doesn't report a scheduled message that it can't post, so only the log has it. */
function logNotPosted(slack: SlackContext, id: string, detail: string): void {
  slack.traffic.add({
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
    throw apiErrorWithMessages('invalid_arguments', ['missing required field: post_at']);
  }
  const now = nowSeconds(call);
  if (postAt <= now) throw apiError('time_in_past', `${now - postAt} seconds ago`);
  if (postAt > now + maxDaysAhead * daySeconds)
    throw apiError('time_too_far', 'more than 120 days');
  return Math.floor(postAt);
}

function checkWindow(channel: Channel, postAt: number): void {
  const nearby = [...channel.scheduled.values()].filter(
    (other) => Math.abs(other.postAt - postAt) < windowSeconds,
  );
  if (nearby.length >= maxPerWindow) {
    throw apiError('restricted_too_many', 'more than 30 for one channel in 5 minutes');
  }
}

function nowSeconds({ slack }: Call): number {
  return Math.floor(slack.clock.now() / 1000);
}

function scheduledJson({ id, channel, postAt, createdAt, text }: ScheduledMessage) {
  return { id, channel_id: channel, post_at: postAt, date_created: createdAt, text };
}
