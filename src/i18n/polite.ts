import { type Phrases, phraseAt, wordsOf } from './phrases.ts';

/** Characters; longer texts stay as they are. */
const maxLength = 4000;

/** Between a polite word that begins a line and what follows. */
const marks = /^[\s,.:;!-]+/;

/** The text without the polite phrases that it begins or ends with. */
export function withoutPolite(polite: Phrases, text: string): string {
  if (text.length > maxLength) return text;
  const words = wordsOf(text);
  /** Words of a polite phrase from there on. */
  const lengthAt = (at: number): number => phraseAt(polite, text, words, at)?.words.length ?? 0;
  let first = 0;
  while (lengthAt(first) > 0) first += lengthAt(first);
  const lengths = [...new Set([...polite.values()].flat().map((phrase) => phrase.words.length))];
  /** Words of a polite phrase that ends there. */
  const lengthBefore = (end: number): number =>
    lengths.find((length) => end - length >= first && lengthAt(end - length) === length) ?? 0;
  let end = words.length;
  while (lengthBefore(end) > 0) end -= lengthBefore(end);
  if (first === 0 && end === words.length) return text;
  const start = words[first - 1]?.end ?? 0;
  const left = text.slice(start, words[end]?.start);
  return first > 0 ? left.replace(marks, '') : left;
}
