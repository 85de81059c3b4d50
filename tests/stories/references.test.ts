import { expect, test } from 'vitest';
import { StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile } from './extra-mile.ts';
import { anaAtWork, lastOf } from './tip-story.ts';

const referenceIn = (answer: object) =>
  /reference ([2-9A-HJ-NP-Z]{4})/.exec(JSON.stringify(answer))?.[1];

test('an apology of a feature’s own has the reference of the log lines that say why', async () => {
  const log = recordedLog();
  const power: { isOn: boolean } = { isOn: true };
  const clock = { now: () => Date.UTC(2026, 10, 24, 12) };
  const whole = await openStore({ url: 'memory:', clock, log });
  const update: typeof whole.update = async (keys, decide) => {
    if (!power.isOn) throw new StoreUnavailable(new Error('pulled the plug'));
    return whole.update(keys, decide);
  };
  const { slack, log: lines } = await extraMile('socket', { store: { ...whole, update } });
  const ana = slack.person('ana');
  await ana.send('general', '/invite @Extra Mile');
  const reasonOf = (answer: object) =>
    lines.lines
      .filter(({ reference }) => reference && reference === referenceIn(answer))
      .map(({ message }) => message);

  await ana.send('general', '/shoutout');
  const [form] = ana.views();
  if (!form) throw new Error('no form');
  power.isOn = false;
  const thanks = '@ben #patience she untangled three lost orders';
  await ana.send('general', `/shoutout ${thanks}`);
  const answer = lastOf(ana.reads('general'));
  expect(answer.text).toContain('three lost orders');
  expect(reasonOf(answer)).toEqual(['could not give a shout-out', 'request']);

  await ana.submit(form, { people: [slack.person('ben').id], skill: 'patience', text: thanks });
  expect(reasonOf(ana.views())).toEqual(['could not give a shout-out', 'request']);
});

test('an answer to which nothing went wrong has no reference', async () => {
  const { asks } = await anaAtWork('http');
  expect(referenceIn(await asks('patience'))).toBeUndefined();
});
