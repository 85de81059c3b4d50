import { expect, test } from 'vitest';
import { type Content, inCurrentLanguage, readContent } from '../../src/content/content.ts';
import { inLanguage } from '../../src/i18n/current-language.ts';
import { Problems } from '../../src/problems.ts';
import { ownLanguages } from './files.ts';
import { languageFolder, mark, markedFiles } from './language-folder.ts';

const more = ({ words }: Content) => words('entry.more');
const tags = ({ language, others }: Content) => [language, ...others.map((one) => one.language)];

test('reads every language that the roots have, the default first', async () => {
  const root = await languageFolder({
    fr: markedFiles,
    en: { 'words.yml': 'entry: {more: Go on}' },
  });
  const roots = ['prompts', root] as const;
  const offered = ['en', 'fr'];
  const english = await readContent({ roots: [...roots], languages: ['en'], offered });
  expect(tags(english)).toEqual(['en', 'fr']);
  expect([more(english), ...english.others.map(more)]).toEqual(['Go on', `${mark}More`]);
  const french = await readContent({ roots: [...roots], languages: ['fr'], offered });
  expect(tags(french)).toEqual(['fr', 'en']);
  expect(french.others[0]?.others[0]).toBe(french);
});

test('finds the languages that have the texts of the app', async () => {
  const root = await languageFolder({ fr: markedFiles, xx: { 'skills/a.md': 'no language' } });
  const content = await readContent({ roots: [root], languages: ['fr'], offered: 'all' });
  expect(tags(content)).toEqual(['fr']);
});

test('reads only the languages that are offered', async () => {
  const root = await languageFolder({ fr: markedFiles });
  const source = { roots: ['prompts', root] as [string, string], languages: ['en', 'fr'] };
  expect(tags(await readContent({ ...source, offered: ['fr'] }))).toEqual(['fr']);
  expect(tags(await readContent(source))).toEqual(['en']);
});

test('our languages are read together, or one of them alone, whichever is the default', async () => {
  const ours = (language: string, offered: 'all' | readonly string[]) =>
    readContent({ roots: ['prompts'], languages: [language], offered }).then(tags);
  const withFirst = (first: string) => [first, ...ownLanguages.filter((one) => one !== first)];
  expect(await ours('en', 'all')).toEqual(withFirst('en'));
  expect(await ours('es', 'all')).toEqual(withFirst('es'));
  expect(await ours('en', ['es'])).toEqual(['es']);
  expect(await ours('es', ['en'])).toEqual(['en']);
});

test('a company changes one language, and the others stay as they are', async () => {
  const root = await languageFolder({ es: { 'words.yml': 'entry: {more: Sigue}' } });
  const roots = ['prompts', root] as [string, string];
  const content = await readContent({ roots, languages: ['en'], offered: ['en', 'es'] });
  expect([more(content), ...content.others.map(more)]).toEqual(['More', 'Sigue']);
});

test('refuses an offered language that there is no folder for', async () => {
  const reading = readContent({ roots: ['prompts'], languages: ['en'], offered: ['en', 'de'] });
  await expect(reading).rejects.toThrow('settings: LANGUAGES: there is no folder prompts/de');
});

test('reports what is wrong in all languages at once', async () => {
  const { 'skills.md': _, ...incomplete } = markedFiles;
  const root = await languageFolder({
    fr: incomplete,
    en: { 'words.yml': 'entry: {mroe: Go on}' },
  });
  const roots = ['prompts', root] as [string, string];
  const reading = readContent({ roots, languages: ['en'], offered: ['en', 'fr'] });
  const problems = await reading.catch((error: unknown) =>
    error instanceof Problems ? error.problems : [],
  );
  expect(problems).toMatchObject([
    { place: `${root}/en/words.yml`, field: 'entry.mroe' },
    { place: `${root}/fr/skills.md`, reason: 'the file is missing' },
  ]);
});

test('reports a folder of a company that has no language', async () => {
  const root = await languageFolder({ skills: { 'patience.md': '---\ntitle: Patience\n---\n' } });
  const reading = readContent({ roots: ['prompts', root], languages: ['en'], offered: ['en'] });
  await expect(reading).rejects.toThrow(`${root}/en: does not exist`);
});

test('composes in the language of the moment, also later, and in the default without one', async () => {
  const root = await languageFolder({ fr: markedFiles });
  const roots = ['prompts', root] as [string, string];
  const content = await readContent({ roots, languages: ['en'], offered: ['en', 'fr'] });
  const now = () => more(inCurrentLanguage(content));
  expect(now()).toBe('More');
  expect(await inLanguage('fr', async () => [now(), await Promise.resolve().then(now)])).toEqual([
    `${mark}More`,
    `${mark}More`,
  ]);
  expect(inLanguage('de', now)).toBe('More');
});
