import { expect, test } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import { registerAdmin } from '../../../src/features/admin/index.ts';
import { openStore } from '../../../src/store/store.ts';
import { recordedLog } from '../../recorded-log.ts';
import { ownContent } from '../../stories/extra-mile.ts';
import { recordingSlack } from '../shoutouts/shoutout-app.ts';

/** `/care admin` of an administrator, with this in the outbox. */
async function adminPage(backlog: (now: number) => Promise<object> | object) {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const { slack } = recordingSlack();
  const person = { ...(await slack.person('U1')), isAdmin: true };
  const { feature } = registerAdmin({
    ...{ content: () => ownContent, clock, log: recordedLog(), version: '0.0.0' },
    store: await openStore({ url: 'memory:', clock, log: recordedLog() }),
    slacks: async () => ({ ...slack, person: async () => person }),
    audit: { latest: async () => [] },
    health: {
      checks: () => ({ slack: true, content: true, store: true, outbox: true, clock: true }),
      backlog: async () => backlog(clock.now()),
    },
  } as never);
  const command = { readings: [{ text: '' }], workspace: 'T1', user: 'U1' } as never;
  return () => feature.care?.admin?.(command);
}

test('counts what is planned once for all who ask meanwhile', async () => {
  const { promise, resolve } = Promise.withResolvers<object>();
  let counts = 0;
  const page = await adminPage(() => {
    counts += 1;
    return promise;
  });
  const answers = [1, 2, 3].map(page);
  resolve({ queued: 3, late: 0 });
  for (const answer of await Promise.all(answers))
    expect(answer).toMatchObject({ text: expect.stringContaining('3 messages are with Slack') });
  expect(counts).toBe(1);
  await page();
  expect(counts).toBe(2);
});

const minute = 60_000;

test.each([
  [0, 'less than a minute'],
  [1, '1 minute'],
  [59, '59 minutes'],
  [75, '1 hour'],
  [51 * 60, '2 days, 3 hours'],
])('says of messages that are %s minutes late how long they are', async (minutes, said) => {
  const page = await adminPage((now) => ({ queued: 0, late: 2, oldest: now - minutes * minute }));
  expect(await page()).toMatchObject({ text: expect.stringContaining(`oldest for ${said}.`) });
});
