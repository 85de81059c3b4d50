import { expect, test } from 'vitest';
import { type Channel, type Slack, SlackFailure } from '../../../src/ports/slack.ts';
import { postTarget } from '../../../src/slack/api/post-target.ts';
import { recordingSlack } from '../../features/shoutouts/shoutout-app.ts';

/** The post target if Slack answers `conversations.info` like this. */
function placeWhere(channel: Slack['channel'], id = 'C1') {
  const slack = { ...recordingSlack().slack, channel };
  return postTarget({ slacks: async () => slack }, { workspace: 'T1', id });
}

const desk: Channel = {
  id: 'C1',
  name: 'desk',
  kind: 'public',
  isArchived: false,
  isMember: true,
  isShared: false,
  locale: undefined,
};
const refused = (code: string) => async () => {
  throw new SlackFailure('conversations.info', 'refused', code);
};

test.each([
  [desk, { name: 'desk', isPublic: true, isShared: false }],
  [
    { ...desk, kind: 'private' },
    { name: 'desk', isPublic: false, isShared: false },
  ],
  [{ ...desk, isMember: false }, { obstacle: 'public' }],
  [{ ...desk, isArchived: true }, { obstacle: 'archived' }],
  [{ ...desk, kind: 'group' }, { obstacle: 'direct' }],
] as const)('%j is a place: %j', async (channel, place) => {
  expect(await placeWhere(async () => channel)).toEqual(place);
});

test('takes an unknown channel for a private one without the app', async () => {
  expect(await placeWhere(refused('channel_not_found'))).toEqual({ obstacle: 'private' });
});

test('takes a channel beyond the scopes for a group direct message', async () => {
  expect(await placeWhere(refused('missing_scope'))).toEqual({ obstacle: 'direct' });
});

test('rejects a direct message without asking Slack', async () => {
  expect(await placeWhere(refused('asked'), 'D1')).toEqual({ obstacle: 'direct' });
});

test('throws on an outage', async () => {
  const down = async () => {
    throw new SlackFailure('conversations.info', 'unreached', 'ECONNREFUSED');
  };
  await expect(placeWhere(down)).rejects.toThrow('ECONNREFUSED');
});
