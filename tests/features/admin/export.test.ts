import { expect, onTestFinished, test, vi } from 'vitest';
import { exportShoutouts } from '../../../src/features/admin/export.ts';
import { recordedLog } from '../../recorded-log.ts';
import { ownContent } from '../../stories/extra-mile.ts';
import { recordingSlack } from '../shoutouts/shoutout-app.ts';

test.each([
  [{ count: 20_001, leftOut: 0, waiting: 0, isTooLarge: true }, ['too many for one file']],
  [
    { count: 0, leftOut: 2, waiting: 0, isTooLarge: false },
    ['no shout-out in a public channel yet'],
  ],
  [{ count: 9, leftOut: 0, waiting: 0, isTooLarge: false }, []],
])('says what came of an export that took longer: %o', async (result, said) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { slack } = recordingSlack();
  const posted: string[] = [];
  const post: typeof slack.post = async ({ channel }, { text }) => {
    posted.push(`${channel}: ${text}`);
    return { channel, ts: '1.0' };
  };
  const { promise, resolve } = Promise.withResolvers<typeof result>();
  const handler = exportShoutouts({
    content: () => ownContent,
    log: recordedLog(),
    roles: { administrator: async () => ({}) },
    slacks: async () => ({ ...slack, post }),
    audit: { note: async () => {} },
    sendShoutouts: () => promise,
  } as never);
  const answer = handler({ workspace: 'T1', user: 'U1' } as never);
  await vi.advanceTimersByTimeAsync(1600);
  expect((await answer).tell?.text).toContain('I am collecting them');
  resolve(result);
  await vi.advanceTimersByTimeAsync(0);
  expect(posted).toEqual(said.map((text) => expect.stringMatching(`^U1: .*${text}`)));
});
