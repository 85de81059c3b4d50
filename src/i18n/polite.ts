import { type Phrases, phraseAt, wordsOf } from './phrases.ts';

/** Characters; longer texts stay as they are. */
const maxLength = 4000;

/** Words of a polite phrase. */
const maxWords = 3;

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
  let end = words.length;
  for (let length = 1; length <= maxWords; length += 1) {
    if (end - length < first || lengthAt(end - length) !== length) continue;
    end -= length;
    length = 0;
  }
  if (first === 0 && end === words.length) return text;
  const start = words[first - 1]?.end ?? 0;
  const left = text.slice(start, words[end]?.start);
  return first > 0 ? left.replace(marks, '') : left;
}
