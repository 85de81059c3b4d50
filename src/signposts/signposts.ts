import { type ClassifierData, classifier, type Verdict } from './classifier.ts';
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
  /** Those for safety that may be meant where `find` has none, the likeliest first. */
  readonly mayBeMeant: (question: string) => readonly Signpost[];
  /** What the classifier is trained with. */
  readonly featuresOf: (question: string) => Features;
  /** How likely a call is for a classifier in training. */
  readonly verdictWith: (data: ClassifierData) => (question: string) => Verdict;
};

/** Characters and words; the rest of a longer question is ignored. */
const maxLength = 1500;
const maxWords = 250;
/** How often an idiom is looked for in a question. */
const maxRepeats = 5;

/** `index` is that of the same data. Both are asked for when the first question comes. */
export function signpostsOf(data: () => SignpostData, index: () => SignpostIndex): Signposts {
  let all: readonly Signpost[] | undefined;
  let built: Finder | undefined;
  const finderOnce = () => (built ??= finder(data(), index()));
  return {
    get all() {
      all ??= data().rules.map(({ signpost }) => signpost);
      return all;
    },
    find: (question) => finderOnce().find(question),
    mayBeMeant: (question) => finderOnce().mayBeMeant(question),
    featuresOf: (question) => finderOnce().featuresOf(question),
    verdictWith: (classifierData) => finderOnce().verdictWith(classifierData),
  };
}

type Finder = Omit<Signposts, 'all'>;

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
  const labels = new Set(data.classifier?.labels);
  /** For an everyday matter, a pattern is enough. */
  const isDoubted = ({ id, kind }: Signpost) => kind === 'safety' && labels.has(id);
  const matcherFor = (tokens: readonly string[]) => {
    const present = new Set(tokens);
    return (patterns: PatternsFor, of: readonly (string | null)[]) =>
      patterns(present).some((pattern) => matchOf(pattern, of, fillers) !== undefined);
  };
  /** How a question, and each part of a long one, is classified. */
  const verdictsOn = (words: readonly Word[], by = classify): readonly Verdict[] =>
    by ? passagesOf(words).map((passage) => by(readFeatures(passage))) : [];
  return {
    featuresOf: (question) => readFeatures(wordsOfQuestion(question)),
    verdictWith: (classifierData) => {
      const by = classifier(classifierData);
      return (question) => likeliest(verdictsOn(wordsOfQuestion(question), by));
    },
    find: (question) => {
      const words = wordsOfQuestion(question);
      const verdicts = verdictsOn(words);
      const called = new Set(
        verdicts.filter(({ odds }) => odds > threshold).flatMap((verdict) => verdict.labels),
      );
      const isPossible = verdicts.some(({ odds }) => odds > patternThreshold);
      const tokens = words.map(({ text }) => text);
      const masked = words.map(({ text, isMasked }) => (isMasked ? null : text));
      const matches = matcherFor(tokens);
      return rules
        .filter(
          ({ signpost, when, always }) =>
            called.has(signpost.id) ||
            ((isPossible || !isDoubted(signpost)) &&
              (matches(when, masked) || matches(always, tokens))),
        )
        .filter(({ unless }) => !matches(unless, tokens))
        .map(({ signpost }) => signpost);
    },
    mayBeMeant: (question) => {
      const words = wordsOfQuestion(question);
      const { odds, labels: likely } = likeliest(verdictsOn(words));
      if (odds <= doubtThreshold) return [];
      const tokens = words.map(({ text }) => text);
      const matches = matcherFor(tokens);
      return likely
        .flatMap((id) => rules.find(({ signpost }) => signpost.id === id) ?? [])
        .filter(({ signpost, unless }) => signpost.kind === 'safety' && !matches(unless, tokens))
        .map(({ signpost }) => signpost);
    },
  };
}

const likeliest = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce((most, verdict) => (verdict.odds > most.odds ? verdict : most), {
    odds: Number.NEGATIVE_INFINITY,
    labels: [],
  });

/** How likely, as a logarithm, a call has to be if a pattern matches as well. */
const patternThreshold = 0.4;

/**
 * How likely, as a logarithm, a call has to be to be asked about; see the decision on signposts.
 *
 * @internal exported for the benchmarks
 */
export const doubtThreshold = 0;

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
