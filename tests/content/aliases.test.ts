import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { type Entry, kinds } from '../../src/content/entry.ts';
import { readSearchData } from '../../src/content/read-search-data.ts';
import { analyzer } from '../../src/search/analyzer.ts';
import { buildLibrary } from './build-library.ts';
import { ownFiles } from './files.ts';

const library = buildLibrary(ownFiles);
const entries = kinds.flatMap((kind) => library.list(kind));
const { language } = readSearchData(ownFiles, new Set(entries.map(({ id }) => id)));
const { terms, root, isContentTerm } = analyzer(language);

const synonyms = new Map<string, readonly string[]>(
  Object.entries(
    load(readFileSync(new URL('alias-synonyms.yml', import.meta.url), 'utf8')) as object,
  ).map(([word, others]) => [terms(word).join(' '), others]),
);

/** All that an entry says, without its aliases. */
function textOf({ id, kind }: Entry): string {
  const folders = {
    rule: 'rules',
    principle: 'principles',
    guideline: 'guidelines',
    skill: 'skills',
  };
  const file = ownFiles.get(`${folders[kind]}/${id}.md`) ?? '';
  return file.replace(/^aliases: \[[^\]]*\]$/m, '').replace(/\s+/g, ' ');
}

/** What a rule is called by its place needs no sentence. */
const placeName = /^(rule \d|\w+ rule)$/;

/** The aliases of an entry to which no sentence of it has an answer. */
function unanswered(entry: Entry): readonly string[] {
  const text = textOf(entry).toLowerCase();
  const roots = new Set(terms(text).map(root));
  const says = (term: string) =>
    roots.has(root(term)) || (synonyms.get(term) ?? []).some((words) => text.includes(words));
  return entry.aliases.filter((alias) => {
    if (placeName.test(alias)) return false;
    const telling = terms(alias).filter(isContentTerm);
    return telling.length > 0 && !telling.some(says);
  });
}

test('every alias is answered by a sentence of its entry', () => {
  const dead = entries.flatMap((entry) =>
    unanswered(entry).map((alias) => `${entry.id}: ${alias}`),
  );
  expect(dead).toEqual([]);
});
