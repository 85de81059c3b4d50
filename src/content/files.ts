import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Problems } from '../problems.ts';

/** Texts by path within the language folder, such as `skills/patience.md`. */
export type ContentFiles = ReadonlyMap<string, string>;

/**
 * Reads the language folder of each root in turn; every root must have it. A file of a later root
 * replaces that of an earlier one with the same path; search data is appended to it instead.
 */
export async function readContentFiles(
  roots: readonly string[],
  language: string,
): Promise<ContentFiles> {
  const files = new Map<string, string>();
  for (const root of roots) {
    const folder = join(root, language);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
      (error) => {
        throw new Problems([{ place: folder, field: '', reason: reasonOf(error) }]);
      },
    );
    const paths = entries
      .filter((file) => !file.isDirectory() && contentFile.test(file.name))
      .map((file) => relative(folder, join(file.parentPath, file.name)))
      .sort((a, b) => a.localeCompare(b));
    const texts = await Promise.all(paths.map((path) => readText(folder, path)));
    for (const [index, path] of paths.entries()) {
      const place = path.replaceAll('\\', '/');
      const previous = appendedFiles.has(place) ? files.get(place) : undefined;
      const text = texts[index] ?? '';
      files.set(place, previous === undefined ? text : previous + partSeparator + text);
    }
  }
  return files;
}

/** A company adds to these files without repeating ours. */
const appendedFiles: ReadonlySet<string> = new Set(['finding.yml', 'questions.yml', 'phrases.yml']);
const partSeparator = '\n\0\n';

/** The text of each root in an appended file. */
export const partsOf = (text: string): string[] => text.split(partSeparator);

/** Names with a leading dot belong to editors or the system. */
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
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'EACCES') return 'cannot be read: permission denied';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'is not UTF-8';
  return message;
}
