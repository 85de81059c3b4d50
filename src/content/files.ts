import {
  closeSync,
  constants,
  type Dirent,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { Problems } from '../problems.ts';
import { type WordVectors, wordVectors } from '../search/word-vectors.ts';
import { byCodeUnits } from '../text/compare.ts';

/** Texts by path within the language folder, such as `skills/patience.md`. */
export type ContentFiles = ReadonlyMap<string, string>;

/**
 * Reads the language folder of each root in turn; every root must have it. The texts of a path in
 * several roots are layers: the later ones hold what is different, and are merged when they are
 * parsed. A text that only a later root has lies on empty layers.
 */
export function readContentFiles(roots: readonly string[], language: string): ContentFiles {
  const files = new Map<string, string>();
  for (const [layer, root] of roots.entries()) {
    const folder = join(root, language);
    for (const path of contentPaths(folder)) {
      const place = path.replaceAll('\\', '/');
      const below = files.has(place) ? layersOf(files.get(place) ?? '') : [];
      const empty = Array.from({ length: layer - below.length }, () => '');
      files.set(place, [...below, ...empty, readText(folder, path)].join(separator));
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
function contentPaths(root: string): readonly string[] {
  const paths: string[] = [];
  const folders = [''];
  let entries = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
        entries += 1;
        if (entries > maxEntries)
          throw new Error(`holds more than ${maxEntries} files and folders`);
        if (entry.name.startsWith('.')) continue;
        const path = join(folder, entry.name);
        if (isFolder(join(root, path), entry)) folders.push(path);
        else if (contentFile.test(entry.name)) paths.push(path);
      }
    } catch (error) {
      throw new Problems([{ place: join(root, folder), field: '', reason: reasonOf(error) }]);
    }
  }
  return paths.sort(byCodeUnits);
}

function isFolder(path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const separator = '\n\0\n';

/** The text of each root, the first one below; a root that lacks the file may have an empty one. */
export const layersOf = (text: string): string[] => text.split(separator);

export const grammarFile = 'grammar.yml';

/** The words that commands are written with in a language. */
export type GrammarFile = {
  readonly language: string;
  readonly place: string;
  readonly text: string;
};

/** Of each root in turn; a language may have no file. Throws `Problems`. */
export function readGrammarFiles(
  roots: readonly string[],
  languages: readonly string[],
): readonly GrammarFile[] {
  return languages.flatMap((language) =>
    roots
      .map((root) => join(root, language))
      .filter((folder) => existsSync(join(folder, grammarFile)))
      .map((folder) => {
        const place = join(folder, grammarFile);
        return { language, place, text: readText(folder, grammarFile) };
      }),
  );
}

/** Empty apart from comments. */
export const isEmptyYaml = (text: string): boolean =>
  text.split('\n').every((line) => /^\s*(#|$)/.test(line));

/**
 * The files of signposts: texts, what people type to get them, and learned weights. Any file may
 * hold any part of it all.
 */
export const signpostFiles: readonly string[] = [
  'signposts.yml',
  'signpost-patterns.yml',
  'signpost-classes.yml',
  'signpost-weights.yml',
];

const contentFile = /.\.(md|ya?ml)$/;

/** Bytes of one file. Ours are far smaller; a larger one is no content and would fill the memory. */
const maxFileSize = 2 * 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readText(folder: string, path: string): string {
  const place = join(folder, path);
  try {
    return utf8.decode(readRegularFile(place));
  } catch (error) {
    throw new Problems([{ place, field: '', reason: reasonOf(error) }]);
  }
}

/**
 * Reads a file, or the file that a link leads to, such as a ConfigMap's. A device or a pipe is
 * refused without reading: the first never ends, the second waits for a writer. One call after the
 * other, which takes a fifth of the time of many at once.
 */
function readRegularFile(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new Error('is not a regular file');
    // Not only as much as the file system tells: some files grow, and some have no size.
    const expected = Math.min(stats.size, maxFileSize);
    const chunks: Buffer[] = [];
    let size = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(Math.max(expected - size, 0) + 1024);
      const length = readSync(file, chunk);
      // Nearly always all of it at once.
      if (size === 0 && length === stats.size) return chunk.subarray(0, length);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
      size += length;
      if (size > maxFileSize) throw new Error('is larger than 2 MB');
    }
  } finally {
    closeSync(file);
  }
}

const vectorsFile = 'word-vectors.bin';
/** What it may be once it is unpacked, in bytes. */
const maxVectorsSize = 16 * 1024 * 1024;

/** The vectors of words of a language, from the first folder of content that has any. Throws `Problems`. */
export function readWordVectors(
  roots: readonly string[],
  language: string,
): WordVectors | undefined {
  const places = roots.map((root) => join(root, language, vectorsFile));
  const place = places.find((each) => existsSync(each));
  if (place === undefined) return undefined;
  try {
    const packed = readRegularFile(place);
    return wordVectors(brotliDecompressSync(packed, { maxOutputLength: maxVectorsSize }));
  } catch (error) {
    const reason = `${reasonOf(error)}; put the file of this version there again`;
    throw new Problems([{ place, field: '', reason }]);
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'EACCES') return 'cannot be read: permission denied';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'is not UTF-8';
  return message;
}
