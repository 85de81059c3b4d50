import { dump, load } from 'js-yaml';
import { readContentFiles } from '../../src/content/files.ts';
import { ownFiles } from './files.ts';

type Texts = { readonly [name: string]: Texts | string };

const laidOver = (below: Texts, above: Texts): Texts =>
  Object.fromEntries(
    Object.entries(below).map(([name, text]) => {
      const own = above[name] ?? text;
      const isGroup = typeof text === 'object' && typeof own === 'object';
      return [name, isGroup ? laidOver(text, own) : own];
    }),
  );

const files = await readContentFiles(['tests/content/languages'], 'de');
const [english = {}, german = {}] = [ownFiles, files].map(
  (all) => load(all.get('words.yml') ?? '') as Texts,
);

/** A third language with ten entries; the texts of the app that it lacks are English. */
export const germanFiles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(files),
  'words.yml': dump(laidOver(english, german)),
};
