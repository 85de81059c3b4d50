import { expect, test } from 'vitest';
import type { Content } from '../../../src/content/content.ts';
import type { Entry } from '../../../src/content/entry.ts';
import { search } from '../../../src/features/guidelines/command.ts';
import type { Message } from '../../../src/slack/ui/message.ts';
import { spanishContent } from '../../i18n/spanish-content.ts';
import { ourContent } from '../../our-content.ts';

const content = await ourContent();
const patience = content.library.find('patience') as Entry;
const searchOf = (of: Content) => {
  const clock = { now: () => 0 };
  return search({ content: () => of, clock, extras: () => [], languageButtons: () => [] });
};
const ask = searchOf(content);
const answer = (text: string): Message => ask({ text });

/** The search of a library that has one answer to everything. */
const finding = (entry: Entry) =>
  searchOf({
    ...content,
    library: {
      ...content.library,
      list: (kind) => content.library.list(kind).map((one) => (one.id === entry.id ? entry : one)),
      search: () => ({ kind: 'entry', entry, others: [], sections: new Map() }),
    },
  });

test('an entry that stands alone has the next nearest below it, under "Not this?"', () => {
  const found = content.library.search('patience');
  const [next, last] = found.kind === 'entry' ? found.others : [];
  const { text, blocks } = answer('patience');
  const [above = '', below = ''] = text.split('Not this?');
  expect(above).toContain('Skill 12 of 16\nPatience');
  expect(below).toContain(next?.title);
  expect(below).toContain(last?.title);
  const values = JSON.stringify(blocks?.slice(-2));
  expect(values).toContain(`"value":"${next?.id}"`);
  expect(values).toContain(`"value":"${last?.id}"`);
});

test('an entry without others has no "Not this?"', () => {
  expect(finding(patience)({ text: 'patience' }).text).not.toContain('Not this?');
});

test('a question in another language is answered in it and in English, with the menu', () => {
  const { text, blocks } = answer('¿Cómo trato a un cliente enfadado?');
  expect(text).toContain('solo puedo responder en inglés');
  expect(text).toContain('I can answer in English only');
  expect(JSON.stringify(blocks)).toContain('Skills (16)');
  expect(text).not.toContain('come closest');
});

test('all languages that the app has are named, in both languages of the answer', () => {
  const { text } = searchOf(spanishContent)({ text: 'Comment répondre à un client en colère ?' });
  expect(text).toContain('qu’en espagnol ou anglais.');
  expect(text).toContain('solo respondo en español o inglés.');
});

test('an unknown language is answered in English', () => {
  const { text } = answer('מה לעשות עם לקוח כועס');
  expect(text).toContain('I can answer in English only');
});

test('an entry that a question in another language happens to match does not stand alone', () => {
  const question = 'Comment répondre à un client en colère ?';
  expect(content.library.search(question).kind).toBe('entry');
  expect(answer(question).text).toContain('qu’en anglais');
});

test('an alias in another language is found', () => {
  const alias = 'El Cliente que no sabe';
  const company = finding({ ...patience, aliases: [alias.toLowerCase()] });
  expect(company({ text: alias }).text).toContain('Patience');
  expect(company({ text: `${alias} qué` }).text).toContain('English only');
});

test('a signpost comes before the language', () => {
  const { text } = answer('no sé qué hacer porque mi jefe me hace sexual harassment');
  expect(text).toMatch(/^Safety first[\s\S]*solo puedo responder en inglés/);
});

test.each(['my boss touches me', 'my coworker yells at me every day'])(
  'who is harassed is not told to keep calm: %s',
  (question) => {
    const { text } = answer(question);
    expect(text).toMatch(/^Safety first\nHarassment or bullying/);
    expect(text).not.toContain('Self-control');
    expect(text).not.toContain('Internal customers');
  },
);

test('between a signpost and the nearest entries there is one line', () => {
  const { text } = answer('we don’t have the size in stock');
  expect(text).toMatch(/^Not in this library/);
  expect(text).toContain('come closest');
  expect(text).not.toContain('On your words I also found');
});

test.each([
  ['I can’t take it any more', 'Self-control'],
  ['a customer insulted me and I’m crying', 'step out and fetch somebody'],
  ['customer is deaf', 'face somebody who is deaf'],
])('%s: %s', (question, said) => {
  expect(answer(question).text).toContain(said);
});

test.each(['patience por favor', 'gracias', 'how do I greet Señora López'])(
  '%s is English',
  (question) => {
    expect(answer(question).text).not.toContain('English only');
  },
);
