import { expect, test } from 'vitest';
import { z } from 'zod';
import { readTogether } from '../../../src/features/home/read-together.ts';
import type { Key } from '../../../src/ports/store.ts';

const key = (name: string): Key<string> => ({ namespace: 'tests', name, schema: z.string() });

/** Answers each question with its name, and notes what is asked together. */
function names(failure?: Error) {
  const asked: string[][] = [];
  const getMany = async <Value>(keys: readonly Key<Value>[]) => {
    asked.push(keys.map(({ name }) => name));
    if (failure) throw failure;
    return keys.map(({ name }) => name as Value);
  };
  return { asked, reads: readTogether({ getMany, get: async (one) => (await getMany([one]))[0] }) };
}

test('what several ask for at the same time is read at once', async () => {
  const { asked, reads } = names();
  const first = reads.get(key('a')).then(() => reads.getMany([key('d'), key('e')]));
  const second = (async () => {
    const found = await reads.getMany([key('b'), key('c')]);
    return [...found, await reads.get(key('f'))];
  })();
  expect(await Promise.all([first, second])).toEqual([
    ['d', 'e'],
    ['b', 'c', 'f'],
  ]);
  expect(asked).toEqual([
    ['a', 'b', 'c'],
    ['f', 'd', 'e'],
  ]);
});

test('an outage is told to all of them', async () => {
  const outage = new Error('away');
  const { reads } = names(outage);
  const all = await Promise.allSettled([reads.get(key('a')), reads.getMany([key('b')])]);
  expect(all).toMatchObject([{ reason: outage }, { reason: outage }]);
});
