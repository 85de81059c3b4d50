import { functionWords } from './function-words.ts';
import { oneTypoApart, twoTyposApart } from './spelling.ts';
import { synonyms } from './synonyms.ts';
import { root, termsOf } from './terms.ts';

/** What a typed word may stand for: a term that the library has, and how sure that is, up to 1. */
export type Reading = { readonly term: string; readonly weight: number };

/** How sure a reading is. */
export const sure = {
  typo: 0.85,
  otherStart: 0.7,
  twoTypos: 0.6,
  parts: 0.8,
  beginning: 0.6,
  related: 0.6,
  synonym: 0.5,
  onlyInTexts: 0.7,
};
/** Letters that a word must have, so that another is not close to it by chance. */
const enough = { typo: 3, otherLetter: 4, beginning: 4, parts: 6, twoTypos: 8 };

/** All words of a library, as written; `telling` are those of titles and aliases, which people aim at. */
export function vocabulary(all: ReadonlySet<string>, telling: ReadonlySet<string>) {
  const known = new Set<string>();
  const families = new Map<string, string[]>();
  const byLength: string[][] = [];
  for (const word of new Set([...all, ...functionWords])) {
    (byLength[word.length] ??= []).push(word);
    for (const term of termsOf(word)) {
      if (known.has(term)) continue;
      known.add(term);
      const base = root(term);
      const family = families.get(base);
      if (family) family.push(term);
      else families.set(base, [term]);
    }
  }

  const isKnown = (word: string) => termsOf(word).every((term) => known.has(term));

  const near = (word: string, typos: number): string[] =>
    byLength
      .slice(Math.max(2, word.length - typos), word.length + typos + 1)
      .flatMap((each) => each ?? []);

  /** A word of the library as what an unknown one may mean. */
  const asReadings = (word: string, weight: number): Reading[] => {
    const own = telling.has(word) ? weight : weight * sure.onlyInTexts;
    return termsOf(word).map((term) => ({ term, weight: own }));
  };

  function misspelt(word: string): Reading[] {
    if (word.length < enough.typo) return [];
    return near(word, 1)
      .filter((other) => oneTypoApart(word, other))
      .filter(
        (other) =>
          word.length >= enough.otherLetter ||
          sorted(word) === sorted(other) ||
          other.length > word.length,
      )
      .flatMap((other) => asReadings(other, other[0] === word[0] ? sure.typo : sure.otherStart));
  }

  function begun(word: string): Reading[] {
    if (word.length < enough.beginning) return [];
    return [...telling]
      .filter((other) => other.startsWith(word))
      .flatMap((other) => asReadings(other, sure.beginning));
  }

  function runTogether(word: string): Reading[] {
    if (word.length < enough.parts) return [];
    for (let cut = word.length - 2; cut >= 2; cut -= 1) {
      const parts = [word.slice(0, cut), word.slice(cut)];
      if (parts.every(isKnown))
        return parts.flatMap(termsOf).map((term) => ({ term, weight: sure.parts }));
    }
    return [];
  }

  function badlyMisspelt(word: string): Reading[] {
    if (word.length < enough.twoTypos) return [];
    return near(word, 2)
      .filter((other) => other[0] === word[0] && twoTyposApart(word, other))
      .flatMap((other) => asReadings(other, sure.twoTypos));
  }

  /** Words of the same family, and others that mean the same. */
  const relatives = (term: string, weight: number): Reading[] => [
    ...(families.get(root(term)) ?? []).map((other) => ({
      term: other,
      weight: weight * sure.related,
    })),
    ...[...synonyms(term)].map((other) => ({ term: other, weight: weight * sure.synonym })),
  ];

  return {
    /** The likeliest first. A word that the library has, or a relative of it, is meant as it stands. */
    readings: (word: string): Reading[] => {
      const itself = termsOf(word).map((term) => ({ term, weight: 1 }));
      const meant = isKnown(word) ? itself : [];
      const found = [...meant, ...itself.flatMap(({ term }) => relatives(term, 1))].filter(
        ({ term }) => known.has(term),
      );
      if (found.length > 0) return strongest(found);
      const guesses = [misspelt, runTogether, begun, badlyMisspelt];
      for (const guess of guesses) {
        const read = guess(word);
        if (read.length > 0) {
          const more = read.flatMap(({ term, weight }) => relatives(term, weight));
          return strongest([...read, ...more.filter(({ term }) => known.has(term))]);
        }
      }
      return [];
    },
  };
}

const sorted = (word: string): string => [...word].sort().join('');

function strongest(readings: readonly Reading[]): Reading[] {
  const best = new Map<string, number>();
  for (const { term, weight } of readings) best.set(term, Math.max(weight, best.get(term) ?? 0));
  return [...best].map(([term, weight]) => ({ term, weight })).sort((a, b) => b.weight - a.weight);
}
