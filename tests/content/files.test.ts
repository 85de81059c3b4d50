import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readContent } from '../../src/content/content.ts';
import { readContentFiles } from '../../src/content/files.ts';
import { Problems } from '../../src/problems.ts';
import { ownFiles } from './files.ts';

async function folder(
  files: Readonly<Record<string, string | Buffer>>,
  language = 'en',
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'prompts-'));
  await mkdir(join(root, language, 'skills'), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, language, path, '..'), { recursive: true });
    await writeFile(join(root, language, path), text);
  }
  return root;
}

test('ignores files of editors and the system', async () => {
  const root = await folder({
    'skills/a.md': 'A',
    'skills/._a.md': 'x',
    'skills/b.md~': 'x',
    '.hidden.md': 'x',
  });
  await symlink('nowhere', join(root, 'en/skills/.#a.md'));
  await mkdir(join(root, 'en/skills/folder.md'));
  expect([...readContentFiles([root], 'en')]).toEqual([['skills/a.md', 'A']]);
});

test('reports a file that is not UTF-8', async () => {
  const root = await folder({ 'skills/a.md': Buffer.from('caf\xe9', 'latin1') });
  expect(() => readContentFiles([root], 'en')).toThrow('skills/a.md: is not UTF-8');
});

test('follows links to files and folders, as a ConfigMap has them', async () => {
  const root = await folder({ '..data/a.md': 'A', '..data/rules/b.md': 'B' });
  await symlink('..data/a.md', join(root, 'en/a.md'));
  await symlink('..data/rules', join(root, 'en/rules'));
  expect([...readContentFiles([root], 'en').keys()]).toEqual(['a.md', 'rules/b.md']);
});

test('refuses links to devices and pipes, to whole disks and to themselves', async () => {
  const root = await folder({});
  const place = (name: string) => join(root, 'en/skills', name);
  await promisify(execFile)('mkfifo', [place('pipe')]);
  for (const target of ['/dev/zero', place('pipe')]) {
    const other = await folder({});
    await symlink(target, join(other, 'en/skills/c.md'));
    const reading = () => readContentFiles([other], 'en');
    expect(reading).toThrow('skills/c.md: is not a regular file');
  }
  const disk = await folder({});
  await symlink('/', join(disk, 'en/disk'));
  expect(() => readContentFiles([disk], 'en')).toThrow(Problems);
  const loop = await folder({ 'skills/a.md': 'A' });
  await symlink('.', join(loop, 'en/again'));
  expect(readContentFiles([loop], 'en').get('skills/a.md')).toBe('A');
});

test('refuses a pipe and a file that would fill the memory', async () => {
  const root = await folder({ 'skills/a.md': 'A' });
  await promisify(execFile)('mkfifo', [join(root, 'en/skills/b.md')]);
  expect(() => readContentFiles([root], 'en')).toThrow('skills/b.md: is not a regular file');
  const large = await folder({ 'skills/a.md': 'A' });
  await truncate(join(large, 'en/skills/a.md'), 50 * 1024 ** 3);
  expect(() => readContentFiles([large], 'en')).toThrow('skills/a.md: is larger than 2 MB');
});

test('reports a missing folder', () => {
  expect(() => readContentFiles(['/nowhere'], 'en')).toThrow(Problems);
  expect(() => readContentFiles(['/nowhere'], 'en')).toThrow('/nowhere/en: does not exist');
});

test('uses a language that only the company has, and English if there is none', async () => {
  const files = Object.fromEntries(ownFiles);
  const words = ownFiles.get('words.yml')?.replace('more: More', 'more: Mehr') ?? '';
  const root = await folder({ ...files, 'words.yml': words }, 'de');
  const german = await readContent({ roots: ['prompts', root], languages: ['de-AT', 'de'] });
  expect(german.words('entry.more')).toBe('Mehr');
  const english = await readContent({ roots: ['prompts'], languages: ['xx'] });
  expect(english.words('entry.more')).toBe('More');
});
