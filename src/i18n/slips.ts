import { nearestNames } from '../text/nearest-names.ts';
import { type Word, wordsOf } from './phrases.ts';

/** Words and characters; a longer text is a sentence. */
const maxWords = 12;
const maxLength = 400;

/** Letters. In a shorter word a slip often makes another word. */
const shortestSlip = 5;

/** Letters of a word that may lack one. */
const shortestOmission = 4;

/** Letters of a word that may have two slips. */
const longWord = 8;

/**
 * The text with each misspelt word in the form of the nearest of `known`, which are by their plain
 * form; `undefined` if none is. `skip` says how many words from one on are right as they are.
 */
export function withoutSlips(
  text: string,
  known: ReadonlyMap<string, string>,
  skip: (words: readonly Word[], at: number) => number,
): string | undefined {
  const words = text.length > maxLength ? [] : wordsOf(text);
  if (words.length > maxWords) return undefined;
  let corrected = '';
  let done = 0;
  for (let at = 0; at < words.length; ) {
    const right = skip(words, at);
    const { plain, start, end } = words[at] as Word;
    const isRight = right > 0 || plain.length < shortestOmission || /\d/.test(plain);
    const names = known
      .keys()
      .filter((name) => plain.length >= shortestSlip || name.length > plain.length);
    const [near] = isRight ? [] : nearestNames(plain, names, 1, plain.length < longWord ? 1 : 2);
    if (near !== undefined) {
      corrected += text.slice(done, start) + known.get(near);
      done = end;
    }
    at += Math.max(1, right);
  }
  return done > 0 ? withoutRepeats(corrected + text.slice(done)) : undefined;
}

/** A word once where it follows itself: "lunes lunes", of which one was a slip. */
const withoutRepeats = (text: string): string =>
  text.replace(/(?<!\p{L})(\p{L}+)(?:[\s,]+\1(?!\p{L}))+/giu, '$1');
