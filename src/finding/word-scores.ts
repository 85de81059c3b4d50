/** What an entry says, as terms, each as often as it is said. */
export type Document = Readonly<Record<Field, readonly string[]>>;
type Field = (typeof fields)[number];
const fields = ['title', 'aliases', 'summary', 'body'] as const;

/** Names weigh more than text. */
const boost: Readonly<Record<Field, number>> = { title: 2, aliases: 3, summary: 0.8, body: 0.7 };
/** BM25: how fast a repeated term stops counting, and how much a long text is held against it. */
const bm25 = { repeats: 1.2, length: 0.3 };

/** How well a term fits each document, in the order of the documents. */
export function wordScores(documents: readonly Document[]): (term: string) => Float64Array {
  const scores = new Map<string, Float64Array>();
  for (const field of fields) {
    const texts = documents.map((document) => document[field]);
    const mean = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
    for (const [term, counts] of occurrences(texts)) {
      const holders = counts.size;
      const rarity = Math.log(1 + (texts.length - holders + 0.5) / (holders + 0.5));
      const own = scores.get(term) ?? new Float64Array(texts.length);
      scores.set(term, own);
      for (const [place, count] of counts) {
        const length = (texts[place] as readonly string[]).length / mean;
        const half = bm25.repeats * (1 - bm25.length + bm25.length * length);
        const fit = (count * (bm25.repeats + 1)) / (count + half);
        own[place] = (own[place] as number) + boost[field] * rarity * fit;
      }
    }
  }
  const none = new Float64Array(documents.length);
  return (term) => scores.get(term) ?? none;
}

/** By term: how often it is in which text. */
function occurrences(texts: readonly (readonly string[])[]): Map<string, Map<number, number>> {
  const found = new Map<string, Map<number, number>>();
  for (const [place, terms] of texts.entries()) {
    for (const term of terms) {
      const counts = found.get(term) ?? new Map<number, number>();
      counts.set(place, (counts.get(place) ?? 0) + 1);
      found.set(term, counts);
    }
  }
  return found;
}
