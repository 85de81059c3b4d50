import { existsSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { type Entry, folderOf, kinds } from '../../src/content/entry.ts';
import { readSearchData } from '../../src/content/read-search-data.ts';
import { analyzer } from '../../src/search/analyzer.ts';
import { thesaurus, thesaurusTerms } from '../../src/search/thesaurus.ts';
import { buildLibrary } from './build-library.ts';
import { filesIn, ownLanguages } from './files.ts';

/** What a rule is called by its place needs no sentence. */
const placeNames: Readonly<Record<string, RegExp>> = {
  en: /^(rule \d|\w+ rule)$/,
  es: /^(regla \d|\w+ regla)$/,
};

/** Words of aliases with others that answer them, for a language. */
function synonymsIn(language: string): Readonly<Record<string, readonly string[]>> {
  const file = new URL(`alias-synonyms-${language}.yml`, import.meta.url);
  return existsSync(file) ? (load(readFileSync(file, 'utf8')) as Record<string, string[]>) : {};
}

/** The aliases of each entry to which no sentence of it has an answer. */
function deadAliases(language: string): string[] {
  const files = filesIn(language);
  const library = buildLibrary(files);
  const entries = kinds.flatMap((kind) => library.list(kind));
  const data = readSearchData(files, new Set(entries.map(({ id }) => id)));
  const analysis = analyzer(data.language);
  const { terms, root, isContentTerm } = analysis;
  const known = thesaurus(thesaurusTerms(analysis, data.language));
  /** Terms of which one in the text answers a term. */
  const near = (term: string) => [term, ...known.synonyms(term)];
  const synonyms = new Map(
    Object.entries(synonymsIn(language)).map(([word, others]) => [terms(word).join(' '), others]),
  );

  /** All that an entry says, without its aliases. */
  const textOf = ({ id, kind }: Entry): string =>
    (files.get(`${folderOf[kind]}/${id}.md`) ?? '')
      .replace(/^aliases: \[[^\]]*\]$/m, '')
      .replace(/\s+/g, ' ');

  const unanswered = (entry: Entry): readonly string[] => {
    const text = textOf(entry).toLowerCase();
    const roots = new Set(terms(text).map(root));
    const says = (term: string) =>
      near(term).some((other) => roots.has(root(other))) ||
      (synonyms.get(term) ?? []).some((words) => text.includes(words));
    return entry.aliases.filter((alias) => {
      if (placeNames[language]?.test(alias)) return false;
      const telling = terms(alias).filter(isContentTerm);
      return telling.length > 0 && !telling.some(says);
    });
  };

  return entries.flatMap((entry) => unanswered(entry).map((alias) => `${entry.id}: ${alias}`));
}

test.each(ownLanguages)('in %s every alias is answered by a sentence of its entry', (language) => {
  expect(deadAliases(language)).toEqual([]);
});
