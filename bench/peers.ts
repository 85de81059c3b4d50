import { create, insertMultiple, search } from '@orama/orama';
import MiniSearch from 'minisearch';
import type { Entry } from '../src/content/entry.ts';
import { analyzer } from '../src/search/analyzer.ts';
import { sentencesOf } from '../src/search/entry-texts.ts';
import type { SearchData } from '../src/search/search-data.ts';

/** Ids for a question, the best first. */
export type Find = (question: string) => readonly string[];
/** Builds the index of a search. */
export type Engine = { readonly name: string; readonly build: () => Find };

const shown = 3;
/** Names and written questions say more than text; the best of a few tried. */
const boost = { names: 4, phrases: 2, questions: 2, text: 1 };
type Field = keyof typeof boost;

/**
 * Other searches over the same content, one document for each entry. All of them get the words as
 * our analyzer makes them, without stop words, which they do better with.
 */
export function peers(entries: readonly Entry[], data: SearchData): Engine[] {
  const documents = () => {
    const analysis = analyzer(data.language);
    const { tokenizeLines, termsOf, weight } = analysis;
    const telling = (texts: readonly string[] = []) =>
      tokenizeLines(texts, termsOf)
        .flat()
        .filter((term) => weight(term) >= minWeight);
    const words = entries.map((entry) => ({
      names: telling([entry.title, ...entry.aliases]),
      phrases: telling(data.phrases.get(entry.id)),
      questions: telling(data.questions.get(entry.id)),
      text: telling(sentencesOf(entry)),
    }));
    return { words, ask: (question: string) => telling([question]) };
  };
  const idOf = (number: number): string => entries[number]?.id ?? '';
  const texts = (words: Readonly<Record<Field, readonly string[]>>) => ({
    names: words.names.join(' '),
    phrases: words.phrases.join(' '),
    questions: words.questions.join(' '),
    text: words.text.join(' '),
  });

  const buildMiniSearch = (): Find => {
    const { words, ask } = documents();
    const fuzzy = 0.2;
    const index = new MiniSearch({
      fields: Object.keys(boost),
      searchOptions: { boost, fuzzy, prefix: (term) => term.length >= minPrefix },
    });
    index.addAll(words.map((each, id) => ({ id, ...texts(each) })));
    return (question) =>
      index
        .search(ask(question).join(' '))
        .slice(0, shown)
        .map(({ id }) => idOf(Number(id)));
  };

  const buildOrama = (): Find => {
    const { words, ask } = documents();
    const index = create({
      schema: { names: 'string', phrases: 'string', questions: 'string', text: 'string' } as const,
    });
    const inserted = insertMultiple(
      index,
      words.map((each, id) => ({ id: String(id), ...texts(each) })),
      words.length,
    );
    if (!Array.isArray(inserted)) throw new Error('the documents are not inserted at once');
    return (question) => {
      const found = search(index, {
        term: ask(question).join(' '),
        boost,
        threshold: 1,
        limit: shown,
      });
      if (!('hits' in found)) throw new Error('the search does not answer at once');
      return found.hits.map(({ id }) => idOf(Number(id)));
    };
  };

  const buildBm25 = (): Find => {
    const { words, ask } = documents();
    return bm25(words, ask, idOf);
  };

  return [
    { name: 'minisearch', build: buildMiniSearch },
    { name: '@orama/orama', build: buildOrama },
    { name: 'BM25', build: buildBm25 },
  ];
}

const minWeight = 0.2;
const minPrefix = 4;

/** BM25 with weighted fields, with the usual constants. */
function bm25(
  documents: readonly Readonly<Record<Field, readonly string[]>>[],
  ask: (question: string) => readonly string[],
  idOf: (number: number) => string,
): Find {
  const [saturation, lengths] = [1.2, 0.75];
  const counts = documents.map((document) => {
    const count = new Map<string, number>();
    for (const field of Object.keys(boost) as Field[]) {
      for (const term of document[field]) count.set(term, (count.get(term) ?? 0) + boost[field]);
    }
    return count;
  });
  const sizes = counts.map((count) => [...count.values()].reduce((sum, each) => sum + each, 0));
  const mean = sizes.reduce((sum, each) => sum + each, 0) / sizes.length;
  const postings = new Map<string, (readonly [number, number])[]>();
  for (const [number, count] of counts.entries()) {
    for (const [term, often] of count) {
      const length = 1 - lengths + (lengths * (sizes[number] as number)) / mean;
      const score = (often * (saturation + 1)) / (often + saturation * length);
      const all = postings.get(term);
      if (all) all.push([number, score]);
      else postings.set(term, [[number, score]]);
    }
  }
  return (question) => {
    const scores = new Map<number, number>();
    for (const term of new Set(ask(question))) {
      const found = postings.get(term) ?? [];
      const rarity = Math.log(1 + (documents.length - found.length + 0.5) / (found.length + 0.5));
      for (const [number, score] of found) {
        scores.set(number, (scores.get(number) ?? 0) + rarity * score);
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1])
      .slice(0, shown)
      .map(([number]) => idOf(number));
  };
}
