import { withoutAccents } from '../text/tokenize.ts';

/** A word of a text, without accents and in small letters, and where it stands. */
export type Word = { readonly plain: string; readonly start: number; readonly end: number };

/** Words in a row, with what they mean. */
export type Phrase = {
  readonly words: readonly string[];
  /** What stands before each word but the first. */
  readonly gaps: readonly RegExp[];
  readonly meaning: string;
};

/** Phrases by their first word, the longest first. */
export type Phrases = ReadonlyMap<string, readonly Phrase[]>;

const letters = /[\p{L}\p{M}\p{N}]+/gu;
const [spaces, hyphen] = [/^[\s.'’]{1,4}$/, /^ ?- ?$/];
const ascii = /^[\x20-\x7e]*$/;

/** Without accents, in small letters. */
const plainOf = (word: string): string =>
  (ascii.test(word) ? word : withoutAccents(word)).toLowerCase();

/** Words are letters and digits, or what else the pattern says. */
export function wordsOf(text: string, pattern = letters): readonly Word[] {
  const words: Word[] = [];
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [word] = found;
    words.push({ plain: plainOf(word), start: found.index, end: pattern.lastIndex });
  }
  return words;
}

const hasHyphenBefore = (text: string, { start }: Word): boolean => text.charAt(start - 1) === '-';

/** A phrase as it is compared: its words, with a hyphen where one is between them. */
export const plainPhrase = (text: string): string =>
  wordsOf(text)
    .map((word, at) => (at === 0 ? '' : hasHyphenBefore(text, word) ? '-' : ' ') + word.plain)
    .join('');

type Meaning = readonly [phrase: string, meaning: string];

const apostrophe = /['’]/;

/** Each phrase, then also as many type it, without apostrophes: "dont". */
function spellingsOf(meanings: Iterable<Meaning>): readonly Meaning[] {
  const written = [...meanings];
  const others = written
    .filter(([text]) => apostrophe.test(text))
    .map(([text, meaning]): Meaning => [text.split(apostrophe).join(''), meaning]);
  return [...written, ...others];
}

/** Of two meanings of the same phrase the first counts. */
export function phrasesOf(meanings: Iterable<Meaning>, pattern = letters): Phrases {
  const all = spellingsOf(meanings).flatMap(([text, meaning]): Phrase[] => {
    const words = wordsOf(text, pattern);
    const gaps = words.slice(1).map((word) => (hasHyphenBefore(text, word) ? hyphen : spaces));
    return words.length > 0 ? [{ words: words.map(({ plain }) => plain), gaps, meaning }] : [];
  });
  const longestFirst = all.toSorted((a, b) => b.words.length - a.words.length);
  return Map.groupBy(longestFirst, ({ words }) => words[0] as string);
}

/** Signs that join words to one name: `America/Los_Angeles`. */
const joining = /[/_@#]/;

/** The longest phrase that begins with a word of a text, and is not a part of a name. */
export function phraseAt(
  phrases: Phrases,
  text: string,
  words: readonly Word[],
  at: number,
): Phrase | undefined {
  const first = words[at];
  if (!first || joining.test(text.charAt(first.start - 1))) return undefined;
  return phrases.get(first.plain)?.find((phrase) => {
    const fits = phrase.words.every((plain, offset) => {
      const word = words[at + offset];
      if (word?.plain !== plain) return false;
      const before = words[at + offset - 1];
      return offset === 0 || phrase.gaps[offset - 1]?.test(text.slice(before?.end, word.start));
    });
    return fits && !joining.test(text.charAt(words[at + phrase.words.length - 1]?.end ?? 0));
  });
}
