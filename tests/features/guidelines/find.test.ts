import { expect, test } from 'vitest';
import { type Content, readContent } from '../../../src/content/content.ts';
import { findIn } from '../../../src/features/guidelines/find.ts';
import { signpostsFor } from '../../../src/features/guidelines/signpost-message.ts';

const english = await readContent({ roots: ['prompts'], languages: ['en'], offered: 'all' });
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
    const [signpost] = signpostsFor(spanish, question, findIn(spanish, question).asked);
    expect(spanish.signposts.all).toContain(signpost);
    expect(signpost?.kind).toBe('safety');
  }
});
