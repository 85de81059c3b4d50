import { expect, test } from 'vitest';
import { checkSignposts } from '../../src/signposts/check-signposts.ts';
import { signpostIndex } from '../../src/signposts/signpost-index.ts';
import { mergedSignpostsSchema } from '../../src/signposts/signpost-schema.ts';
import { signpostsOf } from '../../src/signposts/signposts.ts';

const texts = { kind: 'safety', title: 'Fire', now: 'Leave.', next: 'Call.' };

function signpostsWith(when: readonly string[], inflection?: unknown) {
  const problems: string[] = [];
  const merged = mergedSignpostsSchema.parse({
    inflection,
    signposts: { fire: { ...texts, when } },
  });
  const data = checkSignposts(merged, (field, reason) => problems.push(`${field}: ${reason}`));
  const signposts = signpostsOf(
    () => data,
    () => signpostIndex(data, []),
  );
  return { finds: (question: string) => signposts.recognize(question).calls.length > 0, problems };
}

const spanish = { ar: ['ar', 'a', 'o', 'ando'], gar: ['gar', 'ga', 'gue'], '': ['s'] };

test.each([
  ['quemar~', 'se está quemando', true],
  ['quemar~', 'se QUEMÓ', true],
  ['quemar~', 'la quema', true],
  ['quemar~', 'la quemadura', false],
  ['quemar', 'se está quemando', false],
  ['apagar~', 'apague', true],
  ['apagar~', 'apagando', false],
  ['árbol~', 'arden dos arbols', true],
])('%s, with endings that take the place of others: %s', (pattern, question, isFound) => {
  expect(signpostsWith([pattern], spanish).finds(question)).toBe(isFound);
});

test('accents of a pattern don’t count', () => {
  const { finds } = signpostsWith(['médico'], spanish);
  expect(finds('un medico') && finds('un médico')).toBe(true);
});

test('forms of a word need the endings of the language', () => {
  expect(signpostsWith(['burn~']).problems).toEqual([
    'signposts fire when: "burn~" needs the field "inflection"',
  ]);
});
