import type { Verdict } from './classifier.ts';
import { type Features, featureReader, type Word } from './features.ts';
import { matchOf, patternParser } from './pattern.ts';
import { patternsByWord } from './patterns-by-word.ts';
import type { SignpostData } from './signpost-data.ts';
import type { SignpostIndex } from './signpost-index.ts';
import { signpostWords } from './signpost-words.ts';
import { speller } from './spelling.ts';

/** Characters and words; the rest of a longer question is ignored. */
const maxLength = 1500;
const maxWords = 250;
/** How often an idiom is looked for in a question. */
const maxRepeats = 5;

/** Reads questions as the app and the training of its classifier see them. */
export function questionReader(
  data: SignpostData,
  index: SignpostIndex,
): {
  readonly parse: ReturnType<typeof patternParser>;
  readonly fillers: ReadonlySet<string>;
  /** With typos corrected, abbreviations written out and idioms masked. */
  readonly wordsOf: (question: string) => readonly Word[];
  /** How a question of these words, each of its clauses and each part of a long one is classified. */
  readonly verdictsOn: (
    question: string,
    words: readonly Word[],
    classify: (features: Features) => Verdict,
  ) => readonly Verdict[];
} {
  const { wordsIn, fillers, short } = signpostWords(data);
  const parse = patternParser(data.words, data.inflection);
  const lookalikes = patternsByWord(data.lookalikes, index.lookalikes, parse);
  const corrected = speller(new Set(index.targets), new Set(index.known));
  const readFeatures = featureReader(new Map(index.classes), data.classifier?.endings);
  const clausesOf = clauseSplitter(data.joins);
  const wordsOf = (question: string): readonly Word[] => {
    const tokens = wordsIn(question.slice(0, maxLength))
      .slice(0, maxWords)
      .map(corrected)
      .flatMap((word) => short.get(word) ?? [word]);
    const masked: (string | null)[] = [...tokens];
    for (const lookalike of lookalikes(new Set(tokens))) {
      for (let times = 0; times < maxRepeats; times += 1) {
        const positions = matchOf(lookalike, masked, fillers) ?? [];
        if (positions.length === 0) break;
        for (const position of positions) masked[position] = null;
      }
    }
    return tokens.map((text, at) => ({ text, isMasked: masked[at] === null }));
  };
  return {
    parse,
    fillers,
    wordsOf,
    verdictsOn: (question, words, classify) => {
      const ofPassages = passagesOf(words).map((passage) => classify(readFeatures(passage)));
      const ofClauses = clausesOf(question.slice(0, maxLength)).map((clause) => {
        const { odds, labels } = classify(readFeatures(wordsOf(clause)));
        return { odds: odds - doubtOfClause, labels };
      });
      return [...ofPassages, ...ofClauses];
    },
  };
}

/** How much likelier a call in one clause has to be, as a logarithm: the others may make it harmless. */
const doubtOfClause = 2.5;
/** In words; less says too little by itself. */
const shortestClause = 3;

/** Returns a function that splits a text at marks and at the words that join clauses, if it has several. */
function clauseSplitter(joins: readonly string[]): (text: string) => readonly string[] {
  if (joins.length === 0) return () => [];
  const between = new RegExp(`[.!?;:,…] | [-–—] | (?:${joins.join('|')}) `, 'iu');
  return (text) => {
    const lines = text.split('\n').map((line) => line.replaceAll(/\s+/g, ' '));
    const clauses = lines.flatMap((line) => line.split(between));
    if (clauses.length === 1) return [];
    return clauses.filter((clause) => clause.trim().split(' ').length >= shortestClause);
  };
}

export const likeliest = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce((most, verdict) => (verdict.odds > most.odds ? verdict : most), {
    odds: Number.NEGATIVE_INFINITY,
    labels: [],
  });

/** Words of a longer question that are read together, so that a call in it isn't drowned. */
const passageLength = 24;

/** Words after an idiom that may be a call. */
const shortestRest = 4;

/** The whole, what follows an idiom, and passages that overlap by half of a longer question. */
function passagesOf(words: readonly Word[]): readonly (readonly Word[])[] {
  if (words.length === 0) return [];
  const passages = [words];
  const rest = words.slice(words.findLastIndex(({ isMasked }) => isMasked) + 1);
  if (rest.length < words.length && rest.length >= shortestRest) passages.push(rest);
  if (words.length <= passageLength * 1.5) return passages;
  for (let at = 0; at < words.length - passageLength / 2; at += passageLength / 2) {
    passages.push(words.slice(at, at + passageLength));
  }
  return passages;
}
