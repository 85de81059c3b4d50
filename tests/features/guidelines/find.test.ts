import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import type { Content } from '../../../src/content/content.ts';
import { findIn } from '../../../src/features/guidelines/find.ts';
import { signpostsFor } from '../../../src/features/guidelines/signpost-message.ts';
import { ourContent } from '../../our-content.ts';
import {
  olderQuestions,
  type Question,
  questionsOf,
  realQuestions,
} from '../../search/question-sets.ts';

const english = await ourContent('en', 'all');
const [spanish] = english.others as [Content];

/** The language and the title of the entry that stands alone, and the language of the question. */
function found(content: Content, question: string) {
  const { content: shown, result, asked } = findIn(content, question);
  const title = result.kind === 'entry' ? result.entry.title : result.kind;
  return [shown.language, title, asked?.language];
}

test.each([
  ['paciencia', 'Patience'],
  ['qué hago con un cliente molesto', 'Self-control'],
])('%s finds the entry, which an English reader reads in English', (question, title) => {
  expect(found(english, question)).toEqual(['en', title, 'es']);
});

test.each([
  ['angry customer', 'Autocontrol'],
  ['what do I do with an angry customer', 'Autocontrol'],
])('%s finds the entry, which a Spanish reader reads in Spanish', (question, title) => {
  expect(found(spanish, question)).toEqual(['es', title, 'en']);
});

test('a question in the reader’s language is looked up there alone', () => {
  expect(found(english, 'angry customer')[2]).toBeUndefined();
  expect(found(spanish, 'cliente molesto')[2]).toBeUndefined();
});

test('a language that there isn’t is recognized in every language', () => {
  for (const content of [english, spanish])
    expect(findIn(content, 'der Kunde ist sehr wütend und schreit').unknown).toBeDefined();
});

test('an entry that only the other language has is shown in that one', () => {
  const patience = spanish.library.find('patience');
  const without = {
    ...english,
    library: { ...english.library, find: () => undefined },
  };
  expect(found(without, 'paciencia')).toEqual(['es', patience?.title, 'es']);
});

test('danger is recognized in every language, and named in the reader’s', () => {
  for (const question of ['a customer collapsed and is not breathing', 'harassment']) {
    const [signpost] = signpostsFor(spanish, question, findIn(spanish, question).asked).calls;
    expect(spanish.signposts.all).toContain(signpost);
    expect(signpost?.kind).toBe('safety');
  }
});

/** Calls for help of a file in tests/signposts. */
function callsOf(file: string): readonly string[] {
  const text = readFileSync(new URL(`../../signposts/${file}`, import.meta.url), 'utf8');
  const { calls } = load(text) as { readonly calls: Readonly<Record<string, readonly string[]>> };
  return Object.values(calls).flat();
}

const signpostFor = (content: Content, question: string) =>
  signpostsFor(content, question, findIn(content, question).asked).calls[0];

test.each([
  ['me quiero matar', 'self-harm-me'],
  ['una mujer no respira', 'emergency'],
  ['amenaza de bomba', 'violence'],
])('"%s" is a call for help, although its language isn’t recognized', (question, id) => {
  const signpost = signpostFor(english, question);
  expect(signpost?.id).toBe(id);
  expect(english.signposts.all).toContain(signpost);
});

test('of two readings of a call for help, the more urgent is shown alone', () => {
  // In English, "me" makes a case of harassment of it.
  for (const content of [english, spanish])
    expect(signpostsFor(content, 'me quiero morir').calls.map(({ id }) => id)).toEqual([
      'self-harm-me',
    ]);
});

test.each([
  ['FIRE!!!', 'fire'],
  ['the dryer caught fire', 'fire'],
])('"%s" is a call for help, although an entry seems to fit', (question, id) => {
  expect(findIn(spanish, question).result.kind).toBe('entry');
  expect(signpostFor(spanish, question)?.id).toBe(id);
});

test('calls for help are recognized in the other language as in their own', () => {
  const missed = (own: Content, other: Content, file: string) =>
    callsOf(file).filter(
      (text) =>
        signpostFor(own, text)?.kind === 'safety' && signpostFor(other, text)?.kind !== 'safety',
    );
  expect(missed(spanish, english, 'held-out-es.yml')).toEqual([]);
  expect(missed(english, spanish, 'held-out.yml')).toEqual([]);
});

test('at most three questions of a thousand are a call for help in the other language alone', async () => {
  const alarms = (reader: Content, questions: readonly Question[]) =>
    questions.filter(
      ({ ask }) =>
        !reader.signposts.recognize(ask).calls.some(({ kind }) => kind === 'safety') &&
        signpostFor(reader, ask)?.kind === 'safety',
    ).length / questions.length;
  const inSpanish = [...(await questionsOf('es.yml')), ...(await questionsOf('held-out-es.yml'))];
  expect(alarms(english, [...realQuestions, ...olderQuestions])).toBeLessThanOrEqual(0.003);
  expect(alarms(spanish, inSpanish)).toBeLessThanOrEqual(0.003);
});

test('what only the company knows is recognized in the language of the question, too', () => {
  const question = 'a qué hora abren ustedes';
  const [signpost] = spanish.signposts.recognize(question).calls;
  expect(signpost?.kind).not.toBe('safety');
  expect(signpostFor(english, question)?.id).toBe(signpost?.id);
});
