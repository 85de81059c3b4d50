import { tokenizer } from '../text/tokenize.ts';
import { classifier, type Verdict } from './classifier.ts';
import { type Features, featureReader, type Word } from './features.ts';
import {
  classesByWord,
  keyWordsOf,
  matchOf,
  type Pattern,
  patternParser,
  wordsOf,
} from './pattern.ts';
import type { SignpostData } from './signpost-file.ts';
import { speller } from './spelling.ts';

/** A short answer to what no guideline should answer first. */
export type Signpost = {
  readonly id: string;
  readonly kind: 'safety' | 'everyday';
  readonly title: string;
  readonly now: string;
  readonly next: string;
  readonly guidelines: readonly string[];
};

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

/**
 * `report` hears of every pattern that can't be parsed and of every contact that doesn't exist. The
 * words of `texts` are spelt right.
 */
export function readSignposts(
  data: SignpostData,
  texts: readonly string[],
  report: (field: string, reason: string) => void,
): Signposts {
  const parse = patternParser(data.words, data.inflection);
  const parseAll = (field: string, phrases: readonly string[]): Pattern[] =>
    phrases.flatMap((phrase) => {
      try {
        return [parse(phrase)];
      } catch (error) {
        report(field, error instanceof Error ? error.message : String(error));
        return [];
      }
    });
  const rules = Object.entries(data.signposts).map(([id, { when, unless, ...signpost }]) => {
    const field = `signposts ${id}`;
    const withContacts = (name: 'title' | 'now' | 'next') =>
      signpost[name].replace(/\{(?<contact>[^{}]*)\}/g, (whole, contact: string) => {
        if (Object.hasOwn(data.contacts, contact)) return data.contacts[contact] ?? whole;
        report(`${field} ${name}`, `there is no contact {${contact}}`);
        return whole;
      });
    if (when.length === 0 && data.classifier && !data.classifier.labels.includes(id)) {
      report(`${field} when`, 'is missing');
    }
    const isUnmasked = (phrase: string) => phrase.startsWith('!');
    return {
      signpost: {
        ...signpost,
        id,
        title: sentenceCase(withContacts('title')),
        now: sentenceCase(withContacts('now')),
        next: sentenceCase(withContacts('next')),
      },
      when: parseAll(
        `${field} when`,
        when.filter((phrase) => !isUnmasked(phrase)),
      ),
      /** Patterns that also match the words of lookalikes. */
      always: parseAll(
        `${field} when`,
        when.filter(isUnmasked).map((phrase) => phrase.slice(1)),
      ),
      unless: parseAll(`${field} unless`, unless),
    };
  });
  const lookalikes = parseAll('lookalikes', data.lookalikes);
  const misspelt = parseAll('misspelt', data.misspelt);

  let built: Finder | undefined;
  const finderOnce = () => (built ??= finder(data, { rules, lookalikes, misspelt }, texts));
  return {
    all: rules.map(({ signpost }) => signpost),
    find: (question) => finderOnce().find(question),
    featuresOf: (question) => finderOnce().featuresOf(question),
  };
}

/** A contact may begin a sentence. */
const sentenceCase = (text: string): string =>
  text.replace(/(?<=^|[.?!]["”]? )\p{Ll}/gu, (letter) => letter.toUpperCase());

type Rule = {
  readonly signpost: Signpost;
  readonly when: readonly Pattern[];
  readonly always: readonly Pattern[];
  readonly unless: readonly Pattern[];
};

type Patterns = {
  readonly rules: readonly Rule[];
  readonly lookalikes: readonly Pattern[];
  readonly misspelt: readonly Pattern[];
};

type Finder = Pick<Signposts, 'find' | 'featuresOf'>;

function finder(
  data: SignpostData,
  { rules, lookalikes, misspelt }: Patterns,
  texts: readonly string[],
): Finder {
  const tokenize = tokenizer(data.contractions);
  const wordsIn = (text: string) => tokenize([text], (word) => [word])[0] ?? [];
  const fillers = new Set(data.fillers.flatMap(wordsIn));
  const short = new Map(
    Object.entries(data.short).map(([word, text]) => [wordsIn(word).join(' '), wordsIn(text)]),
  );
  const all = rules.flatMap(({ when, always, unless }) => [...when, ...always, ...unless]);

  // Only the telling words of safety are recognized when they are misspelt.
  const targets = wordsOf(misspelt);
  for (const { signpost, when, always } of rules) {
    if (signpost.kind !== 'safety') continue;
    for (const word of [...when, ...always].flatMap((pattern) => [...keyWordsOf(pattern)])) {
      targets.add(word);
    }
  }
  const known = new Set([
    ...wordsOf([...all, ...lookalikes]),
    ...fillers,
    ...short.keys(),
    ...[...data.known, ...texts].flatMap(wordsIn),
  ]);
  const corrected = speller(targets, known);

  const lookalikesByWord = byKeyWord(lookalikes);
  const compiled = rules.map(({ signpost, when, always, unless }) => ({
    signpost,
    when: byKeyWord(when),
    always: byKeyWord(always),
    unless: byKeyWord(unless),
  }));
  const readFeatures = featureReader(
    classesByWord(data.words, data.inflection),
    data.classifier?.endings,
  );
  const wordsOfQuestion = (question: string): readonly Word[] => {
    const tokens = wordsIn(question.slice(0, maxLength))
      .slice(0, maxWords)
      .map(corrected)
      .flatMap((word) => short.get(word) ?? [word]);
    const masked: (string | null)[] = [...tokens];
    for (const lookalike of candidates(lookalikesByWord, new Set(tokens))) {
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
      const matches = (patterns: PatternsByWord, of: readonly (string | null)[]) =>
        candidates(patterns, present).some(
          (pattern) => matchOf(pattern, of, fillers) !== undefined,
        );
      return compiled
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

/** Patterns by each word of which a text must have one. */
type PatternsByWord = ReadonlyMap<string, readonly Pattern[]>;

function byKeyWord(patterns: readonly Pattern[]): PatternsByWord {
  const byWord = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    for (const word of keyWordsOf(pattern)) {
      const others = byWord.get(word);
      if (others) others.push(pattern);
      else byWord.set(word, [pattern]);
    }
  }
  return byWord;
}

function candidates(patterns: PatternsByWord, words: ReadonlySet<string>): readonly Pattern[] {
  return [...new Set([...words].flatMap((word) => patterns.get(word) ?? []))];
}
