import { expect, test } from 'vitest';
import { noteInThread } from '../../../../src/features/shoutouts/bundle/first-message.ts';
import { syncCard } from '../../../../src/features/shoutouts/card/sync-card.ts';
import type { ShoutoutDeps } from '../../../../src/features/shoutouts/deps.ts';
import { shoutoutKey } from '../../../../src/features/shoutouts/records/keys.ts';
import { SlackFailure } from '../../../../src/ports/slack.ts';
import { put } from '../../../../src/ports/store.ts';
import { aShoutout, kept, workspace } from '../records/kept.ts';
import { recordingSlack } from '../shoutout-app.ts';

test('the first message of a bundle goes with its last card, after a 429 later', async () => {
  const { store, clock } = await kept('memory');
  const line = { workspace, channel: 'C1', ts: '1.0' };
  const deleted: string[] = [];
  let isBusy = true;
  const slack = {
    ...recordingSlack().slack,
    deleteMessage: async ({ ts }: { readonly ts: string }) => {
      if (ts === line.ts && isBusy)
        throw new SlackFailure('chat.delete', 'limited', 'ratelimited', { retryAfter: 5 });
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
  expect(await syncCard(deps, workspace, first)).toEqual({ kind: 'done' });
  expect(await syncCard(deps, workspace, second)).toEqual({ kind: 'limited', retryAfter: 5 });
  expect(deleted).toEqual(['1.1', '1.2']);
  isBusy = false;
  expect(await syncCard(deps, workspace, second)).toEqual({ kind: 'none' });
  expect(deleted).toEqual(['1.1', '1.2', line.ts]);
  await syncCard(deps, workspace, first);
  expect(deleted).toHaveLength(3);
});
