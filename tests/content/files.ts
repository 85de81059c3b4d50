import { existsSync, readdirSync } from 'node:fs';
import { type ContentFiles, readContentFiles } from '../../src/content/files.ts';

/** The languages of our own content. */
export const ownLanguages: readonly string[] = readdirSync('prompts').filter((name) =>
  existsSync(`prompts/${name}/words.yml`),
);

const filesByLanguage = new Map(
  ownLanguages.map((language) => [language, readContentFiles(['prompts'], language)]),
);

/** Our own content in a language. */
export const filesIn = (language: string): ContentFiles =>
  filesByLanguage.get(language) ?? new Map();

/** Our own content in English. */
export const ownFiles = filesIn('en');

/** Our content with some files replaced; `undefined` removes a file. */
export function filesWith(
  changes: Readonly<Record<string, string | undefined>>,
): Map<string, string> {
  const files = new Map(ownFiles);
  for (const [path, text] of Object.entries(changes)) {
    if (text === undefined) files.delete(path);
    else files.set(path, text);
  }
  return files;
}

/** One of our files with a part of it replaced; throws if it lacks that part. */
export function fileWith(path: string, part: string | RegExp, replacement: string): string {
  const text = ownFiles.get(path) ?? '';
  const changed = text.replace(part, replacement);
  if (changed === text) throw new Error(`${path} has no ${part}`);
  return changed;
}
