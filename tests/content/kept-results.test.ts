import { hash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  type ContentSource,
  inEachLanguage,
  liveContent,
  readContent,
} from '../../src/content/content.ts';
import { codeOfResults } from '../../src/content/kept-results.ts';
import { titlesIn } from '../../src/content/kept-titles.ts';
import { ourContent } from '../our-content.ts';
import { recordedLog } from '../recorded-log.ts';
import { languageFolder, markedFiles } from './language-folder.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kept-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const goOn = { en: { 'words.yml': 'entry: {more: Go on}' } };

/** A company's content with a text for a button, read as by a start that keeps its results. */
async function company(folder?: string) {
  const root = folder ?? (await languageFolder(goOn));
  const keptIn = join(await temporaryFolder(), 'content');
  const read = () => readContent({ roots: ['prompts', root], languages: ['en'], keptIn });
  return {
    keptIn,
    words: join(root, 'en/words.yml'),
    read,
    more: async () => (await read()).words('entry.more'),
    /** The file that a start leaves. */
    keep: async () => {
      await (await read()).prepare();
      const [name = ''] = await readdir(keptIn);
      return join(keptIn, name);
    },
  };
}

/** A kept file with another text in it, as if an earlier start had found that. */
async function retold(file: string, text: string, other: string): Promise<string> {
  const [key = '', ...lines] = (await readFile(file, 'utf8')).split('\n');
  const changed = lines.map((line) => {
    const [name, , json = ''] = line.split('\t');
    const found = json.replaceAll(text, other);
    return [name, hash('sha256', `${key} ${name} ${hash('sha256', found)}`), found].join('\t');
  });
  expect(changed).not.toEqual(lines);
  return [key, ...changed].join('\n');
}

test('a start with the same content takes what an earlier one found', async () => {
  const { keep, more, read } = await company();
  const file = await keep();
  await writeFile(file, await retold(file, '"Go on"', '"Kept"'));
  expect(await more()).toBe('Kept');
  const { library, signposts } = await read();
  const found = library.search('angry customer');
  expect(found.kind === 'entry' && found.entry.id).toBe('self-control');
  expect(signposts.recognize('he has a knife').calls.map(({ kind }) => kind)).toEqual(['safety']);
});

test('a start with changed content reads it, and keeps that too', async () => {
  const { keptIn, words, keep, more, read } = await company();
  await keep();
  await writeFile(words, 'entry: {more: Read on}');
  expect(await more()).toBe('Read on');
  await (await read()).prepare();
  expect(await readdir(keptIn)).toHaveLength(2);
});

test('invalid content is reported, whatever was kept', async () => {
  const { words, keep, read } = await company();
  await keep();
  await writeFile(words, 'entry: {mroe: Go on}');
  await expect(read()).rejects.toThrow('words.yml: entry.mroe: is not a text of the app');
});

test('a language that can not be read is reported, although the others were kept', async () => {
  const { 'grammar.yml': _, ...files } = markedFiles;
  const root = await languageFolder({ fr: files });
  const keptIn = join(await temporaryFolder(), 'content');
  const roots: [string, string] = ['prompts', root];
  const source = (offered: 'all' | readonly string[]) =>
    ({ roots, languages: ['en'], keptIn, offered }) as const;
  await (await readContent(source(['en', 'es']))).prepare();
  const log = recordedLog();
  const live = liveContent(source('all'), await readContent(source('all')), log);
  const place = join(root, 'fr/skills.md');
  await writeFile(place, Buffer.from('caf\xe9', 'latin1'));
  await expect(readContent(source('all'))).rejects.toThrow(`${place}: is not UTF-8`);
  expect(await live.reread()).toBe(false);
  expect(log.lines).toMatchObject([{ problems: [`${place}: is not UTF-8`] }]);
  expect(live.current().others.map(({ language }) => language)).toContain('fr');
});

const damages: Readonly<Record<string, (file: string) => Promise<void>>> = {
  'is cut off': (file) => truncate(file, 100_000),
  'is empty': (file) => truncate(file, 0),
  'has another text than its digest says': async (file) =>
    writeFile(file, (await readFile(file, 'utf8')).replaceAll('"Go on"', '"Changed"')),
  'is of other content': async (file) => {
    const text = await retold(file, '"Go on"', '"Other"');
    await writeFile(
      file,
      text.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    );
  },
  'holds something else': (file) => writeFile(file, '[]'),
  'is huge': (file) => truncate(file, 50 * 1024 ** 3),
  'may be written by others': async (file) => {
    await writeFile(file, await retold(file, '"Go on"', '"Theirs"'));
    await chmod(file, 0o666);
  },
  'is a link': async (file) => {
    const text = await retold(file, '"Go on"', '"Linked"');
    await rm(file);
    await writeFile(`${file}.other`, text, { mode: 0o600 });
    await symlink(`${file}.other`, file);
  },
  'is a folder': async (file) => {
    await rm(file);
    await mkdir(file);
  },
};

const root = await languageFolder(goOn);
/** The name and the text of the file that a start leaves with this folder. */
let left: Promise<readonly [string, string]> | undefined;
async function keptFile(): Promise<readonly [string, string]> {
  const file = await (await company(root)).keep();
  return [basename(file), await readFile(file, 'utf8')];
}

test.each(Object.entries(damages))('a kept file that %s is not used', async (_, damage) => {
  left ??= keptFile();
  const [name, text] = await left;
  const { keptIn, more } = await company(root);
  await mkdir(keptIn);
  const file = join(keptIn, name);
  await writeFile(file, text, { mode: 0o600 });
  await damage(file);
  expect(await more()).toBe('Go on');
});

test('a folder that can not be written is no error', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  const source = { roots: ['prompts'], languages: ['en'], keptIn: join(file, 'content') } as const;
  const content = await readContent(source);
  await content.prepare();
  expect(content.library.size).toBeGreaterThan(40);
});

test('the results of many contents take the room of eight', async () => {
  const { keptIn, words, read } = await company();
  await mkdir(keptIn);
  for (let at = 0; at < 12; at += 1) await writeFile(join(keptIn, `${at}.json`), '{}');
  await writeFile(words, 'entry: {more: Last}');
  await (await read()).prepare();
  const names = await readdir(keptIn);
  expect(names).toHaveLength(8);
  expect(names.filter((name) => name.length > 60)).toHaveLength(1);
});

test('other code does not find the results: all that reads content is part of their name', () => {
  const files = new Set<string>();
  const follow = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const source = readFileSync(file, 'utf8');
    for (const [, path = ''] of source.matchAll(/(?:from|import\() ?'(\.[^']*)'/g))
      follow(join(dirname(file), path));
  };
  follow('src/content/content.ts');
  const covered = codeOfResults.flatMap((name) => globSync([`src/${name}`, `src/${name}/*.ts`]));
  const others = [...files].filter((file) => !covered.includes(file));
  // These only take part when the app runs.
  expect(others).toEqual(['src/ports/log.ts']);
});

test('finds the same for a title whether an earlier start looked for it or not', async () => {
  const keptIn = join(await temporaryFolder(), 'content');
  const source: ContentSource = { roots: ['prompts'], languages: ['en'], offered: 'all' };
  await (await readContent({ ...source, keptIn })).prepare();
  const [known, fresh] = [await readContent({ ...source, keptIn }), await ourContent('en', 'all')];
  const asked = inEachLanguage(known).flatMap(({ library }) => titlesIn(library));
  for (const [at, content] of inEachLanguage(known).entries()) {
    const other = inEachLanguage(fresh)[at];
    const found = asked.map((title) => [
      content.library.search(title),
      content.signposts.recognize(title).calls,
    ]);
    expect(found).toEqual(
      asked.map((title) => [other?.library.search(title), other?.signposts.recognize(title).calls]),
    );
  }
});
