import { expect, test } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import { registerAdmin } from '../../../src/features/admin/index.ts';
import { openStore } from '../../../src/store/store.ts';
import { recordedLog } from '../../recorded-log.ts';
import { ownContent } from '../../stories/extra-mile.ts';
import { recordingSlack } from '../shoutouts/shoutout-app.ts';

test('counts what is planned once for all who ask meanwhile', async () => {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const { slack } = recordingSlack();
  const person = { ...(await slack.person('U1')), isAdmin: true };
  const { promise, resolve } = Promise.withResolvers<object>();
  let counts = 0;
  const { feature } = registerAdmin({
    ...{ content: () => ownContent, clock, log: recordedLog(), version: '0.0.0' },
    store: await openStore({ url: 'memory:', clock, log: recordedLog() }),
    slacks: async () => ({ ...slack, person: async () => person }),
    audit: { latest: async () => [] },
    health: {
      checks: () => ({ slack: true, content: true, store: true, outbox: true, clock: true }),
      backlog: () => {
        counts += 1;
        return promise;
      },
    },
  } as never);
  const command = { readings: [{ text: '' }], workspace: 'T1', user: 'U1' } as never;
  const answers = [1, 2, 3].map(() => feature.care?.admin?.(command));
  resolve({ queued: 3, late: 0 });
  for (const answer of await Promise.all(answers))
    expect(answer).toMatchObject({ text: expect.stringContaining('3 messages are with Slack') });
  expect(counts).toBe(1);
  await feature.care?.admin?.(command);
  expect(counts).toBe(2);
});
