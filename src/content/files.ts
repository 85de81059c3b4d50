import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Problems } from '../problems.ts';

/** Files by their path below the language folder, such as `skills/patience.md`. */
export type ContentFiles = ReadonlyMap<string, string>;

/**
 * Reads the language folder of each root in turn; a file in a later root takes the place of the one with the same path in an
 * earlier one, or is added to it where it is about finding. A company's own folder may hold a single file, but it has to exist.
 */
export async function readContentFiles(
  roots: readonly string[],
  language: string,
): Promise<ContentFiles> {
  const files = new Map<string, string>();
  for (const root of roots) {
    const folder = join(root, language);
    const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
      throw new Problems([{ place: folder, field: '', reason: reasonOf(error) }]);
    });
    const paths = found
      .filter((file) => !file.isDirectory() && contentFile.test(file.name))
      .map((file) => relative(folder, join(file.parentPath, file.name)))
      .sort((a, b) => a.localeCompare(b));
    const texts = await Promise.all(paths.map((path) => readText(folder, path)));
    for (const [index, path] of paths.entries()) {
      const place = path.replaceAll('\\', '/');
      const before = adding.has(place) ? files.get(place) : undefined;
      const text = texts[index] ?? '';
      files.set(place, before === undefined ? text : before + betweenParts + text);
    }
  }
  return files;
}

/** What a company adds to, where it need not know all that is there. */
const adding: ReadonlySet<string> = new Set(['finding.yml', 'questions.yml', 'phrases.yml']);
const betweenParts = '\n\0\n';

/** The texts of one file, that of each root by itself. */
export const partsOf = (text: string): string[] => text.split(betweenParts);

/** Names that begin with a dot are an editor's or the system's own. */
const contentFile = /^[^.].*\.(md|ya?ml)$/;

async function readText(folder: string, path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(join(folder, path)));
  } catch (error) {
    throw new Problems([{ place: path, field: '', reason: reasonOf(error) }]);
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'is not there';
  if (code === 'EACCES') return 'may not be read';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'is not UTF-8';
  return message;
}
