import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { readLanguages } from '../../src/content/read-languages.ts';
import { Problems, problemLine } from '../../src/problems.ts';
import { otherLanguages } from '../../src/search/other-languages.ts';
import { filesWith, ownFiles, ownLanguages } from '../content/files.ts';
import { olderQuestions, realQuestions } from './question-sets.ts';

const find = otherLanguages(readLanguages(ownFiles));

const read = async (path: string): Promise<unknown> =>
  load(await readFile(new URL(path, import.meta.url), 'utf8'));
const asked = (await read('other-languages.yml')) as Record<string, string[]>;
const { languages } = load(ownFiles.get('languages.yml') ?? '') as {
  languages: Record<'de' | 'es', { answer: string }>;
};

/** All texts in a YAML document. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

test.each(Object.entries(asked))('a question in %s is answered in it', (code, questions) => {
  const { answer } = languages[code as keyof typeof languages];
  expect(questions.filter((question) => find(question)?.answer !== answer)).toEqual([]);
});

test.each(ownLanguages)(
  'each answer of %s names the languages that the app has',
  async (language) => {
    const file = load(await readFile(`prompts/${language}/languages.yml`, 'utf8')) as {
      languages: Record<string, { answer: string }>;
    };
    const answers = Object.values(file.languages).map(({ answer }) => answer);
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter((answer) => !answer.includes('{languages}'))).toEqual([]);
  },
);

test('no English question of any set is taken for another language', async () => {
  const sets = ['../signposts/seen.yml', '../signposts/held-out.yml'].map(read);
  const written = [...ownFiles]
    .filter(([path]) => !['languages.yml', 'signpost-weights.yml'].includes(path))
    .flatMap(([, text]) => text.split(/[\n;,]/));
  const english = [
    ...[...realQuestions, ...olderQuestions].map(({ ask }) => ask),
    ...textsIn(await Promise.all(sets)),
    ...written,
  ];
  expect(english.length).toBeGreaterThan(20_000);
  expect(english.filter((question) => find(question))).toEqual([]);
});

test.each([
  'how do I greet Señora López',
  "the maître d' is rude",
  'gracias',
  'ciao',
  'customer Juan de la Cruz complained',
  'Maria da Silva dos Santos',
  'Nguyễn Thị Minh',
  'Ms van der Berg wants a refund',
  'he said "que pasa" to a guest',
  'what does por favor mean',
  'how do I say wie geht es Ihnen',
  'what does 谢谢 mean',
  'спасибо is what she said',
  'vis-à-vis',
  'café au lait',
  "she doesn't, isn't and won't",
  'we’ll care, they’re clients',
  '3 Ω',
  '👍',
  '',
])('%j is not another language', (question) => {
  expect(find(question)).toBeUndefined();
});

test.each([
  'מה לעשות עם לקוח כועס',
  'ลูกค้าโกรธมาก',
  'Шта да радим са љутом муштеријом',
  'مشتری خیلی عصبانی است چه کنم',
])('a language without an answer is recognized by its script: %s', (question) => {
  expect(find(question)).toEqual({});
});

describe('a company’s own file', () => {
  const ours = ownFiles.get('languages.yml');
  const withCompanys = (text: string) =>
    otherLanguages(readLanguages(filesWith({ 'languages.yml': `${ours}\n\0\n${text}` })));

  test('adds a language, and changes one', () => {
    const changed = withCompanys(
      'languages:\n  eo: { answer: Mi ne scias., words: kiel mi kun la kliento }\n' +
        '  ja: { script: Hiragana, answer: 英語だけです。 }\n',
    );
    expect(changed('kiel mi parolu kun kliento')?.answer).toBe('Mi ne scias.');
    expect(changed('どうすればいいですか')?.answer).toBe('英語だけです。');
    expect(changed('was mache ich mit dem Gast')?.answer).toBe(languages.de.answer);
  });

  test('with a fault is named', () => {
    const problems = (text: string): string[] => {
      try {
        withCompanys(text);
      } catch (error) {
        if (error instanceof Problems) return error.problems.map(problemLine);
        throw error;
      }
      return [];
    };
    expect(problems('languages:\n  xx: { words: a b }\n').join()).toContain('languages.yml');
    expect(problems('languages:\n  xx: { answer: x, script: Klingonish }\n').join()).toContain(
      'is not the name of a script',
    );
    expect(problems('- [\n').join()).toContain('languages.yml');
  });

  test('is optional', () => {
    const none = otherLanguages(readLanguages(filesWith({ 'languages.yml': undefined })));
    expect(none('was mache ich mit dem Gast')).toBeUndefined();
  });
});
