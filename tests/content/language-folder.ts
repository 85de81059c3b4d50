import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dump, load } from 'js-yaml';
import { ownFiles } from './files.ts';

/** Begins every text of the app and every title in a language that `languageFolder` makes. */
export const mark = '+';

const marked = (node: unknown): unknown =>
  typeof node === 'string'
    ? mark + node
    : Object.fromEntries(
        Object.entries(node as object).map(([key, value]) => [key, marked(value)]),
      );

/** Our English content as if it were another language. */
export const markedFiles: Readonly<Record<string, string>> = Object.fromEntries(
  [...ownFiles].map(([path, text]) => [
    path,
    path === 'words.yml'
      ? dump(marked(load(text)))
      : text.replace(/^title: (?<quote>["']?)/m, `title: $<quote>${mark}`),
  ]),
);

/** A folder of a company with languages: the files of each by its tag. */
export async function languageFolder(
  languages: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'prompts-'));
  for (const [language, files] of Object.entries(languages)) {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(root, language, dirname(path)), { recursive: true });
      await writeFile(join(root, language, path), text);
    }
  }
  return root;
}
