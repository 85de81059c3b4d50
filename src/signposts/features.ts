import { hash } from '../text/hash.ts';
import { stemmer } from '../text/stemmers.ts';

/** A word as typed. A masked one belongs to an idiom, such as "killer" to "killer deal". */
export type Word = { readonly text: string; readonly isMasked: boolean };

type Feature = {
  value: number;
  /** The positions of the words it comes from. */
  readonly words: readonly number[];
};

/** What speaks for or against a call for help in a question, by the bucket of its name. */
export type Features = ReadonlyMap<number, Feature>;

/** Features that share a bucket share their weight. */
export const bucketBits = 18;

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

type Kept = { readonly name: string; readonly classes: readonly string[]; readonly at: number[] };

/**
 * Returns a function that lists the features of a question: its words, their stems, parts (which
 * outlast typos) and classes, and pairs of words near each other, also by their classes.
 */
export function featureReader(
  classes: ReadonlyMap<string, readonly string[]>,
  endings: 'english' | undefined,
): (words: readonly Word[]) => Features {
  const stemOf = wordStemmer(endings);
  return (words) => {
    const found = new Map<number, Feature>();
    const add = (name: string, value: number, ofWords: readonly number[]): void => {
      const bucket = hash(name) >>> (32 - bucketBits);
      const feature = found.get(bucket);
      if (!feature) found.set(bucket, { value, words: ofWords });
      else if (feature.value < value) feature.value = value;
    };
    const kept = [edge('^')];
    for (const [position, { text, isMasked }] of words.entries()) {
      const at = [position];
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
        const of = [...first.at, ...second.at];
        if (gap === 0) add(`b ${first.name} ${second.name}`, weights.neighbors, of);
        add(`k ${first.name} ${second.name}`, weights.pair, of);
        for (const each of first.classes) add(`x ${each} ${second.name}`, weights.mixed, of);
        for (const each of second.classes) {
          add(`y ${first.name} ${each}`, weights.mixed, of);
          for (const other of first.classes) add(`z ${other} ${each}`, weights.classes, of);
        }
      }
    }
    const squares = found.values().reduce((sum, { value }) => sum + value * value, 0);
    const scale = lengthOfAll / Math.sqrt(squares);
    for (const feature of found.values()) feature.value *= scale;
    return found;
  };
}

/** The form of a word by which its classes are looked up. */
export function wordStemmer(endings: 'english' | undefined): (word: string) => string {
  const { normalizeSpelling, stem } = stemmer(endings);
  return (word) => stem(normalizeSpelling(word));
}

const edge = (name: string): Kept => ({ name, classes: [], at: [] });

function* partsOf(word: string): Generator<string> {
  if (word.length < 4) return;
  const marked = `<${word}>`;
  for (const size of sizesOfParts) {
    for (let at = 0; at + size <= marked.length; at += 1) yield marked.slice(at, at + size);
  }
}
