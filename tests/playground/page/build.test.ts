import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtPage } from '../../../playground/page/build.ts';

test('builds all files that the page loads, and only once', async () => {
  const folder = await builtPage();
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const loaded = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map((match) => match[1]);
  const files = await readdir(folder, { recursive: true });
  expect(loaded.length).toBeGreaterThan(1);
  expect(files).toEqual(expect.arrayContaining(loaded));
  expect(await builtPage()).toBe(folder);
}, 30_000);

test('the page loads nothing from other hosts', async () => {
  const folder = await builtPage();
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    /\.(html|css)$/.test(name),
  );
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  expect(files.length).toBeGreaterThan(1);
  expect(texts.join('')).not.toMatch(
    /(?:src|href)="(?:https?:)?\/\/|url\((?:"|')?(?:https?:)?\/\/|@import/,
  );
}, 30_000);
