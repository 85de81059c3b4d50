import { expect, test } from 'vitest';
import { shareStructure } from '../../../../playground/page/session/structural-sharing.ts';

test('reuses unchanged parts', () => {
  const before = {
    channels: [
      { id: 'C1', messages: [{ ts: '1' }] },
      { id: 'C2', messages: [] },
    ],
    now: 1,
  };
  const after = structuredClone(before);
  after.now = 2;
  after.channels[1]?.messages.push({ ts: '2' } as never);
  const kept = shareStructure(before, after);
  expect(kept).toEqual(after);
  expect(kept.channels[0]).toBe(before.channels[0]);
  expect(kept.channels[1]).not.toBe(before.channels[1]);
});

test.each([
  [{ a: [1, 2] }, { a: [1, 2, 3] }],
  [{ a: [1, 2, 3] }, { a: [1, 2] }],
  [{ a: 1, b: undefined }, { a: 1 }],
  [{ a: 1 }, { a: 1, b: undefined }],
  [[1], { 0: 1 }],
  [null, {}],
  [{ a: null }, { a: {} }],
])('%j becomes %j', (before, after) => {
  const kept = shareStructure(before, after);
  expect(kept).toStrictEqual(after);
  expect(kept).not.toBe(before);
});

test('reuses an equal value as a whole', () => {
  const before = { a: [{ b: 1 }] };
  expect(shareStructure(before, structuredClone(before))).toBe(before);
});
