import { hash } from '../text/hash.ts';
import { stemmer } from '../text/stemmers.ts';

/** A word as typed. A masked one belongs to an idiom, such as "killer" to "killer deal". */
export type Word = { readonly text: string; readonly isMasked: boolean };

/** What speaks for or against a call for help in a question, by the bucket of its name. */
export type Features = ReadonlyMap<number, number>;

/** Features that share a bucket share their weight. */
export const bucketBits = 16;

/** How far apart the words of a pair may be. */
const pairWindow = 3;
const sizesOfParts = [4, 5];
/** A question has far more pairs than words, and they say less. */
const weights = { word: 1, form: 0.7, part: 0.4, class: 0.5, neighbors: 1, pair: 0.6, mixed: 0.35 };
/** Whatever the length of the question. */
const lengthOfAll = 3;
const idle = new Set(['a', 'an', 'the', 'to', 'of', 'please', 'just', 'so', 'very', 'really']);

/**
 * Returns a function that lists the features of a question: its words, their stems, parts (which
 * outlast typos) and classes, and pairs of words near each other, one of them also by its class.
 */
export function featureReader(
  classes: ReadonlyMap<string, readonly string[]>,
  endings: 'english' | undefined,
): (words: readonly Word[]) => Features {
  const { normalizeSpelling, stem } = stemmer(endings);
  const classesOf = ({ text, isMasked }: Word) => (isMasked ? [] : (classes.get(text) ?? []));
  return (words) => {
    const found = new Map<number, number>();
    const add = (name: string, weight: number): void => {
      const key = hash(name) >>> (32 - bucketBits);
      found.set(key, Math.max(found.get(key) ?? 0, weight));
    };
    const kept = [edge('^')];
    for (const word of words) {
      const name = (word.isMasked ? '*' : '') + stem(normalizeSpelling(word.text));
      add(`s ${name}`, weights.word);
      if (!word.isMasked) {
        if (name !== word.text) add(`w ${word.text}`, weights.form);
        for (const part of partsOf(word.text)) add(`g ${part}`, weights.part);
        for (const each of classesOf(word)) add(`c ${each}`, weights.class);
      }
      if (word.isMasked || !idle.has(word.text)) kept.push({ name, classes: classesOf(word) });
    }
    kept.push(edge('$'));
    for (const [at, first] of kept.entries()) {
      for (const [gap, second] of kept.slice(at + 1, at + 1 + pairWindow).entries()) {
        if (gap === 0) add(`b ${first.name} ${second.name}`, weights.neighbors);
        add(`k ${first.name} ${second.name}`, weights.pair);
        for (const each of first.classes) add(`x ${each} ${second.name}`, weights.mixed);
        for (const each of second.classes) add(`y ${first.name} ${each}`, weights.mixed);
      }
    }
    const squares = found.values().reduce((sum, weight) => sum + weight * weight, 0);
    const scale = lengthOfAll / Math.sqrt(squares);
    for (const [key, weight] of found) found.set(key, weight * scale);
    return found;
  };
}

const edge = (name: string) => ({ name, classes: [] as readonly string[] });

function* partsOf(word: string): Generator<string> {
  if (word.length < 4) return;
  const marked = `<${word}>`;
  for (const size of sizesOfParts) {
    for (let at = 0; at + size <= marked.length; at += 1) yield marked.slice(at, at + size);
  }
}
