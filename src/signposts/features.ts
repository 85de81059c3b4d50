import { hash } from '../text/hash.ts';
import { stemmer } from '../text/stemmers.ts';

/** A word as typed. A masked one belongs to an idiom, such as "killer" to "killer deal". */
export type Word = { readonly text: string; readonly isMasked: boolean };

/** How much there is of what speaks for or against a call for help, by the bucket of its name. */
export type Features = ReadonlyMap<number, number>;

/**
 * Hears of a feature and of the positions of the one or two words it comes from. A bucket that comes
 * again counts with its highest value.
 *
 * @internal exported for the benchmarks
 */
export type AddFeature = (bucket: number, value: number, first?: number, second?: number) => void;

/** Features that share a bucket share their weight. */
export const bucketBits = 19;

/** How far apart the words of a pair may be. */
const pairWindow = 3;
const sizesOfParts = [4, 5];
/** A question has far more pairs than words, and they say less. */
const weights = {
  word: 1,
  form: 0.7,
  part: 0.4,
  class: 0.5,
  neighbors: 1,
  pair: 0.6,
  mixed: 0.35,
  classes: 0.3,
};
/** Whatever the length of the question. */
const lengthOfAll = 3;
const idle = new Set(['a', 'an', 'the', 'to', 'of', 'please', 'just', 'so', 'very', 'really']);

type Kept = {
  readonly name: string;
  readonly classes: readonly string[];
  /** Missing for an edge of the text. */
  readonly at?: number;
};

/** Returns a function that reads the features of a question. */
export function featureReader(
  classes: ReadonlyMap<string, readonly string[]>,
  endings: 'english' | undefined,
): (words: readonly Word[]) => Features {
  const list = featureLister(classes, endings);
  return (words) => {
    const found = new Map<number, number>();
    list(words, (bucket, value) => {
      const before = found.get(bucket);
      if (before === undefined || before < value) found.set(bucket, value);
    });
    const scale = scaleOf(found.values());
    for (const [bucket, value] of found) found.set(bucket, value * scale);
    return found;
  };
}

/**
 * What the values of a question are multiplied by, so that its length doesn't matter.
 *
 * @internal exported for the benchmarks
 */
export function scaleOf(values: Iterable<number>): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return lengthOfAll / Math.sqrt(squares);
}

/**
 * Returns a function that lists the features of a question: its words, their stems, parts (which
 * outlast typos) and classes, and pairs of words near each other, also by their classes.
 *
 * @internal exported for the benchmarks
 */
export function featureLister(
  classes: ReadonlyMap<string, readonly string[]>,
  endings: 'english' | undefined,
): (words: readonly Word[], addFeature: AddFeature) => void {
  const stemOf = wordStemmer(endings);
  return (words, addFeature) => {
    const add = (name: string, value: number, first?: number, second?: number): void =>
      addFeature(hash(name) >>> (32 - bucketBits), value, first, second);
    const kept = [edge('^')];
    for (const [at, { text, isMasked }] of words.entries()) {
      const stem = stemOf(text);
      const name = isMasked ? `*${stem}` : stem;
      const ofWord = isMasked ? [] : (classes.get(stem) ?? []);
      add(`s ${name}`, weights.word, at);
      if (!isMasked) {
        if (stem !== text) add(`w ${text}`, weights.form, at);
        for (const part of partsOf(text)) add(`g ${part}`, weights.part, at);
        for (const each of ofWord) add(`c ${each}`, weights.class, at);
      }
      if (isMasked || !idle.has(text)) kept.push({ name, classes: ofWord, at });
    }
    kept.push(edge('$'));
    for (const [at, first] of kept.entries()) {
      for (const [gap, second] of kept.slice(at + 1, at + 1 + pairWindow).entries()) {
        const addPair = (name: string, value: number) => add(name, value, first.at, second.at);
        if (gap === 0) addPair(`b ${first.name} ${second.name}`, weights.neighbors);
        addPair(`k ${first.name} ${second.name}`, weights.pair);
        for (const each of first.classes) addPair(`x ${each} ${second.name}`, weights.mixed);
        for (const each of second.classes) {
          addPair(`y ${first.name} ${each}`, weights.mixed);
          for (const other of first.classes) addPair(`z ${other} ${each}`, weights.classes);
        }
      }
    }
  };
}

/** The form of a word by which its classes are looked up. */
export function wordStemmer(endings: 'english' | undefined): (word: string) => string {
  const { normalizeSpelling, stem } = stemmer(endings);
  return (word) => stem(normalizeSpelling(word));
}

const edge = (name: string): Kept => ({ name, classes: [] });

function* partsOf(word: string): Generator<string> {
  if (word.length < 4) return;
  const marked = `<${word}>`;
  for (const size of sizesOfParts) {
    for (let at = 0; at + size <= marked.length; at += 1) yield marked.slice(at, at + size);
  }
}
