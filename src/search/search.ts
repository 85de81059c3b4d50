import type { Entry } from '../content/entry.ts';
import { type Analyzer, analyzer } from './analyzer.ts';
import { ranking } from './ranking.ts';
import { plainLanguage, type SearchData } from './search-data.ts';
import { type SearchTerms, searchTerms } from './search-terms.ts';
import type { WordVectors } from './word-vectors.ts';

/** One entry with the next nearest, or the nearest few if none stands out, or nothing. */
export type SearchResult =
  | {
      readonly kind: 'entry';
      readonly entry: Entry;
      readonly others: readonly Entry[];
      readonly sections: Sections;
    }
  | { readonly kind: 'nearest'; readonly entries: readonly Entry[]; readonly sections: Sections }
  | { readonly kind: 'nothing' };

/**
 * By the id of an entry, the section that the question is about: its position among the `details`.
 * Missing where the beginning of the entry answers as well.
 */
export type Sections = ReadonlyMap<string, number>;

const noData: SearchData = {
  language: plainLanguage,
  questions: new Map(),
  phrases: new Map(),
};

/**
 * An entry stands alone if it is at least this likely. Of the questions that were left out when the
 * weights were fitted, 97 of 100 such answers are right.
 *
 * @internal exported for the benchmarks
 */
export const minProbability = 0.9;
/**
 * Nor if it has words for less than this share of the question.
 *
 * @internal exported for the benchmarks
 */
export const minCoverage = 0.7;
const maxNearest = 3;
/** The rest of a longer question is ignored. */
const maxQuestionLength = 300;
const maxQuestionWords = 40;

/**
 * Searches entries by a question. The first one builds the index, which takes some tenths of
 * a second if nothing is kept; later ones take less than a millisecond. What is found `once` is the
 * same for the same entries and data.
 */
export function searchIndex(
  entries: readonly Entry[],
  data: SearchData = noData,
  once: (find: () => SearchTerms) => SearchTerms = (find) => find(),
  readVectors?: () => WordVectors | undefined,
): (question: string) => SearchResult {
  const build = () => {
    const analysis = analyzer(data.language);
    const known = once(() => searchTerms(analysis, entries, data));
    return {
      analysis,
      named: nameFinder(analysis, entries, known),
      ranked: ranking(analysis, entries, known, readVectors),
    };
  };
  let built: ReturnType<typeof build> | undefined;
  return (question) => {
    built ??= build();
    const { analysis, named, ranked } = built;
    const tokens = analysis
      .tokenize(question.slice(0, maxQuestionLength))
      .slice(0, maxQuestionWords);
    const { hits, coverage, terms, sectionOf } = ranked.rank(tokens);
    const sectionsOf = (entries: readonly Entry[]): Sections =>
      new Map(
        entries.flatMap((entry) => {
          const section = sectionOf(entry);
          return section === undefined ? [] : [[entry.id, section]];
        }),
      );
    const nearest = (entries: readonly Entry[]): SearchResult => ({
      kind: 'nearest',
      entries,
      sections: sectionsOf(entries),
    });
    const nextTo = (entry: Entry): readonly Entry[] =>
      hits.flatMap((hit) => (hit.entry === entry ? [] : hit.entry)).slice(0, maxNearest - 1);
    const alone = (entry: Entry): SearchResult => {
      const others = nextTo(entry);
      return { kind: 'entry', entry, others, sections: sectionsOf([entry, ...others]) };
    };
    const name = named(tokens.flatMap(analysis.termsOf)) ?? named(terms);
    const [first] = hits;
    if (name && (name.isWhole || name.entry === first?.entry)) return alone(name.entry);
    if (name) return nearest([name.entry, ...nextTo(name.entry)]);
    if (!first) return { kind: 'nothing' };
    if (coverage >= minCoverage && first.probability >= minProbability) return alone(first.entry);
    return nearest(hits.slice(0, maxNearest).map(({ entry }) => entry));
  };
}

type Named = {
  readonly entry: Entry;
  /** Whether the name is all of the question. */
  readonly isWhole: boolean;
};

/**
 * Finds the entry that a question names, whatever way of asking there is around the name: "any
 * advice on bad reviews please". The longest name counts.
 *
 * @internal exported for the benchmarks
 */
export function nameFinder(
  analysis: Analyzer,
  entries: readonly Entry[],
  known: SearchTerms,
): (terms: readonly string[]) => Named | undefined {
  const { isAskingTerm } = analysis;
  const entryByName = indexNames(analysis, entries, known);
  return (terms) => {
    const whole = entryByName.get(terms.join(' '));
    if (whole) return { entry: whole, isWhole: true };
    const isTelling = (term: string) => !isAskingTerm(term);
    const [first, last] = [terms.findIndex(isTelling), terms.findLastIndex(isTelling)];
    if (first < 0) return undefined;
    let [found, longest]: [Entry | undefined, number] = [undefined, 0];
    for (let start = 0; start <= first; start += 1) {
      for (let end = terms.length; end > last; end -= 1) {
        if (end - start <= longest) break;
        const entry = entryByName.get(terms.slice(start, end).join(' '));
        if (entry) [found, longest] = [entry, end - start];
      }
    }
    return found && { entry: found, isWhole: false };
  };
}

/** Titles and ids take precedence over aliases. */
function indexNames(
  { tokenizeLines, termsOf }: Analyzer,
  entries: readonly Entry[],
  { terms, entries: entryTerms }: SearchTerms,
): Map<string, Entry> {
  const ids = tokenizeLines(
    entries.map(({ id }) => id),
    termsOf,
  );
  const aliases: [string, Entry][] = [];
  const own: [string, Entry][] = [];
  for (const [at, entry] of entries.entries()) {
    const names = entryTerms[at]?.names.map((name) => name.map((term) => terms[term]).join(' '));
    const [title = '', ...others] = names ?? [];
    for (const alias of others) aliases.push([alias, entry]);
    for (const name of [(ids[at] ?? []).join(' '), title]) own.push([name, entry]);
  }
  const byName = new Map([...aliases, ...own]);
  byName.delete('');
  return byName;
}
