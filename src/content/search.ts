import type { Entry } from './entry.ts';
import { says, termWeight } from './function-words.ts';
import { plain } from './markdown.ts';
import { phraseScores } from './phrases.ts';
import { terms, termsOf, typedWords } from './terms.ts';
import { type LibraryWords, vocabulary } from './vocabulary.ts';
import { type Document, wordScores } from './word-scores.ts';

/** What a question leads to: one entry, or the nearest few when none stands out, or nothing. */
export type Finding =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'nearest'; readonly entries: readonly Entry[] }
  | { readonly kind: 'nothing' };

/** The first must score this many times the second to be the answer by itself. */
const clearLead = 1.5;
/** And at least this much, so that a chance word is no answer. A rare word of an alias scores some 20. */
const leastScore = 8;
/** And this part of what the question's words can score at best, so that a word it knows nothing of isn't passed over. */
const leastShare = 0.6;
/** How much a name that the question covers counts beside the words by themselves. */
const nameShare = 2;
/** Longer questions are cut here: nobody types more in a hurry. */
const longest = { question: 300, words: 40 };

/** Built once; each search then takes well under a millisecond. */
export function searchIndex(entries: readonly Entry[]): (question: string) => Finding {
  const { documents, words } = read(entries);
  const byName = namesOf(entries, documents);
  const { readings } = vocabulary(words);
  const scoresOfWord = wordScores(documents);
  const names = documents.flatMap(({ names }, owner) => names.map((terms) => ({ owner, terms })));
  const scoresOfNames = phraseScores(names, entries.length, rarityIn(documents));

  function ranked(typed: readonly string[]) {
    const question = readings(typed);
    if (!question.flat().some(({ term }) => says(term))) return [];
    const scores = scoresOfNames(question).map((score) => score * nameShare);
    const covered = new Float64Array(entries.length);
    let most = 0;
    for (const word of question) {
      const best = new Float64Array(entries.length);
      for (const { term, weight } of word) {
        const keep = weight * termWeight(term);
        for (const [place, score] of scoresOfWord(term).entries()) {
          best[place] = Math.max(best[place] as number, score * keep);
        }
      }
      most += Math.max(...best);
      for (const [place, score] of best.entries())
        covered[place] = (covered[place] as number) + score;
    }
    return entries
      .map((entry, place) => ({
        entry,
        score: (scores[place] as number) + (covered[place] as number),
        share: (covered[place] as number) / most,
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
  }

  return (question) => {
    const typed = typedWords(question.slice(0, longest.question)).slice(0, longest.words);
    const named = byName.get(typed.flatMap(termsOf).join(' '));
    if (named) return { kind: 'entry', entry: named };
    const hits = ranked(typed);
    const [first, second] = hits;
    if (!first) return { kind: 'nothing' };
    const leads = first.score >= clearLead * (second?.score ?? 0);
    if (leads && first.score >= leastScore && first.share >= leastShare)
      return { kind: 'entry', entry: first.entry };
    return { kind: 'nearest', entries: hits.slice(0, 3).map(({ entry }) => entry) };
  };
}

type ReadEntry = Document & { readonly names: readonly (readonly string[])[] };

/** Titles and ids win over aliases. */
function namesOf(entries: readonly Entry[], documents: readonly ReadEntry[]): Map<string, Entry> {
  const byName = new Map<string, Entry>();
  const add = (terms: readonly string[] | undefined, entry: Entry) =>
    byName.set((terms ?? []).join(' '), entry);
  for (const [place, entry] of entries.entries()) {
    for (const name of documents[place]?.names ?? []) add(name, entry);
  }
  for (const [place, entry] of entries.entries()) {
    add(terms(entry.id), entry);
    add(documents[place]?.title, entry);
  }
  byName.delete('');
  return byName;
}

/** The entries as terms, and their words as they are written. */
function read(entries: readonly Entry[]): { documents: ReadEntry[]; words: LibraryWords } {
  const inTexts = new Set<string>();
  const inNames = new Set<string>();
  const compounds = new Map<string, readonly string[]>();
  const text = (written: string): string[] => {
    const typed = typedWords(written);
    for (const word of typed) inTexts.add(word);
    return typed.flatMap(termsOf);
  };
  const name = (written: string): string[] => {
    const typed = typedWords(written);
    for (const [place, word] of typed.entries()) {
      inNames.add(word);
      const next = typed[place + 1];
      if (next) compounds.set(word + next, [word, next]);
    }
    return typed.flatMap(termsOf);
  };
  const documents = entries.map((entry): ReadEntry => {
    const title = name(entry.title);
    const aliases = entry.aliases.map(name);
    return {
      title,
      // Each term once: many aliases around one word don't make the entry fit that word better.
      aliases: [...new Set(aliases.flat())],
      summary: text(entry.summary),
      body: text(textOf(entry)),
      names: [title, ...aliases],
    };
  });
  return { documents, words: { inNames, inTexts, compounds } };
}

/** Higher the fewer entries have the term in their names. */
function rarityIn(documents: readonly ReadEntry[]): (term: string) => number {
  const holders = new Map<string, number>();
  for (const { names } of documents) {
    for (const term of new Set(names.flat())) holders.set(term, (holders.get(term) ?? 0) + 1);
  }
  return (term) => Math.log(1 + documents.length / ((holders.get(term) ?? 0) + 0.5));
}

function textOf(entry: Entry): string {
  const { core, inPractice = [], say = [], avoid = [], external = [], colleague = [] } = entry;
  const paragraphs = [core, inPractice, say, avoid, external, colleague].flat();
  const more = entry.details.flatMap(({ heading, paragraphs, items }) => [
    heading,
    ...[...paragraphs, ...items].map(plain),
  ]);
  return [...paragraphs.map(plain), ...more].join('\n');
}
