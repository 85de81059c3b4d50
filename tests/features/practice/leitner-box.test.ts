import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boxSchema,
  emptyBox,
  pickNext,
  withAnswer,
  withShown,
} from '../../../src/features/practice/leitner-box.ts';

const day = 24 * 60 * 60 * 1000;
const start = Date.UTC(2026, 10, 24, 9);

/** Shows a scene and answers it, `days` after the start. */
function answered(box: typeof emptyBox, name: string, isFurthest: boolean, days = 0) {
  const now = start + days * day;
  return withAnswer(withShown(box, name, now), name, { shownAt: now, isFurthest, now });
}

const dueIn = (box: typeof emptyBox, name: string) => ((box.scenes[name]?.due ?? 0) - start) / day;
const next = (box: typeof emptyBox, names: readonly string[], days = 0, draw = 0) =>
  pickNext(box, names, { now: start + days * day, draw });

describe('a scene that was answered well', () => {
  test('returns later than others', () => {
    const box = answered(answered(emptyBox, 'a', true), 'b', false);
    expect(dueIn(box, 'a')).toBeGreaterThan(dueIn(box, 'b'));
    expect(dueIn(box, 'b')).toBeGreaterThan(0);
  });

  test('returns later each time, up to two months', () => {
    let box = emptyBox;
    const waits = [0, 10, 30, 60, 200, 300].map((days) => {
      box = answered(box, 'a', true, days);
      return dueIn(box, 'a') - days;
    });
    expect(waits).toEqual([3, 8, 21, 60, 60, 60]);
  });

  test('starts again after a worse answer', () => {
    const box = answered(answered(answered(emptyBox, 'a', true), 'a', true, 5), 'a', false, 20);
    expect(dueIn(box, 'a')).toBe(21);
  });
});

test('counts the first answer for each time a scene was shown', () => {
  const box = withShown(emptyBox, 'a', start);
  const first = withAnswer(box, 'a', { shownAt: start, isFurthest: false, now: start });
  expect(withAnswer(first, 'a', { shownAt: start, isFurthest: true, now: start + 5 })).toBe(first);
  const later = { shownAt: start + day, isFurthest: true, now: start + day };
  const second = withAnswer(first, 'a', later);
  expect(dueIn(second, 'a')).toBe(4);
  expect(withAnswer(second, 'a', { ...later, shownAt: start })).toBe(second);
});

describe('the next scene', () => {
  test('is the one overdue longest', () => {
    const box = answered(answered(answered(emptyBox, 'b', false, 0), 'a', false, 1), 'c', true, 2);
    expect(next(box, ['new', 'a', 'b', 'c'], 4)).toBe('b');
  });

  test('is else a random new one', () => {
    const box = answered(emptyBox, 'a', true);
    expect(next(box, ['a', 'b', 'c'], 1, 0)).toBe('b');
    expect(next(box, ['a', 'b', 'c'], 1, 0.99)).toBe('c');
  });

  test('is else the one shown least recently', () => {
    const box = ['b', 'a', 'c'].reduce(
      (all, name, at) => answered(all, name, true, at / 100),
      emptyBox,
    );
    expect(next(box, ['a', 'b', 'c'], 0.5)).toBe('b');
  });

  test('is the last one again only where there is no other', () => {
    const box = answered(emptyBox, 'a', false);
    expect(next(box, [], 9)).toBeUndefined();
    expect(next(box, ['a'], 9)).toBe('a');
    expect(next(box, ['a', 'b'], 9)).toBe('b');
    expect(pickNext(emptyBox, ['a', 'b'], { now: start, draw: 0, except: 'a' })).toBe('b');
  });

  test('is never the last one, and in time every one', () => {
    const names = ['a', 'b', 'c', 'd'];
    const step = fc.record({
      draw: fc.double({ min: 0, max: 0.999, noNaN: true }),
      good: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 40 }), (steps) => {
        let box = emptyBox;
        const seen: string[] = [];
        for (const [at, { draw, good }] of steps.entries()) {
          const name = next(box, names, at / 4, draw) as string;
          expect(name).not.toBe(seen.at(-1));
          seen.push(name);
          box = answered(box, name, good, at / 4);
        }
        expect(new Set(seen)).toEqual(new Set(names));
      }),
    );
  });
});

test('keeps a bounded record that fits its schema', () => {
  let box = emptyBox;
  for (let at = 0; at < 400; at += 1) box = answered(box, `skill/${at}`, at % 2 === 0, at);
  expect(Object.keys(box.scenes)).toHaveLength(300);
  expect(box.scenes['skill/399']).toBeDefined();
  expect(boxSchema.parse(box)).toEqual(box);
});
