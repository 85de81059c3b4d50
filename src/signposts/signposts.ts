import { classifier, type Verdict } from './classifier.ts';
import { type Features, featureReader, type Word } from './features.ts';
import { matchOf, type Pattern, patternParser } from './pattern.ts';
import type { Signpost, SignpostData } from './signpost-data.ts';
import type { PatternIndex, SignpostIndex } from './signpost-index.ts';
import { signpostWords } from './signpost-words.ts';
import { speller } from './spelling.ts';

export type Signposts = {
  readonly all: readonly Signpost[];
  /** The signposts for a question, in the order of the file. */
  readonly find: (question: string) => readonly Signpost[];
  /** What the classifier is trained with. */
  readonly featuresOf: (question: string) => Features;
};

/** Characters and words; the rest of a longer question is ignored. */
const maxLength = 1500;
const maxWords = 250;
/** How often an idiom is looked for in a question. */
const maxRepeats = 5;

/** `index` is that of the same data. It is asked for when the first question comes. */
export function signpostsOf(data: SignpostData, index: () => SignpostIndex): Signposts {
  let built: Finder | undefined;
  const finderOnce = () => (built ??= finder(data, index()));
  return {
    all: data.rules.map(({ signpost }) => signpost),
    find: (question) => finderOnce().find(question),
    featuresOf: (question) => finderOnce().featuresOf(question),
  };
}

type Finder = Pick<Signposts, 'find' | 'featuresOf'>;

function finder(data: SignpostData, index: SignpostIndex): Finder {
  const { wordsIn, fillers, short } = signpostWords(data);
  const parse = patternParser(data.words, data.inflection);
  const lookalikes = patternsByWord(data.lookalikes, index.lookalikes, parse);
  const rules = data.rules.map(({ signpost, ...rule }, at) => {
    const { when = [], always = [], unless = [] } = index.rules[at] ?? {};
    return {
      signpost,
      when: patternsByWord(rule.when, when, parse),
      always: patternsByWord(rule.always, always, parse),
      unless: patternsByWord(rule.unless, unless, parse),
    };
  });
  const corrected = speller(new Set(index.targets), new Set(index.known));
  const readFeatures = featureReader(new Map(index.classes), data.classifier?.endings);
  const wordsOfQuestion = (question: string): readonly Word[] => {
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
  const classify = data.classifier && classifier(data.classifier);
  const threshold = data.classifier?.threshold ?? Number.POSITIVE_INFINITY;
  const trained = new Set(data.classifier?.labels);
  /** How a question, and each part of a long one, is classified. */
  const verdictsOn = (words: readonly Word[]): readonly Verdict[] =>
    classify ? passagesOf(words).map((passage) => classify(readFeatures(passage))) : [];
  return {
    featuresOf: (question) => readFeatures(wordsOfQuestion(question)),
    find: (question) => {
      const words = wordsOfQuestion(question);
      const verdicts = verdictsOn(words);
      const called = new Set(
        verdicts.filter(({ odds }) => odds > threshold).flatMap((verdict) => verdict.labels),
      );
      const isPossible = verdicts.some(({ odds }) => odds > patternThreshold);
      const tokens = words.map(({ text }) => text);
      const masked = words.map(({ text, isMasked }) => (isMasked ? null : text));
      const present = new Set(tokens);
      const matches = (patterns: PatternsFor, of: readonly (string | null)[]) =>
        patterns(present).some((pattern) => matchOf(pattern, of, fillers) !== undefined);
      return rules
        .filter(
          ({ signpost, when, always }) =>
            called.has(signpost.id) ||
            ((isPossible || !trained.has(signpost.id)) &&
              (matches(when, masked) || matches(always, tokens))),
        )
        .filter(({ unless }) => !matches(unless, tokens))
        .map(({ signpost }) => signpost);
    },
  };
}

/** How likely, as a logarithm, a call has to be if a pattern matches as well. */
const patternThreshold = -1;

/** Words of a longer question that are read together, so that a call in it isn't drowned. */
const passageLength = 16;

/** The whole of a short question; passages that overlap by half of a longer one. */
function passagesOf(words: readonly Word[]): readonly (readonly Word[])[] {
  if (words.length === 0) return [];
  const passages = [words];
  if (words.length <= passageLength * 1.5) return passages;
  for (let at = 0; at < words.length - passageLength / 2; at += passageLength / 2) {
    passages.push(words.slice(at, at + passageLength));
  }
  return passages;
}

/** The patterns that a text with these words may match. */
type PatternsFor = (words: ReadonlySet<string>) => readonly Pattern[];

/** Few patterns are needed, so each is parsed when it is first needed. */
function patternsByWord(
  phrases: readonly string[],
  index: PatternIndex,
  parse: (phrase: string) => Pattern,
): PatternsFor {
  const positionsOf = new Map(index);
  const parsed: Pattern[] = [];
  return (words) => {
    const positions = new Set([...words].flatMap((word) => positionsOf.get(word) ?? []));
    return [...positions].map((at) => (parsed[at] ??= parse(phrases[at] ?? '')));
  };
}
