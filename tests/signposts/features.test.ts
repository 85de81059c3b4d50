import { expect, test } from 'vitest';
import { featureReader } from '../../src/signposts/features.ts';

const classes = new Map([
  ['sword', ['weapon']],
  ['dagger', ['weapon']],
]);
const read = featureReader(classes, 'english');
const featuresOf = (text: string, isMasked = false) => new Set(read([{ text, isMasked }]).keys());
const sharedWithSword = (features: ReadonlySet<number>) =>
  featuresOf('sword').intersection(features).size;

test('words of like meaning have something in common, in every form', () => {
  const unlike = sharedWithSword(featuresOf('umbrella'));
  expect(sharedWithSword(featuresOf('dagger'))).toBeGreaterThan(unlike);
  expect(sharedWithSword(featuresOf('daggers'))).toBeGreaterThan(unlike);
});

test('a word of an idiom has no meaning', () => {
  expect(sharedWithSword(featuresOf('dagger', true))).toBe(sharedWithSword(featuresOf('umbrella')));
});
