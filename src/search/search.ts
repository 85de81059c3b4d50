import type { Entry } from '../content/entry.ts';
import { type Analyzer, analyzer } from './analyzer.ts';
import { type Ranked, ranking } from './ranking.ts';
import { plainLanguage, type SearchData } from './search-data.ts';

/** One entry, or the nearest few if none stands out, or nothing. */
export type SearchResult =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'nearest'; readonly entries: readonly Entry[] }
  | { readonly kind: 'nothing' };

const noData: SearchData = {
  language: plainLanguage,
  questions: new Map(),
  phrases: new Map(),
};

/**
 * An entry is the only answer if it is more probable than the next one by this factor times the
 * number of terms in the query.
 */
const minLeadPerTerm = 8;
/** Below this share of understood words there is never a single answer. */
const minCoverage = 0.6;
const maxNearest = 3;
/** The rest of a longer question is ignored. */
const maxQuestionLength = 300;
const maxQuestionWords = 40;

/**
 * Searches entries by a question. The first question that is not the name of an entry builds the
 * ranking, which takes some hundred milliseconds; later ones take well under one.
 */
export function searchIndex(
  entries: readonly Entry[],
  data: SearchData = noData,
): (question: string) => SearchResult {
  const analysis = analyzer(data.language);
  const entryByName = indexNames(analysis, entries);
  let rank: ((tokens: readonly string[]) => Ranked) | undefined;
  return (question) => {
    const tokens = analysis
      .tokenize(question.slice(0, maxQuestionLength))
      .slice(0, maxQuestionWords);
    const named = entryByName.get(tokens.flatMap(analysis.termsOf).join(' '));
    if (named) return { kind: 'entry', entry: named };
    rank ??= ranking(analysis, entries, data);
    const { hits, coverage, terms } = rank(tokens);
    const [first, second] = hits;
    if (!first) return { kind: 'nothing' };
    if (coverage >= minCoverage) {
      const misspelt = entryByName.get(terms.join(' '));
      if (misspelt) return { kind: 'entry', entry: misspelt };
      const next = second?.probability ?? 0;
      if (first.probability >= next * minLeadPerTerm * terms.length) {
        return { kind: 'entry', entry: first.entry };
      }
    }
    return { kind: 'nearest', entries: hits.slice(0, maxNearest).map(({ entry }) => entry) };
  };
}

/** Titles and ids take precedence over aliases. */
function indexNames(
  { tokenizeLines, termsOf }: Analyzer,
  entries: readonly Entry[],
): Map<string, Entry> {
  const aliases = entries.flatMap((entry) => entry.aliases.map((name) => ({ name, entry })));
  const own = entries.flatMap((entry) => [entry.id, entry.title].map((name) => ({ name, entry })));
  const named = [...aliases, ...own];
  const lines = tokenizeLines(
    named.map(({ name }) => name),
    termsOf,
  );
  const byName = new Map(named.map(({ entry }, at) => [lines[at]?.join(' ') ?? '', entry]));
  byName.delete('');
  return byName;
}
