import { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Fault } from '../../playground/server/faults.ts';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import type { RunningOutbox } from '../../src/outbox/outbox.ts';
import { StoreUnavailable } from '../../src/ports/store.ts';
import { day, hour, minute, type Plan, planner, second } from './plans.ts';
import { outboxes } from './rig.ts';

const nine = 9 * 60;

/** One tip a day at nine in `general`, as the appointment `a`. */
async function withPlan(change: Parameters<typeof outboxes>[0] = {}) {
  const rig = await outboxes(change);
  const plan: Plan = { minutes: nine, channel: rig.channel, text: 'Tip' };
  rig.plans.set('a', plan);
  const a = rig.tip('a');
  return { ...rig, plan, a, arrange: () => rig.box.arrange(a) };
}

/** Deletes all that Slack has scheduled, as it does when an app is removed. */
async function dropAll(slack: LocalSlack): Promise<void> {
  const client = new WebClient(slack.botToken(), { slackApiUrl: slack.apiUrl });
  const { scheduled_messages = [] } = await client.chat.scheduledMessages.list();
  for (const { id = '', channel_id = '' } of scheduled_messages) {
    await client.chat.deleteScheduledMessage({
      channel: channel_id,
      scheduled_message_id: String(id),
    });
  }
}

test('queues a new appointment at once, and Slack posts it on the minute', async () => {
  const { arrange, clock, texts, times, noted } = await withPlan();
  expect(await arrange()).toMatchObject({
    onItsWay: undefined,
    upcoming: { occurrence: '2026-11-24', isQueued: true },
    ended: undefined,
  });
  expect(noted.queued).toEqual(['a 2026-11-24']);
  clock.advance(21 * hour - 1);
  expect(texts()).toEqual([]);
  clock.advance(1);
  expect(texts()).toEqual(['Tip 2026-11-24']);
  expect(times()).toEqual(['2026-11-24T09:00']);
});

test('posts one message a day for a week, on the minute', async () => {
  const { arrange, pass, texts, times, noted } = await withPlan();
  await arrange();
  await pass(7 * day);
  const dates = ['24', '25', '26', '27', '28', '29', '30'].map((date) => `2026-11-${date}`);
  expect(texts()).toEqual(dates.map((date) => `Tip ${date}`));
  expect(times()).toEqual(dates.map((date) => `${date}T09:00`));
  expect(noted.queued.slice(0, 7)).toEqual(dates.map((date) => `a ${date}`));
});

test.each([
  ['right after a message', 21 * hour + 10 * minute],
  ['before the next one is queued', 24 * hour],
  ['in the middle of the day', 30 * hour],
])('posts the next message on time after twenty hours of downtime from %s on', async (_, ms) => {
  const { arrange, pass, clock, times } = await withPlan();
  await arrange();
  await pass(ms);
  clock.advance(20 * hour);
  await pass(day);
  expect(times().slice(0, 2)).toEqual(['2026-11-24T09:00', '2026-11-25T09:00']);
});

test('settles a prepared change a minute later if arrange never came', async () => {
  const { arrange, box, a, plan, clock, run, times } = await withPlan();
  await arrange();
  await box.prepare(a);
  plan.minutes = nine + 30;
  await run();
  clock.advance(2 * minute);
  await run();
  clock.advance(day);
  expect(times()).toEqual(['2026-11-24T09:30']);
});

test('queues a new appointment that was only prepared', async () => {
  const { box, a, clock, run, times } = await withPlan();
  await box.prepare(a);
  clock.advance(2 * minute);
  await run();
  clock.advance(day);
  expect(times()).toEqual(['2026-11-24T09:00']);
});

test('replaces a message 15 minutes before it is due', async () => {
  const { arrange, clock, plan, texts, slack } = await withPlan();
  slack.faults.ghosts = true;
  await arrange();
  clock.advance(21 * hour - 15 * minute);
  plan.text = 'Better tip';
  expect(await arrange()).toMatchObject({ onItsWay: undefined, upcoming: { isQueued: true } });
  clock.advance(day);
  expect(texts()).toEqual(['Better tip 2026-11-24']);
});

test('leaves a message alone three minutes before it is due, and says so', async () => {
  const { arrange, clock, plan, texts, slack, calls } = await withPlan();
  slack.faults.ghosts = true;
  await arrange();
  clock.advance(21 * hour - 3 * minute);
  plan.text = 'Better tip';
  plan.minutes = 10 * 60;
  expect(await arrange()).toMatchObject({
    onItsWay: { occurrence: '2026-11-24' },
    upcoming: { occurrence: '2026-11-25', isQueued: true },
  });
  clock.advance(2 * day);
  expect(texts()).toEqual(['Tip 2026-11-24', 'Better tip 2026-11-25']);
  expect(calls('chat.deleteScheduledMessage')).toBe(0);
});

test('replaces a later time by an earlier one', async () => {
  const { arrange, clock, plan, times } = await withPlan();
  await arrange();
  plan.minutes = 13 * 60;
  expect(await arrange()).toMatchObject({ upcoming: { occurrence: '2026-11-23' } });
  clock.advance(day);
  expect(times()).toEqual(['2026-11-23T13:00']);
});

test('never posts twice on one day, however the plan changes', async () => {
  const { box, a, arrange, pass, plan, times } = await withPlan();
  await arrange();
  await pass(21 * hour + minute);
  plan.minutes = nine + 30;
  await arrange();
  await box.cancel(a);
  await arrange();
  await pass(day + hour);
  expect(times()).toEqual(['2026-11-24T09:00', '2026-11-25T09:30']);
});

test('keeps the queued message when nothing has changed', async () => {
  const { arrange, calls, pass, texts } = await withPlan();
  await arrange();
  expect(await arrange()).toMatchObject({ onItsWay: undefined, upcoming: { isQueued: true } });
  expect([calls('chat.scheduleMessage'), calls('chat.deleteScheduledMessage')]).toEqual([1, 0]);
  await pass(2 * day);
  expect(texts()).toHaveLength(2);
});

test('cancels a message, tells its planner, and removes its record', async () => {
  const { box, a, arrange, pass, texts, plans, store, noted } = await withPlan();
  await arrange();
  expect(noted.queued).toHaveLength(1);
  plans.delete('a');
  expect(await box.cancel(a)).toEqual({
    onItsWay: undefined,
    upcoming: undefined,
    ended: undefined,
  });
  expect(noted.queued).toEqual([]);
  await pass(4 * day, hour);
  expect(texts()).toEqual([]);
  const left: string[] = [];
  await store.forEach(
    { namespace: 'outbox', prefix: 'T0100001/', schema: z.unknown() },
    ({ name }) => void left.push(name),
  );
  expect(left).toEqual([]);
});

test('reports a message on its way when cancelled in the last ten minutes', async () => {
  const { box, a, arrange, clock, texts, slack } = await withPlan();
  slack.faults.ghosts = true;
  await arrange();
  clock.advance(21 * hour - 4 * minute);
  expect(await box.cancel(a)).toMatchObject({ onItsWay: { occurrence: '2026-11-24' } });
  clock.advance(2 * day);
  expect(texts()).toEqual(['Tip 2026-11-24']);
});

test('ignores an appointment that was never arranged', async () => {
  const { box, tip, calls } = await withPlan();
  expect(await box.cancel(tip('b'))).toMatchObject({ onItsWay: undefined });
  expect(await box.upcoming(tip('b'))).toBeUndefined();
  expect(calls('chat.scheduleMessage')).toBe(0);
});

test('upcoming() returns the next message before and after it is queued', async () => {
  const { box, a, arrange, clock } = await withPlan();
  expect(await box.upcoming(a)).toMatchObject({ occurrence: '2026-11-24', isQueued: false });
  await arrange();
  expect(await box.upcoming(a)).toMatchObject({ occurrence: '2026-11-24', isQueued: true });
  clock.advance(21 * hour);
  expect(await box.upcoming(a)).toMatchObject({ occurrence: '2026-11-25', isQueued: false });
});

test('posts to a user’s direct messages and looks up their channel once', async () => {
  const { box, tip, plans, slack, pass, calls } = await withPlan();
  const ana = slack.person('ana');
  plans.set('ana', { minutes: nine, channel: ana.id, text: 'For you' });
  await box.arrange(tip('ana'));
  await pass(2 * day);
  expect(ana.reads('Extra Mile').map(({ text }) => text)).toEqual([
    'For you 2026-11-24',
    'For you 2026-11-25',
  ]);
  expect(calls('conversations.open')).toBe(1);
});

test('composes a message half an hour ahead if the planner says so', async () => {
  const { box, plan, pass, texts, a } = await withPlan();
  const recap = { ...a, kind: 'recap' };
  expect(await box.arrange(recap)).toMatchObject({ upcoming: { isQueued: false } });
  await pass(20 * hour + 20 * minute);
  expect(await box.upcoming(recap)).toMatchObject({ isQueued: false });
  plan.text = 'This week';
  await pass(20 * minute);
  expect(await box.upcoming(recap)).toMatchObject({ isQueued: true });
  await pass(20 * minute);
  expect(texts()).toEqual(['This week 2026-11-24']);
});

test('posts nothing where a planner has nothing to say, and the next message on its day', async () => {
  const { box, plan, pass, texts, a, calls } = await withPlan();
  const recap = { ...a, kind: 'recap' };
  plan.text = '';
  await box.arrange(recap);
  await pass(day);
  expect(await box.upcoming(recap)).toMatchObject({ occurrence: '2026-11-25' });
  expect(calls('chat.scheduleMessage')).toBe(0);
  plan.text = 'This week';
  await pass(day);
  expect(texts()).toEqual(['This week 2026-11-25']);
});

test('takes a queued message back when there is nothing left to say', async () => {
  const { box, plan, pass, texts, a } = await withPlan();
  const recap = { ...a, kind: 'recap' };
  await box.arrange(recap);
  await pass(20 * hour + 40 * minute);
  expect(await box.upcoming(recap)).toMatchObject({ isQueued: true });
  plan.text = '';
  expect(await box.arrange(recap)).toMatchObject({ upcoming: { occurrence: '2026-11-25' } });
  plan.text = 'Too late for today';
  await box.arrange(recap);
  await pass(2 * hour);
  expect(texts()).toEqual([]);
});

test('tells two messages of the same minute apart when both answers are lost', async () => {
  const { box, a, plan, plans, tip, slack, pass, texts, calls } = await withPlan();
  plans.set('b', { ...plan, text: 'Other' });
  slack.faults.add({ on: 'chat.scheduleMessage', does: 'drop-after' });
  slack.faults.add({ on: 'chat.scheduleMessage', does: 'drop-before' });
  await box.arrange(a);
  await box.arrange(tip('b'));
  expect(calls('chat.scheduleMessage')).toBe(2);
  await pass(21 * hour + minute);
  expect(texts().sort()).toEqual(['Other 2026-11-24', 'Tip 2026-11-24']);
});

test('deletes the extra message when a lost answer arrives after all', async () => {
  const held = Promise.withResolvers<void>();
  let isFirst = true;
  const { boxes, a, clock, pass, texts, log } = await withPlan({
    replicas: 2,
    around: (slack) => ({
      ...slack,
      schedule: async (...call) => {
        const isHeld = isFirst;
        isFirst = false;
        if (isHeld) await held.promise;
        return slack.schedule(...call);
      },
    }),
  });
  const [one, two] = boxes as [RunningOutbox, RunningOutbox];
  // The first replica hangs between recording its call and making it.
  const arranging = one.arrange(a);
  await pass(6 * minute, 2 * minute);
  expect(await two.upcoming(a)).toMatchObject({ isQueued: true });
  held.resolve();
  await arranging;
  await one.stop();
  expect(log.lines).toContainEqual(
    expect.objectContaining({ message: 'queued too late; deleting it' }),
  );
  clock.advance(day);
  expect(texts()).toEqual(['Tip 2026-11-24']);
});

test('counts a message as sent if it is due after a crash with an open answer', async () => {
  const { box, a, noted, open, slack, clock, pass, texts, run, log } = await withPlan();
  slack.faults.add({ on: 'chat.scheduleMessage', does: 'drop-after' });
  await box.arrange(a);
  clock.advance(21 * hour - minute);
  await run(open());
  expect(log.lines).toContainEqual(
    expect.objectContaining({
      message: 'unknown whether it was queued; counts as sent',
      occurrence: '2026-11-24',
    }),
  );
  expect(noted.queued).toContain('a 2026-11-24');
  await pass(day + hour);
  expect(texts()).toEqual(['Tip 2026-11-24', 'Tip 2026-11-25']);
});

test('skips and logs a message that could not be queued in time', async () => {
  const { arrange, slack, pass, texts, log } = await withPlan();
  slack.faults.add({
    on: 'chat.scheduleMessage',
    does: 'error',
    error: 'ekm_access_denied',
    times: 1e9,
  });
  expect(await arrange()).toMatchObject({ upcoming: { isQueued: false }, ended: undefined });
  await pass(21 * hour);
  slack.faults.clear();
  await pass(2 * day);
  expect(texts()).toEqual(['Tip 2026-11-25', 'Tip 2026-11-26']);
  expect(log.lines).toContainEqual(
    expect.objectContaining({ message: 'not queued in time', occurrence: '2026-11-24' }),
  );
});

const on = 'chat.scheduleMessage';

test.each([
  ['arrange', { isSamePlan: true }, ['Better 2026-11-24']],
  ['arrange', {}, []],
  ['prepare', { isSamePlan: true }, ['Better 2026-11-24']],
  ['prepare', {}, []],
] as const)('is late after %s with %j, and posts %j', async (method, change, expected) => {
  const { box, plans, noted, plan, slack, pass, texts } = await withPlan();
  const late = { workspace: 'T0100001', kind: 'late', id: 'a' };
  box.register('late', { ...planner(plans, noted), late: 3 * 3600 });
  slack.faults.add({ on, does: 'error', error: 'ekm_access_denied', times: 1e9 });
  await box.arrange(late);
  await pass(21 * hour + 10 * minute);
  plan.text = 'Better';
  await box[method](late, change);
  slack.faults.clear();
  await pass(2 * hour);
  expect(texts()).toEqual(expected);
});

test.each<[string, Fault]>([
  ['a connection lost before it was accepted', { on, does: 'drop-before' }],
  ['a connection lost after it was accepted', { on, does: 'drop-after' }],
  ['an HTTP 500 with nothing done', { on, does: 'status', status: 500 }],
  ['an HTTP 500 with the work done', { on, does: 'status', status: 500, after: true }],
  ['a rate limit', { on, does: 'rate-limit', retryAfter: 90 }],
  ['an internal error', { on, does: 'error', error: 'internal_error' }],
  ['a refusal that passes', { on, does: 'error', error: 'missing_scope' }],
])('posts one message after %s, several times in a row', async (_, fault) => {
  const { arrange, pass, slack, texts, noted } = await withPlan();
  slack.faults.add({ ...fault, times: 3 } as Fault);
  expect(await arrange()).toMatchObject({ upcoming: { occurrence: '2026-11-24' } });
  await pass(2 * hour, 2 * minute);
  expect(noted.queued).toEqual(['a 2026-11-24']);
  await pass(20 * hour);
  expect(texts()).toEqual(['Tip 2026-11-24']);
});

test.each([
  ['not_in_channel'],
  ['channel_not_found'],
  ['is_archived'],
  ['restricted_action_read_only_channel'],
])('ends the appointment on %s and tells the caller, the planner and the log', async (error) => {
  const { arrange, pass, slack, noted, log, calls } = await withPlan();
  slack.faults.add({ on, does: 'error', error });
  expect(await arrange()).toEqual({ onItsWay: undefined, upcoming: undefined, ended: error });
  expect(noted.ended).toEqual([`a ${error}`]);
  expect(log.lines).toContainEqual(
    expect.objectContaining({ message: 'appointment ended', reason: `${on}: ${error}` }),
  );
  await pass(2 * day, hour);
  expect([noted.ended.length, calls(on)]).toEqual([1, 1]);
});

test('a refused token ends nothing, however long', async () => {
  const { arrange, pass, slack, noted, box, a } = await withPlan();
  slack.faults.add({ on, does: 'error', error: 'invalid_auth', times: 1e9 });
  expect(await arrange()).toMatchObject({ ended: undefined });
  await pass(3 * hour);
  expect(noted.ended).toEqual([]);
  expect(await box.upcoming(a)).toMatchObject({ waitsFor: 'retry' });
});

test('queues anew what Slack has dropped, once the app was added again', async () => {
  const { arrange, pass, slack, box, texts, run } = await withPlan();
  await arrange();
  await dropAll(slack);
  await box.wakeWorkspace('T0100001');
  await run();
  await pass(21 * hour);
  expect(texts()).toEqual(['Tip 2026-11-24']);
});

test('queues nothing twice that Slack still has, once the app was added again', async () => {
  const { arrange, pass, box, texts, run } = await withPlan();
  await arrange();
  await box.wakeWorkspace('T0100001');
  await run();
  await pass(21 * hour + minute);
  expect(texts()).toEqual(['Tip 2026-11-24']);
});

test('loses nothing when a refused token is accepted again', async () => {
  const { arrange, pass, slack, noted, texts } = await withPlan();
  slack.faults.add({ on, does: 'error', error: 'account_inactive', times: 4 });
  await arrange();
  await pass(day, 2 * minute);
  expect([noted.ended, texts()]).toEqual([[], ['Tip 2026-11-24']]);
});

test('applies a rate limit to its method only', async () => {
  const { arrange, plan, slack, calls, pass } = await withPlan();
  await arrange();
  slack.faults.add({ on, does: 'rate-limit', retryAfter: 600 });
  plan.text = 'Better tip';
  expect(await arrange()).toMatchObject({ upcoming: { isQueued: false } });
  plan.text = 'Best tip';
  await pass(8 * minute, 2 * minute);
  expect([calls(on), calls('chat.deleteScheduledMessage')]).toEqual([2, 1]);
  await pass(4 * minute, 2 * minute);
  expect(calls(on)).toBe(3);
});

test.each([
  ['lost before it was done', { does: 'drop-before' }],
  ['lost after it was done', { does: 'drop-after' }],
  ['a rate limit', { does: 'rate-limit', retryAfter: 30 }],
] as const)(
  'replaces an outdated message after an answer to the deletion that is %s',
  async (_, fault) => {
    const { arrange, plan, slack, pass, texts } = await withPlan();
    await arrange();
    slack.faults.add({ ...fault, on: 'chat.deleteScheduledMessage' } as Fault);
    plan.text = 'Better tip';
    await arrange();
    await pass(21 * hour + minute);
    expect(texts()).toEqual(['Better tip 2026-11-24']);
  },
);

test.each([
  ['a lost connection', { does: 'drop-before' }],
  ['a lost answer', { does: 'drop-after' }],
  ['a rate limit', { does: 'rate-limit', retryAfter: 1 }],
] as const)('replaces a message that is due in eleven minutes in spite of %s', async (_, fault) => {
  const { arrange, plan, slack, clock, pass, texts, whileTimePasses } = await withPlan();
  await arrange();
  clock.advance(21 * hour - 11 * minute);
  slack.faults.add({ ...fault, on: 'chat.deleteScheduledMessage' } as Fault);
  plan.text = 'Better tip';
  await whileTimePasses(arrange());
  await pass(20 * minute, 30 * second);
  expect(texts()).toEqual(['Better tip 2026-11-24']);
});

test('says again that a message was deleted, if that could not be noted', async () => {
  const { arrange, plan, noted, pass, texts, clock } = await withPlan();
  await arrange();
  noted.failure = new StoreUnavailable(new Error('away'));
  plan.text = '';
  await expect(arrange()).rejects.toThrow(StoreUnavailable);
  expect(noted.queued).toEqual(['a 2026-11-24']);
  await pass(6 * minute, 2 * minute);
  expect(noted.queued).toEqual([]);
  clock.advance(day);
  expect(texts()).toEqual([]);
});

test('a process that wakes in a deletion leaves what another one has queued meanwhile', async () => {
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let isFirst = true;
  const { arrange, boxes, plan, noted, clock, pass, texts, whileTimePasses } = await withPlan({
    replicas: 2,
    around: (slack) => ({
      ...slack,
      unschedule: async (...call) => {
        const mustWait = isFirst;
        isFirst = false;
        begun.resolve();
        if (mustWait) await held.promise;
        return slack.unschedule(...call);
      },
    }),
  });
  await arrange();
  plan.text = 'Better tip';
  const first = arrange();
  await begun.promise;
  await pass(6 * minute, 2 * minute);
  expect(noted.queued).toEqual(['a 2026-11-24']);
  held.resolve();
  await whileTimePasses(Promise.all([first, ...boxes.map((box) => box.stop())]));
  expect(noted.queued).toEqual(['a 2026-11-24']);
  clock.advance(day);
  expect(texts()).toEqual(['Better tip 2026-11-24']);
});

test.each([
  ['was deleted', 'drop-after', 'Better tip'],
  ['was not deleted', 'drop-before', 'Tip'],
] as const)(
  'handles a lost answer to a deletion eleven minutes before, when the message %s',
  async (_, does, text) => {
    const { arrange, plan, slack, clock, pass, texts } = await withPlan();
    slack.faults.ghosts = true;
    await arrange();
    clock.advance(21 * hour - 10 * minute - 20 * second);
    slack.faults.add({ on: 'chat.deleteScheduledMessage', does });
    plan.text = 'Better tip';
    await arrange();
    await pass(20 * minute, 2 * minute);
    expect(texts()).toEqual([`${text} 2026-11-24`]);
  },
);

test.each([
  ['another change', 'arrange', ['Best tip 2026-11-24']],
  ['an end', 'cancel', []],
] as const)(
  'deletes a message once when %s comes during the deletion',
  async (_, method, expected) => {
    const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { arrange, box, a, plan, clock, texts, calls, slack, whileTimePasses } = await withPlan({
      around: (slack) => ({
        ...slack,
        unschedule: async (...call) => {
          begun.resolve();
          await held.promise;
          return slack.unschedule(...call);
        },
      }),
    });
    await arrange();
    plan.text = 'Better tip';
    const first = arrange();
    await begun.promise;
    plan.text = 'Best tip';
    await whileTimePasses(box[method](a));
    held.resolve();
    await whileTimePasses(Promise.all([first, box.stop()]));
    expect([calls('chat.deleteScheduledMessage'), slack.refusals()]).toEqual([1, []]);
    clock.advance(day);
    expect(texts()).toEqual(expected);
  },
);

test('keeps appointments of an unknown kind until a newer version is back', async () => {
  const { box, a, plan, plans, noted, pass, run, open, clock, texts, log } = await withPlan();
  const quiz = { ...a, kind: 'quiz' };
  await box.arrange(quiz);
  await pass(3 * hour);
  expect(log.lines).toContainEqual(
    expect.objectContaining({
      message: 'no planner registered for this kind; retrying in an hour',
      kind: 'quiz',
    }),
  );
  plan.text = 'Quiz';
  const newer = open();
  newer.register('quiz', planner(plans, noted));
  for (let hours = 0; hours < 19; hours += 1) {
    clock.advance(hour);
    await run(newer);
  }
  expect(texts()).toEqual(['Quiz 2026-11-24']);
});

test('retries a failing planner without affecting others', async () => {
  const { box, a, plan, plans, noted, pass, texts, log } = await withPlan();
  const broken = new Set(['quiz']);
  const knows = planner(plans, noted);
  box.register('quiz', {
    ...knows,
    compose: async (appointment, due) => {
      if (broken.has(appointment.kind)) throw new Error('no quiz today');
      return { text: `Quiz ${due.occurrence}`, blocks: [] };
    },
  });
  expect(await box.arrange({ ...a, kind: 'quiz' })).toMatchObject({
    upcoming: { isQueued: false },
  });
  await box.arrange(a);
  await pass(hour);
  expect(log.lines).toContainEqual(
    expect.objectContaining({ message: 'step failed; will retry', kind: 'quiz' }),
  );
  broken.clear();
  await pass(20 * hour + minute);
  expect(texts().sort()).toEqual(['Quiz 2026-11-24', `${plan.text} 2026-11-24`]);
});

test('isolates a broken record and a planner that fails in ended()', async () => {
  const { box, a, plan, plans, noted, tip, pass, store, slack, texts, log } = await withPlan();
  const knows = planner(plans, noted);
  box.register('quiz', {
    ...knows,
    ended: async ({ id }) => {
      plans.delete(id);
      throw new Error('nobody to tell');
    },
  });
  plans.set('q', { ...plan });
  plans.set('b', { ...plan, text: 'Other' });
  slack.faults.add({ on, does: 'error', error: 'is_archived' });
  expect(await box.arrange({ ...tip('q'), kind: 'quiz' })).toMatchObject({
    ended: 'is_archived',
  });
  slack.faults.add({ on, does: 'error', error: 'ekm_access_denied' });
  await box.arrange(a);
  await box.arrange(tip('b'));
  const key = { namespace: 'outbox', name: 'T0100001/tip/a', schema: z.unknown() };
  await store.setMany([{ key, value: { broken: true } }]);
  await pass(21 * hour + minute);
  expect(texts()).toEqual(['Other 2026-11-24']);
  expect(log.lines).toContainEqual(
    expect.objectContaining({ message: 'a planner failed in ended()' }),
  );
});

test.each(['drop-before', 'drop-after', 'status'] as const)(
  'queues a new appointment at once however far ahead, also after %s',
  async (does) => {
    const { box, a, plan, plans, noted, slack, pass } = await withPlan();
    const knows = planner(plans, noted);
    const monday = Date.UTC(2026, 10, 30) / 1000;
    box.register('weekly', {
      ...knows,
      next: (appointment, after) => knows.next(appointment, Math.max(after, monday)),
    });
    slack.faults.add({ on, does, status: 500 } as Fault);
    await box.arrange({ ...a, kind: 'weekly' });
    await pass(10 * minute, 2 * minute);
    expect(await box.upcoming({ ...a, kind: 'weekly' })).toMatchObject({
      occurrence: '2026-11-30',
      place: { channel: plan.channel },
      isQueued: true,
    });
  },
);

test.each([1, 10])(
  'tries again when Slack says, after a rate limit of %d s',
  async (retryAfter) => {
    const { arrange, box, a, clock, slack, whileTimePasses } = await withPlan();
    slack.faults.add({ on, does: 'rate-limit', retryAfter });
    const start = clock.now();
    await whileTimePasses(arrange());
    await whileTimePasses(box.stop());
    expect(await box.upcoming(a)).toMatchObject({ isQueued: true });
    expect(clock.now() - start).toBeLessThanOrEqual((retryAfter + 2) * second);
  },
);

test('queues a message 114 seconds ahead after a rate limit', async () => {
  const { box, a, plan, clock, slack, whileTimePasses, times } = await withPlan();
  clock.advance(6 * second);
  plan.minutes = 12 * 60 + 2;
  slack.faults.add({ on, does: 'rate-limit', retryAfter: 15 });
  const { upcoming } = await whileTimePasses(box.arrange(a));
  expect(upcoming).toMatchObject({ isQueued: false, waitsFor: 'moment' });
  await whileTimePasses(box.stop());
  clock.advance(2 * minute);
  expect(times()).toEqual(['2026-11-23T12:02']);
});

test('asks for a run at the time of the next try', async () => {
  const { arrange, box, clock, slack, run, whileTimePasses, calls } = await withPlan();
  const wanted: number[] = [];
  box.onWork((time) => wanted.push(time));
  slack.faults.add({ on, does: 'rate-limit', retryAfter: 50 });
  const start = clock.now();
  await whileTimePasses(arrange());
  expect(Math.max(...wanted) - start).toBeLessThanOrEqual(52 * second);
  clock.set(Math.max(...wanted));
  await run();
  expect(calls(on)).toBe(2);
});

test('asks for a run as soon as a call of a process that was killed may be repeated', async () => {
  const hung = new Set(['chat.scheduleMessage']);
  const { arrange, a, clock, open, run, whileTimePasses } = await withPlan({
    around: (slack) => ({
      ...slack,
      schedule: (...call) =>
        hung.size > 0 ? new Promise<never>(() => {}) : slack.schedule(...call),
    }),
  });
  const start = clock.now();
  await whileTimePasses(arrange());
  hung.clear();
  const next = open();
  const wanted: number[] = [];
  next.onWork((time) => wanted.push(time));
  clock.set(start + minute);
  await run(next);
  expect(wanted).toEqual([start + 90 * second]);
  clock.set(start + 90 * second);
  await run(next);
  expect(await next.upcoming(a)).toMatchObject({ isQueued: true });
});

test.each<[string, Fault, string]>([
  ['is being queued', { on, does: 'rate-limit', retryAfter: 600 }, 'moment'],
  ['was refused', { on, does: 'error', error: 'ekm_access_denied' }, 'retry'],
  ['may have been lost', { on, does: 'drop-before' }, 'retry'],
])('says that a message that %s is not at Slack', async (_, fault, waitsFor) => {
  const { box, a, slack, whileTimePasses } = await withPlan();
  slack.faults.add(fault);
  await whileTimePasses(box.arrange(a));
  await whileTimePasses(box.stop());
  expect(await box.upcoming(a)).toMatchObject({ isQueued: false, waitsFor });
});

test('says that a message further ahead is queued later', async () => {
  const { box, a, arrange, clock } = await withPlan();
  await arrange();
  clock.advance(21 * hour + minute);
  expect(await box.upcoming(a)).toMatchObject({ isQueued: false, waitsFor: 'turn' });
});
