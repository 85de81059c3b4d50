import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import type { Weights } from '../../../src/features/tips/deck.ts';
import { dealtTip, tipsOf, tipToCome } from '../../../src/features/tips/draw-tip.ts';
import { newPlan } from '../../../src/features/tips/plan.ts';
import { type Tip, tipOf } from '../../../src/features/tips/tip.ts';
import { openStore } from '../../../src/store/store.ts';
import { recordedLog } from '../../recorded-log.ts';
import { ownContent } from '../../stories/extra-mile.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Wednesday, 25 November 2026. */
const first = Date.UTC(2026, 10, 25, 9);
const some = ['a', 'b', 'c', 'd'].flatMap((skill) =>
  [1, 2, 3].map((number) => tipOf(skill, `Tip ${number}`)),
);
const even: Weights = () => 1;

async function table({ tips = some }: { tips?: readonly Tip[] } = {}) {
  const clock = stoppedClock(first - 20 * 60 * minute);
  const log = recordedLog();
  const store = await openStore({ url: 'memory:', clock, log });
  onTestFinished(() => store.close());
  const plan = newPlan({ id: 'C1', name: 'general', owner: 'U1', zone: 'UTC' });
  let cards = tips;
  const parts = { store, clock, chance: Math.random };
  const on = (days: number) => ({
    occurrence: new Date(first + days * day).toISOString().slice(0, 10),
    postAt: (first + days * day) / 1000,
  });
  return {
    clock,
    on,
    /** The tip of so many days after the first. */
    deal: (days: number, { postAt = on(days).postAt, weights = even } = {}) =>
      dealtTip(parts, { workspace: 'T1', plan, tips: cards }, { ...on(days), postAt }, weights),
    next: () => tipToCome(parts, { workspace: 'T1', plan, tips: cards }, even),
    change: (others: readonly Tip[]) => {
      cards = others;
    },
  };
}

test('a date has the same tip whenever it is asked for, and the preview shows that one', async () => {
  const { deal, next, clock } = await table();
  const tip = await deal(0);
  expect(tip).toBeDefined();
  expect(await deal(0)).toEqual(tip);
  expect(await next()).toEqual(tip);
  clock.advance(19 * 60 * minute);
  expect(await deal(0, { postAt: first / 1000 + 1800 })).toEqual(tip);
  expect(await next()).toEqual(tip);
});

test('a date keeps its tip when what a team needs changes meanwhile', async () => {
  const { deal } = await table();
  const tip = await deal(0);
  for (const leaned of ['a', 'b', 'c', 'd']) {
    const weights = (skill: string) => (skill === leaned ? 3 : 1);
    expect(await deal(0, { weights })).toEqual(tip);
  }
});

test('two replicas that ask at once deal the same tip', async () => {
  const { deal } = await table();
  const dealt = await Promise.all(Array.from({ length: 8 }, () => deal(0)));
  expect(new Set(dealt.map((tip) => tip?.id)).size).toBe(1);
});

test('what was dealt for a date that passed counts as shown: no tip twice in a round', async () => {
  const { deal, clock } = await table();
  const dealt = new Set<string | undefined>();
  for (let days = 0; days < some.length; days += 1) {
    dealt.add((await deal(days))?.id);
    clock.set(first + days * day + minute);
  }
  expect(dealt).toEqual(new Set(some.map(({ id }) => id)));
});

test('what was dealt for a date that was taken back is dealt for the date that comes instead', async () => {
  const { deal } = await table();
  const tip = await deal(0);
  expect(await deal(1)).toEqual(tip);
  expect(await deal(4)).toEqual(tip);
});

test('a tip on its way, in its last ten minutes, counts as shown: the next date has another', async () => {
  const { deal, next, clock } = await table();
  const tip = await deal(0);
  clock.set(first - 10 * minute);
  const other = await deal(1);
  expect(other?.id).not.toBe(tip?.id);
  expect(await next()).toEqual(other);
});

test('a tip that was reworded or taken out before its date gives way to one that there is', async () => {
  const { deal, change } = await table();
  const tip = await deal(0);
  const left = some.filter(({ id }) => id !== tip?.id);
  change(left);
  const other = await deal(0);
  expect(left).toContainEqual(other);
  expect(await deal(0)).toEqual(other);
});

test('without any tips there is none, and nothing is kept that stands in the way later', async () => {
  const { deal, change, next } = await table({ tips: [] });
  expect(await deal(0)).toBeUndefined();
  expect(await next()).toBeUndefined();
  change(some);
  expect(await deal(0)).toBeDefined();
});

test('skills that the library no longer has leave all of its tips', () => {
  const { library } = ownContent;
  const all = tipsOf(library);
  expect(tipsOf(library, ['patience', 'gone']).every(({ skill }) => skill === 'patience')).toBe(
    true,
  );
  expect(tipsOf(library, ['gone'])).toEqual(all);
});
