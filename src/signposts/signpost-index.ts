import { wordStemmer } from './features.ts';
import { keyWordsOf, type Pattern, patternParser, wordsOf } from './pattern.ts';
import type { SignpostData } from './signpost-data.ts';
import { signpostWords } from './signpost-words.ts';

/** The positions of the patterns of a list by each word of which a text must have one. */
export type PatternIndex = readonly (readonly [word: string, positions: readonly number[]])[];

/** What is found out about all patterns and texts once, as JSON. */
export type SignpostIndex = {
  readonly lookalikes: PatternIndex;
  readonly rules: readonly {
    readonly when: PatternIndex;
    readonly always: PatternIndex;
    readonly unless: PatternIndex;
  }[];
  /** The words that misspelt ones are corrected to. */
  readonly targets: readonly string[];
  /** The words that are spelt right. */
  readonly known: readonly string[];
  /** The classes to which the words of each stem belong. */
  readonly classes: readonly (readonly [stem: string, classes: readonly string[]])[];
};

/** The words of `texts` are spelt right. */
export function signpostIndex(data: SignpostData, texts: readonly string[]): SignpostIndex {
  const parse = patternParser(data.words, data.inflection);
  const parseAll = (phrases: readonly string[]) => phrases.map(parse);
  const { wordsIn, fillers, short } = signpostWords(data);
  const rules = data.rules.map(({ signpost, when, always, unless }) => ({
    isSafety: signpost.kind === 'safety',
    when: parseAll(when),
    always: parseAll(always),
    unless: parseAll(unless),
  }));
  const lookalikes = parseAll(data.lookalikes);
  const targets = wordsOf(parseAll(data.misspelt));
  // Only the telling words of safety are recognized when they are misspelt.
  for (const { isSafety, when, always } of rules) {
    if (!isSafety) continue;
    for (const pattern of [...when, ...always]) {
      for (const word of keyWordsOf(pattern)) targets.add(word);
    }
  }
  const all = rules.flatMap(({ when, always, unless }) => [...when, ...always, ...unless]);
  const known = new Set([
    ...wordsOf([...all, ...lookalikes]),
    ...fillers,
    ...short.keys(),
    ...[...data.known, ...texts].flatMap(wordsIn),
  ]);
  return {
    lookalikes: byKeyWord(lookalikes),
    rules: rules.map(({ when, always, unless }) => ({
      when: byKeyWord(when),
      always: byKeyWord(always),
      unless: byKeyWord(unless),
    })),
    targets: [...targets],
    known: [...known],
    classes: classesByStem(data),
  };
}

function classesByStem({ classes, classifier }: SignpostData): SignpostIndex['classes'] {
  const stemOf = wordStemmer(classifier?.endings);
  const byStem = new Map<string, string[]>();
  for (const [name, words] of Object.entries(classes)) {
    for (const stem of new Set(words.map(stemOf))) {
      const others = byStem.get(stem);
      if (others) others.push(name);
      else byStem.set(stem, [name]);
    }
  }
  return [...byStem];
}

function byKeyWord(patterns: readonly Pattern[]): PatternIndex {
  const byWord = new Map<string, number[]>();
  for (const [position, pattern] of patterns.entries()) {
    for (const word of keyWordsOf(pattern)) {
      const others = byWord.get(word);
      if (others) others.push(position);
      else byWord.set(word, [position]);
    }
  }
  return [...byWord];
}
