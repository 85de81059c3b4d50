import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problems } from '../problems.ts';

/** Texts by path within the language folder, such as `skills/patience.md`. */
export type ContentFiles = ReadonlyMap<string, string>;

/**
 * Reads the language folder of each root in turn; every root must have it. The texts of a path in
 * several roots are layers: the later ones hold what is different, and are merged when they are
 * parsed. A text that only a later root has lies on empty layers.
 */
export async function readContentFiles(
  roots: readonly string[],
  language: string,
): Promise<ContentFiles> {
  const files = new Map<string, string>();
  for (const [layer, root] of roots.entries()) {
    const folder = join(root, language);
    const paths = (await contentPaths(folder)).sort((a, b) => a.localeCompare(b));
    const texts = await Promise.all(paths.map((path) => readText(folder, path)));
    for (const [index, path] of paths.entries()) {
      const place = path.replaceAll('\\', '/');
      const below = files.has(place) ? layersOf(files.get(place) ?? '') : [];
      const empty = Array.from({ length: layer - below.length }, () => '');
      files.set(place, [...below, ...empty, texts[index] ?? ''].join(separator));
    }
  }
  return files;
}

/** Files and folders of a language together; a link to more is no link to content. */
const maxEntries = 10_000;

/**
 * The files of content in a folder, also behind links to folders, which a ConfigMap has. Names with
 * a leading dot belong to editors or the system.
 */
async function contentPaths(root: string): Promise<string[]> {
  const paths: string[] = [];
  const folders = [''];
  let entries = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
        entries += 1;
        if (entries > maxEntries)
          throw new Error(`holds more than ${maxEntries} files and folders`);
        if (entry.name.startsWith('.')) continue;
        const path = join(folder, entry.name);
        const isFolder = entry.isSymbolicLink()
          ? (await stat(join(root, path)).catch(() => entry)).isDirectory()
          : entry.isDirectory();
        if (isFolder) folders.push(path);
        else if (contentFile.test(entry.name)) paths.push(path);
      }
    } catch (error) {
      throw new Problems([{ place: join(root, folder), field: '', reason: reasonOf(error) }]);
    }
  }
  return paths;
}

const separator = '\n\0\n';

/** The text of each root, the first one below; a root that lacks the file may have an empty one. */
export const layersOf = (text: string): string[] => text.split(separator);

/** Empty apart from comments. */
export const isEmptyYaml = (text: string): boolean =>
  text.split('\n').every((line) => /^\s*(#|$)/.test(line));

const contentFile = /.\.(md|ya?ml)$/;

/** Bytes of one file. Ours are far smaller; a larger one is no content and would fill the memory. */
const maxFileSize = 2 * 1024 * 1024;

export async function readText(folder: string, path: string): Promise<string> {
  try {
    const bytes = await readRegularFile(join(folder, path));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Problems([{ place: path, field: '', reason: reasonOf(error) }]);
  }
}

/**
 * Reads a file, or the file that a link leads to, such as a ConfigMap's. A device or a pipe is
 * refused without reading: the first never ends, the second waits for a writer.
 */
async function readRegularFile(path: string): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) throw new Error('is not a regular file');
    // Not by the size that the file system tells: some files grow, and some have none.
    const chunks: Buffer[] = [];
    for await (const chunk of file.createReadStream({ end: maxFileSize, autoClose: false }))
      chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (bytes.length > maxFileSize) throw new Error('is larger than 2 MB');
    return bytes;
  } finally {
    await file.close();
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'EACCES') return 'cannot be read: permission denied';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'is not UTF-8';
  return message;
}
