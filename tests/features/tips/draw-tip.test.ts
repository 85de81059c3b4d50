import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import type { Weights } from '../../../src/features/tips/deck.ts';
import { drawTip, tipsOf, upcomingTip } from '../../../src/features/tips/draw-tip.ts';
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

async function setUp({ tips = some }: { tips?: readonly Tip[] } = {}) {
  const clock = stoppedClock(first - 20 * 60 * minute);
  const log = recordedLog();
  const store = await openStore({ url: 'memory:', clock, log });
  onTestFinished(() => store.close());
  const plan = newPlan({ id: 'C1', name: 'general', owner: 'U1', zone: 'UTC' });
  let current = tips;
  const deps = { store, clock, random: () => 0.3 };
  const on = (days: number) => ({
    occurrence: new Date(first + days * day).toISOString().slice(0, 10),
    postAt: (first + days * day) / 1000,
  });
  return {
    clock,
    on,
    /** The tip of a date, in days after the first one. */
    draw: (days: number, { postAt = on(days).postAt, weights = even } = {}) =>
      drawTip(deps, { workspace: 'T1', plan, tips: current }, { ...on(days), postAt }, weights),
    next: () => upcomingTip(deps, { workspace: 'T1', plan, tips: current }, even),
    change: (others: readonly Tip[]) => {
      current = others;
    },
  };
}

test('a date always has the same tip, which the preview shows', async () => {
  const { draw, next, clock } = await setUp();
  const tip = await draw(0);
  expect(tip).toBeDefined();
  expect(await draw(0)).toEqual(tip);
  expect(await next()).toEqual(tip);
  clock.advance(19 * 60 * minute);
  expect(await draw(0, { postAt: first / 1000 + 1800 })).toEqual(tip);
  expect(await next()).toEqual(tip);
});

test('a date keeps its tip when the weights change', async () => {
  const { draw } = await setUp();
  const tip = await draw(0);
  for (const leaned of ['a', 'b', 'c', 'd']) {
    const weights = (skill: string) => (skill === leaned ? 3 : 1);
    expect(await draw(0, { weights })).toEqual(tip);
  }
});

test('concurrent replicas draw the same tip', async () => {
  const { draw } = await setUp();
  const drawn = await Promise.all(Array.from({ length: 8 }, () => draw(0)));
  expect(new Set(drawn.map((tip) => tip?.id)).size).toBe(1);
});

test('a tip of a past date counts as shown', async () => {
  const { draw, clock } = await setUp();
  const drawn = new Set<string | undefined>();
  for (let days = 0; days < some.length; days += 1) {
    drawn.add((await draw(days))?.id);
    clock.set(first + days * day + minute);
  }
  expect(drawn).toEqual(new Set(some.map(({ id }) => id)));
});

test('a tip of a cancelled date is drawn again', async () => {
  const { draw } = await setUp();
  const tip = await draw(0);
  expect(await draw(1)).toEqual(tip);
  expect(await draw(4)).toEqual(tip);
});

test('a tip in its last ten minutes counts as shown', async () => {
  const { draw, next, clock } = await setUp();
  const tip = await draw(0);
  clock.set(first - 10 * minute);
  const other = await draw(1);
  expect(other?.id).not.toBe(tip?.id);
  expect(await next()).toEqual(other);
});

test('a tip that was removed before its date is replaced', async () => {
  const { draw, change } = await setUp();
  const tip = await draw(0);
  const left = some.filter(({ id }) => id !== tip?.id);
  change(left);
  const other = await draw(0);
  expect(left).toContainEqual(other);
  expect(await draw(0)).toEqual(other);
});

test('without tips draws none, and stores nothing', async () => {
  const { draw, change, next } = await setUp({ tips: [] });
  expect(await draw(0)).toBeUndefined();
  expect(await next()).toBeUndefined();
  change(some);
  expect(await draw(0)).toBeDefined();
});

test('unknown skills stand for all skills', () => {
  const { library } = ownContent;
  const all = tipsOf(library);
  expect(tipsOf(library, ['patience', 'gone']).every(({ skill }) => skill === 'patience')).toBe(
    true,
  );
  expect(tipsOf(library, ['gone'])).toEqual(all);
});
