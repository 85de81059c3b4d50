import type { Entry } from '../content/entry.ts';
import { type Hit, ranking } from './ranking.ts';
import { terms, termsOf, typedWords } from './terms.ts';

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
/** Longer questions are cut here: nobody types more in a hurry. */
const longest = { question: 300, words: 40 };

/**
 * Finds the entry that a question names. For every other question the first one builds the ranking, which takes some fifty
 * milliseconds; each search after that well under one.
 */
export function searchIndex(entries: readonly Entry[]): (question: string) => Finding {
  const byName = namesOf(entries);
  let ranked: ((typed: readonly string[]) => Hit[]) | undefined;
  return (question) => {
    const typed = typedWords(question.slice(0, longest.question)).slice(0, longest.words);
    const named = byName.get(typed.flatMap(termsOf).join(' '));
    if (named) return { kind: 'entry', entry: named };
    ranked ??= ranking(entries);
    const hits = ranked(typed);
    const [first, second] = hits;
    if (!first) return { kind: 'nothing' };
    const leads = first.score >= clearLead * (second?.score ?? 0);
    if (leads && first.score >= leastScore && first.share >= leastShare) {
      return { kind: 'entry', entry: first.entry };
    }
    return { kind: 'nearest', entries: hits.slice(0, 3).map(({ entry }) => entry) };
  };
}

/** Titles and ids win over aliases. */
function namesOf(entries: readonly Entry[]): Map<string, Entry> {
  const byName = new Map<string, Entry>();
  const add = (name: string, entry: Entry) => byName.set(terms(name).join(' '), entry);
  for (const entry of entries) for (const alias of entry.aliases) add(alias, entry);
  for (const entry of entries) {
    add(entry.id, entry);
    add(entry.title, entry);
  }
  byName.delete('');
  return byName;
}
