import { expect, test } from 'vitest';
import { mostOnADay, outsideWork, quarter } from './quarter.ts';
import { refusalsOf } from './tip-story.ts';

test('in two weeks nobody gets more than two messages a day, or any outside their work', async () => {
  const { got, slack } = await quarter(2);
  expect(got.filter(({ kind }) => kind === '?')).toEqual([]);
  expect(outsideWork(got)).toEqual([]);
  expect(Math.max(...mostOnADay(got).values())).toBe(2);
  const times = (name: string, ...kinds: readonly string[]) =>
    got.filter((one) => one.name === name && kinds.includes(one.kind)).length;
  expect([times('jan', 't', 'q', 'r'), times('gita', 'q', 'r'), times('gita', 'T')]).toEqual([
    0, 0, 1,
  ]);
  expect(times('hugo', 'q')).toBeGreaterThan(4);
  expect(times('hugo', 'r')).toBeGreaterThan(1);
  expect(refusalsOf(slack)).toEqual([]);
}, 120_000);
