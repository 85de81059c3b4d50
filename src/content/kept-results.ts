import { createHash, hash, randomUUID } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { byCodeUnits } from '../text/compare.ts';

/** Results by name that are the same for the same files, as JSON. */
export type KeptResults = {
  /** False if they are for this start alone. */
  readonly isKept: boolean;
  readonly find: <T>(name: string) => T | undefined;
  /** The same for what may never be needed: read when it is called, and once. */
  readonly later: <T>(name: string) => (() => T) | undefined;
  readonly keep: <T>(name: string, result: T) => T;
  /** Writes them for the next start if one of them is new, and forgets them. */
  readonly save: () => Promise<void>;
};

/**
 * What of `src/` the results come from.
 *
 * @internal exported for its test
 */
export const codeOfResults: readonly string[] = [
  'content',
  'i18n',
  'search',
  'signposts',
  'text',
  'problems.ts',
];

/** Far more than the results of ten languages, in bytes. */
const maxSize = 64 * 1024 * 1024;

/** Another company's folder, or another set of languages, may be started in turn. */
const maxFiles = 8;

/**
 * The results of an earlier start with the same content, by its digest, and the same code; or else
 * none. A file that is damaged, too large or not this user's own is not used, and a folder that
 * can't be written is no error. Without a folder, nothing is kept for another start.
 */
export function keptResults(folder: string | undefined, digest: string): KeptResults {
  const code = folder === undefined ? undefined : codeDigest();
  const key = hash('sha256', `${code}${digest}`);
  const path = folder === undefined || code === undefined ? undefined : join(folder, `${key}.json`);
  const found = (path && readResults(path, key)) || new Map<string, Kept>();
  const added = new Map<string, unknown>();
  const later = <T>(name: string): (() => T) | undefined => {
    const kept = found.get(name);
    if (!kept || kept.digest !== digestOf(key, name, kept.json)) return undefined;
    let json: Buffer | undefined = kept.json;
    let result: T | undefined;
    return () => {
      if (json) result = JSON.parse(json.toString()) as T;
      json = undefined;
      return result as T;
    };
  };
  return {
    isKept: path !== undefined,
    later,
    find: <T>(name: string) => later<T>(name)?.(),
    keep: (name, result) => {
      added.set(name, result);
      return result;
    },
    save: async () => {
      const all = new Map(found);
      for (const [name, result] of added) {
        const json = Buffer.from(JSON.stringify(result));
        all.set(name, { digest: digestOf(key, name, json), json });
      }
      const isNew = added.size > 0;
      found.clear();
      added.clear();
      if (path && isNew) await writeResults(path, key, all).catch(() => {});
    },
  };
}

/** A result, and the digest that it must have with its name and key. */
type Kept = { readonly digest: string; readonly json: Buffer };

const digestOf = (key: string, name: string, json: Buffer): string =>
  hash('sha256', `${key} ${name} ${hash('sha256', json)}`);

/**
 * Changes with Node, which knows the rules of languages, with our code, and with the packages;
 * `undefined` if that can't be read.
 */
function codeDigest(): string | undefined {
  const source = new URL('..', import.meta.url);
  const filesIn = (name: string) =>
    name.includes('.')
      ? [new URL(name, source)]
      : readdirSync(new URL(name, source))
          .sort(byCodeUnits)
          .map((file) => new URL(`${name}/${file}`, source));
  const packages = ['package.json', 'package-lock.json'].map(
    (name) => new URL(`../${name}`, source),
  );
  try {
    const digest = createHash('sha256').update(process.version);
    for (const file of [...codeOfResults.flatMap(filesIn), ...packages])
      digest.update(readFileSync(file));
    return digest.digest('hex');
  } catch {
    return undefined;
  }
}

/** A file is its key, then a line for each result: its name, digest and JSON, with tabs between. */
function readResults(path: string, key: string): Map<string, Kept> | undefined {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      const { size, uid, mode } = fstatSync(file);
      const isOwn = process.getuid === undefined || (uid === process.getuid() && !(mode & 0o022));
      if (!isOwn || size > maxSize) return undefined;
      const [first, ...lines] = partsOf(readFileSync(file), '\n');
      if (first?.toString() !== key) return undefined;
      return new Map(
        lines.map((line) => {
          const [name = '', digest = '', json = empty] = partsOf(line, '\t');
          return [name.toString(), { digest: digest.toString(), json }];
        }),
      );
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

const empty = Buffer.alloc(0);

function partsOf(bytes: Buffer, separator: string): readonly Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(separator); end >= 0; end = bytes.indexOf(separator, start)) {
    parts.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...parts, bytes.subarray(start)];
}

/** In one step, so that another process finds the whole file or none. */
async function writeResults(
  path: string,
  key: string,
  results: ReadonlyMap<string, Kept>,
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lines = [...results].flatMap(([name, { digest, json }]) => [
    `\n${name}\t${digest}\t`,
    json,
  ]);
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, [key, ...lines], { mode: 0o600, flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await removeOld(folder);
}

async function removeOld(folder: string): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const path = join(folder, name);
      return { path, time: (await stat(path)).mtimeMs };
    }),
  );
  files.sort((a, b) => b.time - a.time);
  for (const { path } of files.slice(maxFiles)) await rm(path, { force: true });
}
