import { describe, expect, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { eventually } from '../eventually.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest, transports } from './extra-mile.ts';
import { anaAtWork, day, hour, lastOf, refusalsOf, times } from './tip-story.ts';

const plan = 'When somebody looks for a word, I will wait three breaths before I help.';
const question = 'When somebody looks for a word … What did you say you would do?';

/** Ana, who has chosen the first plan of patience on a Tuesday at noon. */
async function anaHasAPlan(transport: 'http' | 'socket') {
  const story = await anaAtWork(transport);
  const { slack, ana, asks, presses } = story;
  const choose = async (skill: string, date: string) => {
    await ana.press(await asks(skill), "I'll try it");
    const choices = await slack.until(() =>
      ana.reads('general').findLast(({ text }) => text.includes('Which of these')),
    );
    await presses(
      choices,
      'This one',
      `I'll ask you once how it went, in our direct messages, on ${date}`,
    );
  };
  await choose('patience', 'Tuesday');
  const direct = () => ana.reads('Extra Mile');
  const recalls = () =>
    direct().filter(({ text }) => text.includes('What did you say you would do?'));
  const reads = (said: string) =>
    slack.until(() => direct().findLast(({ text }) => text.includes(said)));
  return { ...story, choose, direct, recalls, reads };
}

describe.each(transports)('over %s', (transport) => {
  test('what was tried comes back as a question, which shows the text', async () => {
    const { slack, ana, recalls, reads, pass } = await anaHasAPlan(transport);
    await pass(30 * day);
    expect(times(recalls())).toEqual(['11-27T11:30', '12-02T11:30', '12-15T11:30']);
    const [first, , last] = recalls();
    if (!first || !last) throw new Error('no question');
    expect(first.text).toContain(question);
    expect(first.text).not.toContain('three breaths');
    await ana.press(first, 'Show me');
    expect((await reads('On Tuesday, November 24 you chose:')).text).toContain(plan);
    await ana.press(last, 'Show me');
    await reads('That was the last time I ask about this one.');
    expect(refusalsOf(slack)).toEqual([]);
  });

  test('one press ends a question, or all of them, until they are wanted again', async () => {
    const { slack, ana, choose, recalls, reads, pass } = await anaHasAPlan(transport);
    await choose('flexibility', 'Wednesday');
    await pass(4 * day);
    await ana.press(lastOf(recalls()), "Don't bring this back");
    await reads("I won't bring this one back.");
    await pass(3 * day);
    expect(times(recalls())).toEqual(['11-30T11:30']);
    expect(lastOf(recalls()).text).toContain("When a person's plans have changed …");
    await ana.press(lastOf(recalls()), 'Bring nothing back');
    const off = await reads("I won't bring back anything");
    await pass(2 * day);
    expect(recalls()).toEqual([]);
    await ana.press(off, 'Bring tips back');
    await reads("From now on I'll bring back");
    await pass(20 * day);
    expect(times(recalls())).toEqual(['12-04T11:30', '12-15T11:30']);
    expect(refusalsOf(slack)).toEqual([]);
  });
});

test('a tip as it is comes back by its skill', async () => {
  const { ana, asks, tries, pass } = await anaAtWork('socket');
  await tries(await asks('tip patience'), "I'll ask you once");
  await pass(4 * day);
  const { text } = lastOf(ana.reads('Extra Mile'));
  expect(text).toContain('You tried a tip: Patience. What was it?');
});

test('questions follow the person to another zone, also when they are queued', async () => {
  const { slack, log, recalls, direct, pass } = await anaHasAPlan('socket');
  const asked = () => direct().filter(({ text }) => text.includes('How did it go?'));
  const queued = () => log.lines.filter(({ message }) => message === 'queued').length;
  const moves = async (tz: string) => {
    const before = queued();
    slack.admin.changePerson('ana', { tz });
    await eventually(() => expect(queued()).toBeGreaterThan(before));
  };
  await moves('America/New_York');
  await pass(day);
  expect(times(asked())).toEqual(['11-24T21:30']);
  await pass(1.5 * day);
  await moves('Asia/Tokyo');
  await pass(2 * day);
  expect(times(recalls())).toEqual(['11-27T02:30']);
  expect(refusalsOf(slack)).toEqual([]);
});

test('none on a day off that is added when the question is queued', async () => {
  const { slack, asks, ana, recalls, reads, pass } = await anaHasAPlan('socket');
  await asks('tips me 09:00 weekdays');
  await pass(2.5 * day);
  await ana.send('Extra Mile', 'tips off 2026-11-27');
  await reads('Not on Friday, November 27');
  await pass(3 * day);
  expect(times(recalls())).toEqual([]);
  await pass(day);
  expect(times(recalls())).toEqual(['11-30T11:30']);
  expect(refusalsOf(slack)).toEqual([]);
});

test('asks once with two replicas that are started again in between', async () => {
  const slack = await localSlack({ manifest, clock: stoppedClock(Date.UTC(2026, 10, 24, 12)) });
  const store = await openStore({ url: 'memory:', clock: systemClock, log: recordedLog() });
  const kept = { ...store, close: async () => {} };
  const replicas = () =>
    Promise.all([1, 2].map(() => extraMile('socket', { slack, store: kept, random: () => 0.5 })));
  const pass = async (apps: Awaited<ReturnType<typeof replicas>>, hours: number) => {
    for (let left = hours; left > 0; left -= 1) {
      slack.clock.advance(hour);
      await Promise.all(apps.map(({ app }) => app.runOutbox()));
    }
  };
  const first = await replicas();
  const ana = slack.person('ana');
  await ana.send('general', '/care patience');
  await ana.press(lastOf(ana.reads('general')), "I'll try it");
  const choices = await slack.until(() =>
    ana.reads('general').findLast(({ text }) => text.includes('Which of these')),
  );
  await ana.press(choices, 'This one');
  await slack.until(() => ana.reads('general').some(({ text }) => text.includes("I'll ask you")));
  await pass(first, 60);
  await Promise.all(first.map(({ app }) => app.stop(0)));
  const second = await replicas();
  await pass(second, 24 * 26);
  const recalls = ana.reads('Extra Mile').filter(({ text }) => text.includes('What did you say'));
  expect(times(recalls)).toEqual(['11-27T11:30', '12-02T11:30', '12-15T11:30']);
});
