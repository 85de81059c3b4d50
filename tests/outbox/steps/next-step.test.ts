import { expect, test } from 'vitest';
import { freshRecord, type Stage } from '../../../src/outbox/record.ts';
import { nextAttempt } from '../../../src/outbox/retry-policy.ts';
import { nextStep, type Step } from '../../../src/outbox/steps/next-step.ts';
import { hour, minute, noon, second } from '../plans.ts';

const message = {
  occurrence: '2026-11-23',
  postAt: noon / 1000,
  place: { channel: 'C1' },
  channel: 'C1',
  second: noon / 1000,
  digest: '',
};
const queued: Stage = { ...message, name: 'queued', scheduled: 'Q1' };
const queueing = (since: number): Stage => ({ ...message, name: 'queueing', token: 't', since });
const unqueueing = (since: number): Stage => ({ ...queued, name: 'unqueueing', since });

test.each<[string, Stage, 'none' | 'arrange' | 'cancel', number, Step]>([
  ['nothing is at Slack', { name: 'idle' }, 'none', 0, 'plan'],
  ['nothing is wanted', { name: 'idle' }, 'cancel', 0, 'clear'],
  ['it is queued', queued, 'none', -hour, 'wait'],
  ['it is queued, a minute before', queued, 'none', -minute, 'wait'],
  ['its time has come', queued, 'none', 0, 'sent'],
  ['a change well before', queued, 'arrange', -11 * minute, 'check'],
  ['a change in the last ten minutes', queued, 'arrange', -10 * minute, 'mark-sent'],
  ['an end well before', queued, 'cancel', -11 * minute, 'unschedule'],
  ['an end in the last ten minutes', queued, 'cancel', -10 * minute, 'mark-sent'],
  ['a call that may be under way', queueing(-hour), 'arrange', -hour + 89 * second, 'wait'],
  ['a call whose answer is lost', queueing(-hour), 'none', -hour + 90 * second, 'reconcile'],
  ['the same, two minutes before', queueing(-hour), 'none', -2 * minute, 'mark-unknown'],
  ['the same, too late', queueing(-hour), 'none', hour, 'mark-unknown'],
  ['a deletion that may be under way', unqueueing(-hour), 'arrange', -hour + second, 'wait'],
  ['a deletion that is open', unqueueing(-hour), 'arrange', -hour + 90 * second, 'unschedule'],
  [
    'the same in the last ten minutes',
    unqueueing(-11 * minute),
    'arrange',
    -9 * minute,
    'reconcile',
  ],
  ['the same right after', unqueueing(-10 * minute - second), 'arrange', -10 * minute, 'wait'],
  ['the same at last', unqueueing(-hour), 'cancel', -minute, 'mark-unknown'],
])('%s', (_, stage, wish, at, step) => {
  const since = 'since' in stage ? { since: noon + stage.since } : {};
  const record = { ...freshRecord, wish, stage: { ...stage, ...since } as Stage };
  expect(nextStep(record, noon + at)).toBe(step);
});

test('retries at growing intervals, and sooner when it is due', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map(
    (attempts) => nextAttempt(0, attempts, undefined) / minute,
  );
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
  const due = noon / 1000;
  expect(nextAttempt(noon - 80 * minute, 9, due)).toBe(noon - 70 * minute);
  expect(nextAttempt(noon - 4 * minute, 9, due)).toBe(noon - 3 * minute);
  expect(nextAttempt(noon + minute, 3, due)).toBe(noon + 5 * minute);
});
