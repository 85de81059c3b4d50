import { classifier } from './classifier.ts';
import { matchOf } from './pattern.ts';
import { type PatternsFor, patternsByWord } from './patterns-by-word.ts';
import { likeliest, questionReader } from './question-reader.ts';
import type { Signpost, SignpostData } from './signpost-data.ts';
import type { SignpostIndex } from './signpost-index.ts';

export type Signposts = {
  readonly all: readonly Signpost[];
  readonly recognize: (question: string) => Recognized;
};

/** The signposts for a question. */
export type Recognized = {
  /** In the order of the file. */
  readonly calls: readonly Signpost[];
  /** Those for safety that may be meant where none of the calls is one, the likeliest first. */
  readonly mayBeMeant: readonly Signpost[];
};

/** `index` is that of the same data. Both are asked for when the first question comes. */
export function signpostsOf(data: () => SignpostData, index: () => SignpostIndex): Signposts {
  let all: readonly Signpost[] | undefined;
  let built: Signposts['recognize'] | undefined;
  return {
    get all() {
      all ??= data().rules.map(({ signpost }) => signpost);
      return all;
    },
    recognize: (question) => {
      built ??= recognizer(data(), index());
      return built(question);
    },
  };
}

function recognizer(data: SignpostData, index: SignpostIndex): Signposts['recognize'] {
  const { parse, fillers, wordsOf, verdictsOn } = questionReader(data, index);
  const rules = data.rules.map(({ signpost, ...rule }, at) => {
    const { when = [], always = [], unless = [] } = index.rules[at] ?? {};
    return {
      signpost,
      when: patternsByWord(rule.when, when, parse),
      always: patternsByWord(rule.always, always, parse),
      unless: patternsByWord(rule.unless, unless, parse),
    };
  });
  const classify = data.classifier && classifier(data.classifier);
  const threshold = data.classifier?.threshold ?? Number.POSITIVE_INFINITY;
  const labels = new Set(data.classifier?.labels);
  /** For an everyday matter, a pattern is enough. */
  const mustBeLikely = ({ id, kind }: Signpost) => kind === 'safety' && labels.has(id);
  return (question) => {
    const words = wordsOf(question);
    const verdicts = classify ? verdictsOn(question, words, classify) : [];
    const called = new Set(
      verdicts.filter(({ odds }) => odds > threshold).flatMap((verdict) => verdict.labels),
    );
    const isPossible = verdicts.some(({ odds }) => odds > patternThreshold);
    const tokens = words.map(({ text }) => text);
    const masked = words.map(({ text, isMasked }) => (isMasked ? null : text));
    const present = new Set(tokens);
    const matches = (patterns: PatternsFor, of: readonly (string | null)[]) =>
      patterns(present).some((pattern) => matchOf(pattern, of, fillers) !== undefined);
    const isRuledOut = ({ unless }: (typeof rules)[number]) => matches(unless, tokens);
    const { odds, labels: likely } = likeliest(verdicts);
    const possible = odds > doubtThreshold ? likely : [];
    return {
      calls: rules
        .filter(
          ({ signpost, when, always }) =>
            called.has(signpost.id) ||
            ((isPossible || !mustBeLikely(signpost)) &&
              (matches(when, masked) || matches(always, tokens))),
        )
        .filter((rule) => !isRuledOut(rule))
        .map(({ signpost }) => signpost),
      mayBeMeant: possible
        .flatMap((id) => rules.find(({ signpost }) => signpost.id === id) ?? [])
        .filter((rule) => rule.signpost.kind === 'safety' && !isRuledOut(rule))
        .map(({ signpost }) => signpost),
    };
  };
}

/** How likely, as a logarithm, a call has to be if a pattern matches as well. */
const patternThreshold = 0.4;

/**
 * How likely, as a logarithm, a call has to be to be asked about; see the decision on signposts.
 *
 * @internal exported for the benchmarks
 */
export const doubtThreshold = 0;
