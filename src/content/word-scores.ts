import MiniSearch from 'minisearch';

/** The texts of an entry by how much a word in them says about it, as terms with spaces between. */
export const fields = ['title', 'aliases', 'summary', 'body', 'scenes'] as const;
export type Document = Readonly<Record<(typeof fields)[number], string>>;

/** How well one term fits each document, in their order; every term is asked for only once. */
export const boost = { title: 3, aliases: 3, summary: 1.5, body: 1, scenes: 0.01 };
export const bm25 = { k: 1.2, b: 0.5, d: 0.3 };
export function wordScores(documents: readonly Document[]) {
  const index = new MiniSearch<Document & { id: number }>({
    fields: [...fields],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (term) => [term],
      boost,
      bm25,
      prefix: false,
      fuzzy: false,
    },
  });
  index.addAll(documents.map((document, id) => ({ ...document, id })));
  const known = new Map<string, Float64Array>();
  return (term: string): Float64Array => {
    const before = known.get(term);
    if (before) return before;
    const scores = new Float64Array(documents.length);
    for (const { id, score } of index.search(term)) scores[id as number] = score;
    known.set(term, scores);
    return scores;
  };
}
