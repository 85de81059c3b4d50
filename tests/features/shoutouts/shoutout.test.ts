import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isOverdue,
  newShoutout,
  type Shoutout,
  shoutoutSchema,
} from '../../../src/features/shoutouts/shoutout.ts';
import { leaveBundle } from '../../../src/features/shoutouts/transitions.ts';
import { aShoutout, start } from './records/kept.ts';

describe('an id', () => {
  const giving = { from: 'U1', timeZone: 'UTC', channel: undefined, thanked: [] };
  const thanks = { people: ['U2'], skill: 'patience', text: 'She waited with a lost child.' };
  const idAt = (now: number, random = Math.random) =>
    newShoutout({ clock: { now: () => now }, random }, giving, thanks).id;

  test('is a UUID of version 7 that sorts by time', () => {
    const times = fc.tuple(
      fc.integer({ min: 0, max: 2 ** 42 }),
      fc.integer({ min: 1, max: 2 ** 42 }),
    );
    fc.assert(
      fc.property(times, ([time, later]) => {
        const ids = [idAt(time), idAt(time + later)];
        for (const id of ids)
          expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
        expect(ids.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(ids);
        expect(Number.parseInt(ids[0]?.replaceAll('-', '').slice(0, 12) ?? '', 16)).toBe(time);
      }),
    );
  });

  test('uses the whole range of the random source', () => {
    expect(idAt(0, () => 0)).toBe('00000000-0000-7000-8000-000000000000');
    expect(idAt(0, () => 1 - Number.EPSILON)).toBe('00000000-0000-7fff-bfff-ffffffffffff');
  });
});

test('reads a record of an older version with fewer fields', () => {
  const { asked: _1, retell: _2, seenBy: _3, ...old } = aShoutout();
  expect(shoutoutSchema.parse(old)).toEqual({ ...old, asked: [], retell: false, seenBy: [] });
  expect(aShoutout({ at: start }).day).toBe('2026-11-24');
});

test('leaves a bundle only while it waits and nobody has to answer', () => {
  const held = { ...aShoutout({ at: start }), state: 'waiting', bundled: true } as const;
  const leaves = (shoutout: Shoutout, isOver = false) => {
    const after = leaveBundle({ thanked: [], now: start, isOver })(shoutout);
    return after === undefined || after === 'deleted' ? after : [after.state, after.bundled];
  };
  expect(leaves(held)).toEqual(['posted', undefined]);
  expect(leaves({ ...held, asked: ['U2'] })).toEqual(['waiting', true]);
  expect(leaves({ ...held, declined: ['U2'] })).toEqual(['waiting', true]);
  expect(leaves({ ...held, declined: ['U2'] }, true)).toEqual(['waiting', undefined]);
  expect(leaves({ ...held, state: 'hidden' })).toBeUndefined();
  expect(leaves({ ...held, state: 'private' })).toBeUndefined();
});

test('is not late with consent while it waits for a bundle alone', () => {
  const held = { ...aShoutout({ at: start }), state: 'waiting', bundled: true } as const;
  const later = start + 30 * 24 * 3_600_000;
  expect(isOverdue(held, later)).toBe(false);
  expect(isOverdue({ ...held, asked: ['U2'] }, later)).toBe(true);
  expect(isOverdue({ ...held, declined: ['U2'] }, later)).toBe(true);
});
