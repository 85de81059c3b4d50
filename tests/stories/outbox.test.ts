import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest } from './extra-mile.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Tuesday, 24 November 2026, noon in Lisbon, where Ana lives. */
const noon = Date.UTC(2026, 10, 24, 12);

const tipTimes = (slack: LocalSlack) =>
  slack
    .messages('general')
    .filter(({ text }) => text.startsWith('Care tip ·'))
    .map(({ ts }) => new Date(Number(ts) * 1000).toISOString().slice(5, 16));

async function started() {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const slack = await localSlack({ manifest, clock: stoppedClock(noon) });
  const start = async (more: Pick<Parameters<typeof extraMile>[1] & {}, 'machine'> = {}) => {
    const tools = { clock: slack.clock, log: recordedLog() };
    const store = await openStore({ url: `sqlite:${join(folder, 'care.sqlite')}`, ...tools });
    return extraMile('socket', { slack, store, ...more });
  };
  return { slack, start };
}

test('posts tips on time while the app is stopped for twenty hours', async () => {
  const { slack, start } = await started();
  const first = await start();
  await slack.person('ana').send('general', '/care tips on 09:00 daily');
  // A slow machine queues it after the answer.
  await slack.until(() => slack.traffic.some(({ name }) => name === 'chat.scheduleMessage'));
  await first.app.stop();
  slack.clock.advance(20 * hour);
  slack.clock.advance(1 * hour);
  expect(tipTimes(slack)).toEqual(['11-25T09:00']);
  const { app } = await start();
  for (let hours = 0; hours < 26; hours += 1) {
    slack.clock.advance(hour);
    await app.runOutbox();
  }
  expect(tipTimes(slack)).toEqual(['11-25T09:00', '11-26T09:00']);
  expect(slack.refusals()).toEqual([]);
});

test('keeps today’s tip when the plan changes three minutes before, and says so', async () => {
  const { slack, start } = await started();
  slack.faults.ghosts = true;
  await start();
  const ana = slack.person('ana');
  await ana.send('general', '/care tips on 09:00 daily');
  slack.clock.advance(21 * hour - 3 * minute);
  await ana.send('general', '/care tips on 10:00 daily');
  expect(ana.reads('general').at(-1)?.text).toContain('on its way');
  slack.clock.advance(25 * hour + 3 * minute);
  expect(tipTimes(slack)).toEqual(['11-25T09:00', '11-26T10:00']);
});

test('applies a plan change fifteen minutes before', async () => {
  const { slack, start } = await started();
  slack.faults.ghosts = true;
  await start();
  const ana = slack.person('ana');
  await ana.send('general', '/care tips on 09:00 daily');
  slack.clock.advance(21 * hour - 15 * minute);
  await ana.send('general', '/care tips on 10:00 daily');
  expect(ana.reads('general').at(-1)?.text).not.toContain('on its way');
  const queued = () => slack.traffic.filter(({ name }) => name === 'chat.scheduleMessage').length;
  await slack.until(() => queued() === 2);
  slack.clock.advance(2 * hour);
  expect(tipTimes(slack)).toEqual(['11-25T10:00']);
});

test('compares its clock with Slack’s again before it works after an hour without calls', async () => {
  const { slack, start } = await started();
  const { app } = await start({ machine: slack.clock });
  const compared = () => slack.traffic.filter(({ name }) => name === 'api.test').length;
  const before = compared();
  await app.runOutbox();
  expect(compared()).toBe(before);
  slack.clock.advance(hour + minute);
  await app.runOutbox();
  expect(compared()).toBe(before + 1);
});
