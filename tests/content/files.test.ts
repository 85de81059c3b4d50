import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  expect([...(await readContentFiles([root], 'en'))]).toEqual([['skills/a.md', 'A']]);
});

test('reports a file that is not UTF-8', async () => {
  const root = await folder({ 'skills/a.md': Buffer.from('caf\xe9', 'latin1') });
  await expect(readContentFiles([root], 'en')).rejects.toThrow('skills/a.md: is not UTF-8');
});

test('reports a missing folder', async () => {
  await expect(readContentFiles(['/nowhere'], 'en')).rejects.toThrow(Problems);
  await expect(readContentFiles(['/nowhere'], 'en')).rejects.toThrow('/nowhere/en: does not exist');
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
