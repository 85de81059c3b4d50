import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ownFiles } from './files.ts';

/** The facts of the content come from two documents. Every seven words in a row of theirs are here, as a fingerprint of twelve digits. */
const fromSources: ReadonlySet<string> = new Set(
  readFileSync(new URL('source-runs.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean),
);
const run = 7;

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9\s]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);

const fingerprint = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12);

/** The runs of seven words in `text` that have one of these fingerprints. */
function carriedOver(text: string, known: ReadonlySet<string>): string[] {
  const all = words(text);
  const runs = all.map((_word, start) => all.slice(start, start + run).join(' '));
  return runs
    .slice(0, Math.max(0, all.length - run + 1))
    .filter((words) => known.has(fingerprint(words)));
}

test('seven words in a row are recognized wherever they stand, however they are written', () => {
  const known = new Set([fingerprint('the kettle is ours i can see')]);
  expect(carriedOver('Well: “The kettle is OURS,\nI can see” that.', known)).toHaveLength(1);
  expect(carriedOver('The kettle is yours, I can see that.', known)).toEqual([]);
});

test.each([...ownFiles.keys()])('%s says it in our own words', (path) => {
  expect(fromSources.size).toBeGreaterThan(1000);
  expect(carriedOver(ownFiles.get(path) ?? '', fromSources)).toEqual([]);
});
