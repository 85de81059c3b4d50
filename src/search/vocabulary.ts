import { oneTypoApart, twoTyposApart } from '../text/edit-distance.ts';
import type { Language } from './language.ts';
import { memoize } from './memoize.ts';
import type { Relations } from './relations.ts';
import { sayingsIn } from './sayings.ts';

/** What a typed word may stand for: a term that the library has, and how sure that is, up to 1. */
export type Reading = { readonly term: string; readonly weight: number };

/** A question, understood as far as it goes. */
export type Read = {
  /** For each word first; then for each two that a name has as one; then for what a saying stands for. */
  readonly meanings: readonly (readonly Reading[])[];
  /** The likeliest terms in the order of the words. */
  readonly line: readonly string[];
};

const sure = {
  typo: 0.85,
  parts: 0.8,
  twoTypos: 0.6,
  beginning: 0.6,
  related: 0.6,
  synonym: 0.6,
  near: 0.4,
};
/**
 * What makes a correction less sure: that only texts have the word, that it begins with another letter (both factors), that it has fewer
 * letters than this, and that people ask with another near one oftener (an exponent).
 */
const lessSure = { onlyInTexts: 0.7, otherStart: 0.7, perLetterBelow: 6, seldom: 0.1 };
/** Longer ones are no words; looking for their like only takes time. */
const longestWord = 30;
/** Letters that a word must have, so that another is not close to it by chance. */
const enough = { typo: 3, otherLetter: 4, beginning: 4, parts: 6, twoTypos: 8 };

/** All words of a library as they are written. */
export type LibraryWords = {
  /** Of titles, aliases and what people ask with, which is what they aim at; and how often each is there. */
  readonly inAsked: ReadonlyMap<string, number>;
  readonly inTexts: ReadonlySet<string>;
  /** Two words beside each other in a name, by what they are when written as one. */
  readonly compounds: ReadonlyMap<string, readonly string[]>;
};

export function vocabulary(
  language: Language,
  relations: Relations,
  { inAsked, inTexts, compounds }: LibraryWords,
) {
  const { termsOf, root, weight: weightOf, functionWords } = language;
  const { synonyms, near: nearby, knownWords } = relations;
  const sayings = sayingsIn(language, relations.sayings);
  const terms = new Set<string>();
  const families = new Map<string, string[]>();
  const byLength: string[][] = [];
  for (const word of new Set([...inAsked.keys(), ...inTexts, ...functionWords, ...knownWords])) {
    byLength[word.length] ??= [];
    byLength[word.length]?.push(word);
    for (const term of termsOf(word)) {
      if (terms.has(term)) continue;
      terms.add(term);
      const family = families.get(root(term));
      if (family) family.push(term);
      else families.set(root(term), [term]);
    }
  }
  const isKnown = (word: string) => termsOf(word).every((term) => terms.has(term));

  /** Words of about the same length that pass. */
  const near = (word: string, letters: number, passes: (other: string) => boolean): string[] =>
    byLength
      .slice(Math.max(2, word.length - letters), word.length + letters + 1)
      .flatMap((words) => words?.filter(passes) ?? []);

  const meaning = (word: string, weight: number): Reading[] => {
    const own = inAsked.has(word) ? weight : weight * lessSure.onlyInTexts;
    return termsOf(word).map((term) => ({ term, weight: own }));
  };

  function misspelt(word: string): Reading[] {
    if (word.length < enough.typo) return [];
    const length = Math.min(1, word.length / lessSure.perLetterBelow);
    const close = near(word, 1, (other) => oneTypoApart(word, other)).filter(
      (other) => word.length >= enough.otherLetter || keepsLetters(word, other),
    );
    const times = (other: string) => inAsked.get(other) ?? 1;
    const most = Math.max(...close.map(times));
    return close.flatMap((other) => {
      const start = other[0] === word[0] ? 1 : lessSure.otherStart;
      const seldom = (times(other) / most) ** lessSure.seldom;
      return meaning(other, sure.typo * start * seldom * length);
    });
  }

  function runTogether(word: string): Reading[] {
    if (word.length < enough.parts) return [];
    for (let cut = word.length - 2; cut >= 2; cut -= 1) {
      const parts = [word.slice(0, cut), word.slice(cut)];
      if (parts.every(isKnown)) return parts.flatMap((part) => meaning(part, sure.parts));
    }
    return [];
  }

  function begun(word: string): Reading[] {
    if (word.length < enough.beginning) return [];
    return [...inAsked.keys()]
      .filter((other) => other.startsWith(word))
      .flatMap((other) => meaning(other, sure.beginning));
  }

  function badlyMisspelt(word: string): Reading[] {
    if (word.length < enough.twoTypos) return [];
    const close = near(word, 2, (other) => other[0] === word[0] && twoTyposApart(word, other));
    return close.flatMap((other) => meaning(other, sure.twoTypos));
  }

  const guesses = [runTogether, begun, badlyMisspelt];

  /** Words of its family, and others that mean the same. */
  const withRelatives = (readings: readonly Reading[]): Reading[] =>
    readings.flatMap((reading) => {
      const { term, weight } = reading;
      const alike = (others: Iterable<string>, share: number) =>
        [...others].map((other) => ({ term: other, weight: weight * share }));
      return [
        reading,
        ...alike(families.get(root(term)) ?? [], sure.related),
        ...alike(synonyms(term), sure.synonym),
        ...alike(nearby(term), sure.near),
      ];
    });

  const known = (readings: readonly Reading[]) => readings.filter(({ term }) => terms.has(term));

  const rememberedReadings = memoize(readingsOf);

  /** The likeliest first. A word that the library has, or a relative of it, is meant as it stands. */
  function readingsOf(word: string): Reading[] {
    const itself = termsOf(word).map((term) => ({ term, weight: 1 }));
    if (isKnown(word) && itself.every(({ term }) => weightOf(term) < 1)) return itself;
    const parts = (compounds.get(word) ?? []).flatMap((part) => meaning(part, sure.parts));
    const found = known(strongest([...withRelatives(itself), ...parts]));
    if (isKnown(word) || parts.length > 0 || word.length > longestWord) return found;
    const slip = misspelt(word);
    if (slip.length > 0) return known(strongest([...found, ...withRelatives(slip)]));
    if (found.length > 0) return found;
    for (const guess of guesses) {
      const guessed = guess(word);
      if (guessed.length > 0) return known(strongest(withRelatives(guessed)));
    }
    return [];
  }

  return {
    readings(typed: readonly string[]): Read {
      const own = typed.map(rememberedReadings);
      const joined = typed
        .map((word, place) => word + (typed[place + 1] ?? ''))
        .filter((word, place) => place < typed.length - 1 && inAsked.has(word));
      const asOne = joined.map((word) => meaning(word, sure.parts));
      const said = sayings(typed).flat().map(rememberedReadings);
      const line = own.flatMap((readings) =>
        readings.filter(({ weight }) => weight === readings[0]?.weight).map(({ term }) => term),
      );
      return { meanings: [...own, ...asOne, ...said], line };
    },
  };
}

/** In words of three letters only a swap or a forgotten letter is taken for a typo, and not at the start. */
const keepsLetters = (word: string, other: string): boolean =>
  other[0] === word[0] &&
  (other.length > word.length || [...word].every((letter) => other.includes(letter)));

function strongest(readings: readonly Reading[]): Reading[] {
  const best = new Map<string, number>();
  for (const { term, weight } of readings) best.set(term, Math.max(weight, best.get(term) ?? 0));
  return [...best].map(([term, weight]) => ({ term, weight })).sort((a, b) => b.weight - a.weight);
}
