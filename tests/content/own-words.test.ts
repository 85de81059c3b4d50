import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesIn, ownLanguages } from './files.ts';

/** Fingerprints of every seven consecutive words in the two source documents of the content. */
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

/** The runs of seven words in `text` whose fingerprints are known. */
function copiedRuns(text: string, known: ReadonlySet<string>): string[] {
  const all = words(text);
  const runs = all.map((_word, start) => all.slice(start, start + run).join(' '));
  return runs
    .slice(0, Math.max(0, all.length - run + 1))
    .filter((words) => known.has(fingerprint(words)));
}

test('recognizes seven consecutive words anywhere, in any case and punctuation', () => {
  const known = new Set([fingerprint('the kettle is ours i can see')]);
  expect(copiedRuns('Well: “The kettle is OURS,\nI can see” that.', known)).toHaveLength(1);
  expect(copiedRuns('The kettle is yours, I can see that.', known)).toEqual([]);
});

const files = ownLanguages.flatMap((language) =>
  [...filesIn(language)].map(([path, text]) => [`${language}/${path}`, text] as const),
);

test.each(files)('%s copies no seven consecutive words', (_path, text) => {
  expect(fromSources.size).toBeGreaterThan(1000);
  expect(copiedRuns(text, fromSources)).toEqual([]);
});
