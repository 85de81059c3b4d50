import type { Entry } from '../content/entry.ts';
import { type Language, language } from './language.ts';
import { type Knowledge, plainLanguage } from './language-file.ts';
import { type Ranked, ranking } from './ranking.ts';

/** What a question leads to: one entry, or the nearest few when none stands out, or nothing. */
export type SearchResult =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'nearest'; readonly entries: readonly Entry[] }
  | { readonly kind: 'nothing' };

const nothingKnown: Knowledge = {
  language: plainLanguage,
  questions: new Map(),
  phrases: new Map(),
};

/** An entry is the answer by itself when it is as likely as the next one times this and the number of words that were understood. */
const lead = 8;
/** Unless less than this part of the question was understood: what is not known must not be passed over. */
const enough = 0.6;
/** Longer questions are cut here: nobody types more in a hurry. */
const longest = { question: 300, words: 40 };

/**
 * Finds the entry that a question names. For every other question the first one builds the ranking, which takes some hundred
 * milliseconds; each search after that well under one.
 */
export function searchIndex(
  entries: readonly Entry[],
  knowledge: Knowledge = nothingKnown,
): (question: string) => SearchResult {
  const words = language(knowledge.language);
  const byName = namesOf(words, entries);
  let ranked: ((typed: readonly string[]) => Ranked) | undefined;
  return (question) => {
    const typed = words.typedWords(question.slice(0, longest.question)).slice(0, longest.words);
    const named = byName.get(typed.flatMap(words.termsOf).join(' '));
    if (named) return { kind: 'entry', entry: named };
    ranked ??= ranking(words, entries, knowledge);
    const { hits, understood, line } = ranked(typed);
    const [first, second] = hits;
    if (!first) return { kind: 'nothing' };
    if (understood >= enough) {
      const misspelt = byName.get(line.join(' '));
      if (misspelt) return { kind: 'entry', entry: misspelt };
      const next = second?.likely ?? 0;
      if (first.likely >= next * lead * line.length) return { kind: 'entry', entry: first.entry };
    }
    return { kind: 'nearest', entries: hits.slice(0, 3).map(({ entry }) => entry) };
  };
}

/** Titles and ids win over aliases. */
function namesOf({ readLines, termsOf }: Language, entries: readonly Entry[]): Map<string, Entry> {
  const aliases = entries.flatMap((entry) => entry.aliases.map((name) => ({ name, entry })));
  const own = entries.flatMap((entry) => [entry.id, entry.title].map((name) => ({ name, entry })));
  const named = [...aliases, ...own];
  const lines = readLines(
    named.map(({ name }) => name),
    termsOf,
  );
  const byName = new Map(named.map(({ entry }, at) => [lines[at]?.join(' ') ?? '', entry]));
  byName.delete('');
  return byName;
}
