import { expect, test } from 'vitest';
import { root, terms } from '../../src/finding/terms.ts';

const alike = (a: string, b: string) => expect(terms(a)).toEqual(terms(b));

test.each([
  ['queues', 'queue'],
  ['apologies', 'apology'],
  ['boxes', 'box'],
  ['waiting', 'wait'],
  ['stopped', 'stop'],
  ['cancelled', 'canceled'],
  ['politely', 'polite'],
  ['bought', 'buy'],
  ['children', 'child'],
  ['colour', 'color'],
  ['apologising', 'apologizing'],
  ['cheque', 'check'],
  ['she doesn’t', 'she do not'],
  ['cant', 'can not'],
  ['won’t', 'wont'],
  ['three', '3'],
  ['second', '2nd'],
  ['Café', 'cafe'],
  ['co-worker', 'co worker'],
])('%s and %s are the same', alike);

test.each([
  ['we’ll', 'well'],
  ['bus', 'bu'],
  ['sing', 's'],
])('%s and %s are not', (a, b) => {
  expect(terms(a)).not.toEqual(terms(b));
});

test.each([
  ['recommend', 'recommendation'],
  ['slow', 'slower'],
  ['complete', 'completion'],
])('%s and %s are related', (a, b) => {
  expect(terms(a).map(root)).toEqual(terms(b).map(root));
});
