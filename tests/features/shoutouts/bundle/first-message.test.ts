import { expect, test } from 'vitest';
import { noteInThread } from '../../../../src/features/shoutouts/bundle/first-message.ts';
import { syncCard } from '../../../../src/features/shoutouts/card/sync-card.ts';
import type { ShoutoutDeps } from '../../../../src/features/shoutouts/deps.ts';
import { bundledKey, shoutoutKey } from '../../../../src/features/shoutouts/records/keys.ts';
import { SlackFailure } from '../../../../src/ports/slack.ts';
import { put } from '../../../../src/ports/store.ts';
import { aShoutout, kept, workspace } from '../records/kept.ts';
import { recordingSlack } from '../shoutout-app.ts';

const line = { workspace, channel: 'C1', ts: '1.0' };
const record = bundledKey(workspace, line.channel, line.ts);

/** A bundle with two cards that are private by now; `refused` is Slack's error for its line. */
async function twoCards() {
  const { store, clock } = await kept('memory');
  const deleted: string[] = [];
  const slackSays: { refused: SlackFailure | undefined } = { refused: undefined };
  const slack = {
    ...recordingSlack().slack,
    deleteMessage: async ({ ts }: { readonly ts: string }) => {
      if (ts === line.ts && slackSays.refused) throw slackSays.refused;
      deleted.push(ts);
    },
  };
  const deps = { store, clock, slacks: async () => slack } as unknown as ShoutoutDeps;
  const ids = await Promise.all(
    ['1.1', '1.2'].map(async (ts) => {
      const card = { channel: 'C1', ts };
      const shoutout = { ...aShoutout(), state: 'private' as const, thread: line.ts, card };
      await store.setMany([put(shoutoutKey(workspace, shoutout.id), shoutout)]);
      await noteInThread({ store }, line, shoutout.id);
      return shoutout.id;
    }),
  );
  const [first = '', second = ''] = ids;
  return {
    store,
    deleted,
    slackSays,
    sync: (id: string) => syncCard(deps, workspace, id),
    first,
    second,
  };
}

test('the first message of a bundle goes with its last card, after a 429 later', async () => {
  const { store, deleted, slackSays, sync, first, second } = await twoCards();
  slackSays.refused = new SlackFailure('chat.delete', 'limited', 'ratelimited', { retryAfter: 5 });
  expect(await sync(first)).toEqual({ kind: 'done' });
  expect(await sync(second)).toEqual({ kind: 'limited', retryAfter: 5 });
  expect(deleted).toEqual(['1.1', '1.2']);
  expect(await store.get(record)).toEqual({ ids: [first, second] });
  slackSays.refused = undefined;
  expect(await sync(second)).toEqual({ kind: 'none' });
  expect(deleted).toEqual(['1.1', '1.2', line.ts]);
  expect(await store.get(record)).toBeUndefined();
  await sync(first);
  expect(deleted).toHaveLength(3);
});

test('nothing is kept of a bundle whose first message Slack never deletes', async () => {
  const { store, slackSays, sync, first, second } = await twoCards();
  slackSays.refused = new SlackFailure('chat.delete', 'refused', 'cant_delete_message');
  await sync(first);
  expect(await sync(second)).toEqual({ kind: 'done' });
  expect(await store.get(record)).toBeUndefined();
});
