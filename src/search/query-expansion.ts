import { isWithinEdits } from '../text/edit-distance.ts';
import type { Analyzer } from './analyzer.ts';
import { idiomMatcher } from './idioms.ts';
import { memoize } from './memoize.ts';
import type { SearchTerms } from './search-terms.ts';
import { thesaurus } from './thesaurus.ts';

/** The number of a term that a typed word may stand for, and how certain that is, up to 1. */
export type WeightedTerm = { readonly term: number; readonly weight: number };

export type ExpandedQuery = {
  /**
   * The terms that each word may stand for, the likeliest first; after that the same for each two words that
   * a name writes as one, and for the words that an idiom stands for.
   */
  readonly expansions: readonly (readonly WeightedTerm[])[];
  /** The likeliest terms in the order of the words. */
  readonly terms: readonly number[];
};

/** How certain each way of reading a word is. */
const certainty = {
  oneTypo: 0.85,
  compound: 0.8,
  twoTypos: 0.6,
  prefix: 0.6,
  sameRoot: 0.6,
  synonym: 0.6,
  related: 0.4,
  topic: 0.4,
};
/** For words that are only in texts, and not in what people ask with. */
const onlyInTextsFactor = 0.7;
/** For corrections that change the first letter. */
const otherFirstLetterFactor = 0.7;
/** Corrections of words with fewer letters are less certain in proportion. */
const certainCorrectionLength = 6;
/** How strongly the frequency of a correction counts against that of the most frequent one. */
const frequencyExponent = 0.1;
/** Longer words are not corrected; comparing them only takes time. */
const maxWordLength = 30;
/** Letters that a word must have, as shorter ones are similar to others by chance. */
const minLength = { oneTypo: 3, replacedLetter: 4, prefix: 4, compound: 6, twoTypos: 8 };
const minPartLength = 2;
const minCorrectionLength = 2;

/** A term by its text, with the same weight. */
type Guess = { readonly term: string; readonly weight: number };

/** A term also stands for those of its topic that `hasTopics` accepts. */
export function queryExpansion(
  analyzer: Analyzer,
  known: SearchTerms,
  numberOf: (term: string) => number | undefined,
  hasTopics: (term: number) => boolean,
): (tokens: readonly string[]) => ExpandedQuery {
  const { termsOf, root, weight: termWeight } = analyzer;
  const { synonyms, relatedTerms, sameTopic } = thesaurus(known.thesaurus);
  const matchIdioms = idiomMatcher(analyzer, known.thesaurus);
  const asked = new Map(known.asked);
  const compounds = new Map(known.compounds);
  const termsByRoot = Map.groupBy(known.terms, (_, number) => known.roots[number] as string);
  const wordsByLength: string[][] = [];
  for (const word of [...asked.keys(), ...known.otherWords]) {
    wordsByLength[word.length] ??= [];
    wordsByLength[word.length]?.push(word);
  }
  const isKnownTerm = (term: string) => numberOf(term) !== undefined;
  const isKnown = (word: string) => termsOf(word).every(isKnownTerm);

  const candidates = (word: string, edits: number): string[] =>
    wordsByLength
      .slice(Math.max(minCorrectionLength, word.length - edits), word.length + edits + 1)
      .flatMap((words) => words ?? []);

  const weighted = (word: string, weight: number): Guess[] => {
    const own = asked.has(word) ? weight : weight * onlyInTextsFactor;
    return termsOf(word).map((term) => ({ term, weight: own }));
  };

  function correctOneTypo(word: string): Guess[] {
    if (word.length < minLength.oneTypo) return [];
    const lengthFactor = Math.min(1, word.length / certainCorrectionLength);
    const corrections = candidates(word, 1)
      .filter((other) => isWithinEdits(word, other, 1))
      .filter((other) => word.length >= minLength.replacedLetter || keepsLetters(word, other));
    const frequency = (other: string) => asked.get(other) ?? 1;
    const highest = Math.max(...corrections.map(frequency));
    return corrections.flatMap((other) => {
      const startFactor = other[0] === word[0] ? 1 : otherFirstLetterFactor;
      const frequencyFactor = (frequency(other) / highest) ** frequencyExponent;
      return weighted(other, certainty.oneTypo * startFactor * frequencyFactor * lengthFactor);
    });
  }

  function splitCompound(word: string): Guess[] {
    if (word.length < minLength.compound) return [];
    for (let cut = word.length - minPartLength; cut >= minPartLength; cut -= 1) {
      const parts = [word.slice(0, cut), word.slice(cut)];
      if (parts.every(isKnown)) return parts.flatMap((part) => weighted(part, certainty.compound));
    }
    return [];
  }

  function completePrefix(word: string): Guess[] {
    if (word.length < minLength.prefix) return [];
    return [...asked.keys()]
      .filter((other) => other.startsWith(word))
      .flatMap((other) => weighted(other, certainty.prefix));
  }

  function correctTwoTypos(word: string): Guess[] {
    if (word.length < minLength.twoTypos) return [];
    return candidates(word, 2)
      .filter((other) => other[0] === word[0] && isWithinEdits(word, other, 2))
      .flatMap((other) => weighted(other, certainty.twoTypos));
  }

  const fallbacks = [splitCompound, completePrefix, correctTwoTypos];

  /** Adds terms of the same root, synonyms and related terms. */
  const withRelated = (terms: readonly Guess[]): Guess[] =>
    terms.flatMap((own) => {
      const { term, weight } = own;
      const others = (found: Iterable<string>, factor: number) =>
        [...found].map((other) => ({ term: other, weight: weight * factor }));
      return [
        own,
        ...others(termsByRoot.get(root(term)) ?? [], certainty.sameRoot),
        ...others(synonyms(term), certainty.synonym),
        ...others(relatedTerms(term), certainty.related),
        ...others([...sameTopic(term)].filter(isInTopics), certainty.topic),
      ];
    });

  const isInTopics = (term: string): boolean => {
    const number = numberOf(term);
    return number !== undefined && hasTopics(number);
  };

  const onlyKnown = (terms: readonly Guess[]) => terms.filter(({ term }) => isKnownTerm(term));

  const numbered = (terms: readonly Guess[]): WeightedTerm[] =>
    terms.map(({ term, weight }) => ({ term: numberOf(term) as number, weight }));

  const expand = memoize((word: string) => numbered(expandWord(word)));

  /** The likeliest term first. A word that the library or a thesaurus has is not corrected. */
  function expandWord(word: string): Guess[] {
    const own = termsOf(word).map((term) => ({ term, weight: 1 }));
    if (isKnown(word) && own.every(({ term }) => termWeight(term) < 1)) return own;
    const parts = (compounds.get(word) ?? []).flatMap((part) => weighted(part, certainty.compound));
    const expansion = onlyKnown(sortedUnique([...withRelated(own), ...parts]));
    if (isKnown(word) || parts.length > 0 || word.length > maxWordLength) return expansion;
    const corrections = correctOneTypo(word);
    if (corrections.length > 0) {
      return onlyKnown(sortedUnique([...expansion, ...withRelated(corrections)]));
    }
    if (expansion.length > 0) return expansion;
    for (const fallback of fallbacks) {
      const guesses = fallback(word);
      if (guesses.length > 0) return onlyKnown(sortedUnique(withRelated(guesses)));
    }
    return [];
  }

  return (tokens) => {
    const ofWords = tokens.map(expand);
    const joined = tokens
      .map((word, position) => word + (tokens[position + 1] ?? ''))
      .filter((word, position) => position < tokens.length - 1 && asked.has(word));
    const ofJoined = joined.map((word) => numbered(weighted(word, certainty.compound)));
    const ofIdioms = matchIdioms(tokens).flat().map(expand);
    const terms = ofWords.flatMap((expansion) =>
      expansion.filter(({ weight }) => weight === expansion[0]?.weight).map(({ term }) => term),
    );
    return { expansions: [...ofWords, ...ofJoined, ...ofIdioms], terms };
  };
}

/** Of a three-letter word, only a swap or a missing letter after the first is taken for a typo. */
const keepsLetters = (word: string, other: string): boolean =>
  other[0] === word[0] &&
  (other.length > word.length || [...word].every((letter) => other.includes(letter)));

/** Each term once with its highest weight, the highest first. */
function sortedUnique(terms: readonly Guess[]): Guess[] {
  const best = new Map<string, number>();
  for (const { term, weight } of terms) best.set(term, Math.max(weight, best.get(term) ?? 0));
  return [...best].map(([term, weight]) => ({ term, weight })).sort((a, b) => b.weight - a.weight);
}
