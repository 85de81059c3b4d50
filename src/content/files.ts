import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problems } from '../problems.ts';

/** Files by their path below the language folder, such as `skills/patience.md`. */
export type ContentFiles = ReadonlyMap<string, string>;

/**
 * Reads the language folder of each root in turn; a file in a later root takes the place of the one with the same path in an
 * earlier one. A company's own folder may hold a single file, but it has to exist.
 */
export async function readContentFiles(
  roots: readonly string[],
  language: string,
): Promise<ContentFiles> {
  const files = new Map<string, string>();
  for (const root of roots) {
    const folder = join(root, language);
    const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
      throw new Problems([{ place: folder, field: '', reason: reasonOf(error) }]);
    });
    const wanted = names.filter((name) => /\.(md|ya?ml)$/.test(name)).sort();
    const texts = await Promise.all(wanted.map((name) => readFile(join(folder, name), 'utf8')));
    for (const [index, name] of wanted.entries()) {
      files.set(name.replaceAll('\\', '/'), texts[index] ?? '');
    }
  }
  return files;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such folder';
  if (code === 'EACCES') return 'this folder may not be read';
  return message;
}
