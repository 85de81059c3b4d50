import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readContentFiles } from '../../src/content/files.ts';
import { Problems, problemLine } from '../../src/problems.ts';
import { buildLibrary } from './build-library.ts';
import { filesWith, ownFiles } from './files.ts';

async function libraryWith(files: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), 'prompts-'));
  await mkdir(join(root, 'en'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, 'en', name), text);
  return buildLibrary(readContentFiles(['prompts', root], 'en'));
}

function problems(changes: Readonly<Record<string, string | undefined>>): string[] {
  try {
    buildLibrary(filesWith(changes));
  } catch (error) {
    if (error instanceof Problems) return error.problems.map(problemLine);
    throw error;
  }
  return [];
}

test('adds a company’s words, questions and phrases to ours', async () => {
  const library = await libraryWith({
    'finding.yml': 'same:\n  - zorb toilet\nsayings:\n  throw a zorble: shouting angry\n',
    'questions.yml': 'patience: |\n  the quux is humming; nobody feeds the quux\n',
    'phrases.yml': 'flexibility: bent wibble\n',
  });
  const answers = (question: string) => {
    const result = library.search(question);
    if (result.kind === 'nearest') return result.entries.map(({ id }) => id);
    return result.kind === 'entry' ? [result.entry.id] : [];
  };
  expect(answers('where is the zorb')[0]).toBe('small-courtesies');
  expect(answers('he threw a zorble')[0]).toBe('self-control');
  expect(answers('our quux hums')[0]).toBe('patience');
  expect(answers('a wibble that is bent')[0]).toBe('flexibility');
  expect(answers('where is the toilet')[0]).toBe('small-courtesies');
});

test('finds entries without any search data', () => {
  const library = buildLibrary(
    filesWith({ 'finding.yml': undefined, 'questions.yml': undefined, 'phrases.yml': undefined }),
  );
  expect(library.search('warm welcome')).toMatchObject({ entry: { id: 'warm-welcome' } });
  const asked = library.search('guard at the security gate');
  expect(asked).toMatchObject({ entry: { id: 'security-check' } });
});

test('accepts files without content', async () => {
  const library = await libraryWith({
    'finding.yml': '# sayings:\n',
    'questions.yml': '# ours\n\npatience:\n',
    'phrases.yml': '\n  # later\n',
  });
  expect(library.search('long queue')).toMatchObject({ entry: { id: 'patience' } });
});

test('an entry id may be the name of an object property', () => {
  const text = ownFiles.get('guidelines/small-courtesies.md') ?? '';
  const own = text
    .replace(/^title: .*$/m, 'title: Constructor')
    .replace(/^aliases: \[[^\]]*\]$/m, 'aliases: [quux, quuxes, quuxing]');
  const library = buildLibrary(filesWith({ 'guidelines/constructor.md': own }));
  expect(library.search('he wont stop talking').kind).not.toBe('nothing');
});

test.each([
  ['an unknown field', 'finding.yml', 'sayngs: {}', /^finding\.yml: does not belong here: sayngs$/],
  ['an unknown stemmer', 'finding.yml', 'endings: klingon', /^finding\.yml: endings: /],
  ['invalid YAML', 'finding.yml', 'same: [', /^finding\.yml: /],
  [
    'a question for an unknown entry',
    'questions.yml',
    'patients: long queue',
    /^questions\.yml: patients: there is no entry "patients"$/,
  ],
  [
    'a phrase for an unknown entry',
    'phrases.yml',
    'patients: long queue',
    /^phrases\.yml: patients: there is no entry "patients"$/,
  ],
  [
    'a question that is too long',
    'questions.yml',
    `patience: ${'so long '.repeat(24)}`,
    /^questions\.yml: patience: "so long .*" is longer than 160 characters$/,
  ],
])('reports %s with file and field', (_what, file, text, message) => {
  expect(problems({ [file]: text }).join('\n')).toMatch(message);
});

test.each(['questions.yml', 'phrases.yml'])('%s covers every entry', (file) => {
  const asked = ownFiles.get(file) ?? '';
  const entries = [...ownFiles.keys()].filter((path) => /\w+\/.+\.md$/.test(path));
  const missing = entries.filter((path) => {
    const id = path.replace(/^.*\/|\.md$/g, '');
    return !asked.includes(`\n${id}: |\n`);
  });
  expect(missing).toEqual([]);
});
