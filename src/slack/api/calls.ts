import type { WebClient } from '@slack/web-api';
import { isUserId, type Place, type Posted, type Slack } from '../../ports/slack.ts';
import { asSlackFailure } from './failures.ts';
import type { RateLimits } from './rate-limits.ts';
import { channelOf, groupOf, idIn, type Ours, personOf, placeIn, responseOf } from './shapes.ts';

/** The most items on one page of a list. */
const pageSize = 200;
/** As much as Slack gives, so that one call is enough for most channels. */
const membersPageSize = 999;

/**
 * Seconds added at both ends of a range: they must differ, and Slack does not document whether a
 * range includes them.
 */
const rangeMargin = 60;

/** The Slack port over a workspace's Web API client. */
export function slackCalls(client: WebClient, ours: Ours, limits: RateLimits): Slack {
  const call = <Result>(method: string, make: () => Promise<Result>) =>
    limits(method, () => asSlackFailure(method, make));
  const directChannel = (user: string) =>
    call('conversations.open', async () => {
      const { channel } = await client.conversations.open({ users: user });
      return idIn(channel?.id);
    });
  return {
    post: (place, message) =>
      call('chat.postMessage', async () => {
        return placeIn(await client.chat.postMessage(content(place, message)), place.channel);
      }),
    update: (at, { text, blocks }) =>
      call('chat.update', async () => {
        await client.chat.update({ ...at, text, blocks });
      }),
    deleteMessage: (at) =>
      call('chat.delete', async () => {
        await client.chat.delete({ ...at });
      }),
    tell: (place, message) =>
      call('chat.postEphemeral', async () => {
        await client.chat.postEphemeral({ ...content(place, message), user: place.user });
      }),
    openView: (trigger_id, view) =>
      call('views.open', async () => {
        const answer = await client.views.open({ trigger_id, view });
        return { id: idIn(answer.view?.id) };
      }),
    pushView: (trigger_id, view) =>
      call('views.push', async () => {
        const answer = await client.views.push({ trigger_id, view });
        return { id: idIn(answer.view?.id) };
      }),
    updateView: (view_id, view) =>
      call('views.update', async () => {
        await client.views.update({ view_id, view });
      }),
    publishHome: (user_id, view, hash) =>
      call('views.publish', async () => {
        const answer = await client.views.publish({ user_id, view, ...(hash ? { hash } : {}) });
        return { hash: answer.view?.hash ?? '' };
      }),
    person: (user) =>
      call('users.info', async () => {
        const answer = await client.users.info({ user, include_locale: true });
        return personOf(responseOf(answer.user), ours);
      }),
    channel: (channel) =>
      call('conversations.info', async () => {
        const answer = await client.conversations.info({ channel, include_locale: true });
        return channelOf(responseOf(answer.channel));
      }),
    isMember: (channel, user) =>
      call('conversations.members', async () => {
        const limit = membersPageSize;
        const { members = [], response_metadata } = await client.conversations.members({
          channel,
          limit,
        });
        if (members.includes(user)) return true;
        if (!response_metadata?.next_cursor) return false;
        // A large channel has too many pages. The channels of one person are few.
        const channels = await everyPage(async (page) => {
          const types = 'public_channel,private_channel';
          const query = { user, types, exclude_archived: true, ...page, limit };
          const answer = await client.users.conversations(query);
          return { items: answer.channels, next: answer.response_metadata?.next_cursor };
        });
        return channels.some(({ id }) => id === channel);
      }),
    members: (channel) =>
      call('conversations.members', async () => {
        const answer = await client.conversations.members({ channel, limit: membersPageSize });
        return answer.members ?? [];
      }),
    groups: () =>
      call('usergroups.list', async () => {
        const { usergroups = [] } = await client.usergroups.list();
        return usergroups.map(groupOf);
      }),
    groupMembers: (usergroup) =>
      call('usergroups.users.list', async () => {
        const { users } = await client.usergroups.users.list({ usergroup });
        return users ?? [];
      }),
    directChannel,
    hasMessages: (channel) =>
      call('conversations.history', async () => {
        const { messages = [] } = await client.conversations.history({ channel, limit: 1 });
        return messages.length > 0;
      }),
    permalink: ({ channel, ts }) =>
      call('chat.getPermalink', async () => {
        const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
        return responseOf(permalink);
      }),
    sendFile: async ({ channel, thread }, { name, title, content }) => {
      // files.completeUploadExternal takes channel ids only.
      const channel_id = isUserId(channel) ? await directChannel(channel) : channel;
      const file = { filename: name, title, content };
      await call('files.completeUploadExternal', () =>
        thread
          ? client.filesUploadV2({ ...file, channel_id, thread_ts: thread })
          : client.filesUploadV2({ ...file, channel_id }),
      );
    },
    schedule: (place, post_at, message) =>
      call('chat.scheduleMessage', async () => {
        const answer = await client.chat.scheduleMessage({ ...content(place, message), post_at });
        return idIn(answer.scheduled_message_id);
      }),
    scheduled: (channel, from, to) =>
      call('chat.scheduledMessages.list', async () => {
        const range = { oldest: String(from - rangeMargin), latest: String(to + rangeMargin) };
        const found = await everyPage(async (page) => {
          const answer = await client.chat.scheduledMessages.list({ channel, ...range, ...page });
          return { items: answer.scheduled_messages, next: answer.response_metadata?.next_cursor };
        });
        return found
          .map(({ id, post_at }) => ({ id: scheduledId(responseOf(id)), postAt: Number(post_at) }))
          .filter(({ postAt }) => postAt >= from && postAt <= to);
      }),
    unschedule: (channel, scheduled_message_id) =>
      call('chat.deleteScheduledMessage', async () => {
        await client.chat.deleteScheduledMessage({ channel, scheduled_message_id });
      }),
  };
}

function content({ channel, thread }: Place, { text, blocks }: Posted) {
  return { channel, text, blocks, ...(thread ? { thread_ts: thread } : {}) };
}

const digits = /^\d+$/;

/**
 * Slack's documentation shows bare numbers in the list; the other methods take `Q` and the number.
 */
function scheduledId(id: string | number): string {
  return digits.test(String(id)) ? `Q${id}` : String(id);
}

/** The items of all pages; each page is a call of its own. */
async function everyPage<Item>(
  fetchPage: (page: { limit: number; cursor?: string }) => Promise<{
    readonly items: readonly Item[] | undefined;
    readonly next: string | undefined;
  }>,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items = [], next } = await fetchPage({
      limit: pageSize,
      ...(cursor ? { cursor } : {}),
    });
    all.push(...items);
    cursor = next;
  } while (cursor);
  return all;
}
