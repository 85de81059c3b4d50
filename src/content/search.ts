import MiniSearch from 'minisearch';
import { type Entry, plain } from './entry.ts';
import { meaningfulTerms, normalized } from './terms.ts';

/** What a question leads to: one entry, or the nearest few when none stands out, or nothing. */
export type Finding =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'nearest'; readonly entries: readonly Entry[] }
  | { readonly kind: 'nothing' };

/** The first must score this many times the second to be the answer by itself. */
const clearLead = 1.15;
/** Longer questions are cut here: nobody types more in a hurry. */
const longestQuestion = 300;

/** Built once; each search then takes well under a millisecond. */
export function searchIndex(entries: readonly Entry[]): (question: string) => Finding {
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    for (const alias of entry.aliases) byName.set(normalized(alias), entry);
  }
  for (const entry of entries) {
    byName.set(normalized(entry.title), entry);
    byName.set(normalized(entry.id), entry);
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]));

  /** A word that the library has is meant as it stands; only unknown ones may be misspelt. */
  const known = new Set<string>();
  const index = new MiniSearch<Document>({
    fields: ['title', 'aliases', 'summary', 'body'],
    tokenize: meaningfulTerms,
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 5, aliases: 4, summary: 2, body: 1 },
      prefix: (term) => term.length >= 4,
      fuzzy: (term) => (term.length >= 5 && !known.has(term) ? 1 : false),
      weights: { prefix: 0.5, fuzzy: 0.35 },
    },
  });
  const documents = entries.map(document);
  index.addAll(documents);
  for (const { title, aliases, summary, body } of documents) {
    for (const term of meaningfulTerms([title, aliases, summary, body].join(' '))) known.add(term);
  }

  return (question) => {
    const short = question.slice(0, longestQuestion);
    const named = byName.get(normalized(short));
    if (named) return { kind: 'entry', entry: named };
    const hits = index.search(short);
    const found = hits.slice(0, 3).map((hit) => byId.get(hit.id) as Entry);
    const [first] = found;
    if (!first) return { kind: 'nothing' };
    const lead = (hits[0]?.score ?? 0) / (hits[1]?.score ?? Number.MIN_VALUE);
    return lead >= clearLead
      ? { kind: 'entry', entry: first }
      : { kind: 'nearest', entries: found };
  };
}

type Document = { id: string; title: string; aliases: string; summary: string; body: string };

function document(entry: Entry): Document {
  const { id, title, summary, core, inPractice = [], say = [], avoid = [] } = entry;
  const { external = [], colleague = [], details } = entry;
  const paragraphs = [core, inPractice, say, avoid, external, colleague].flat();
  const more = details.flatMap((detail) => [
    detail.heading,
    ...[...detail.paragraphs, ...detail.items].map(plain),
  ]);
  const body = [...paragraphs.map(plain), ...more].join('\n');
  return { id, title, aliases: entry.aliases.join('\n'), summary, body };
}
