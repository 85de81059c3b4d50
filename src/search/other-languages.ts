import { withoutAccents } from '../text/tokenize.ts';
import type { OtherLanguagesData } from './other-languages-schema.ts';

/** The language of a question, as far as it is known. */
export type OtherLanguage = {
  /** Missing if only the script is known. */
  readonly language?: string;
  /** What to say in it, with `{languages}` for those of the app; missing if only the script is known. */
  readonly answer?: string;
};

/** A question this far in is in its language. */
const maxLength = 300;
const minWords = 2;
const minLetters = 2;

/**
 * Recognizes a question in another language: one with several of its words and hardly any of ours,
 * or mostly in another script. A false alarm is worse than a miss.
 */
export function otherLanguages({
  own,
  names,
  languages,
}: OtherLanguagesData): (question: string) => OtherLanguage | undefined {
  const ours = new Set(own.map(fold));
  const inNames = new Set(names.map(fold));
  const known = Object.entries(languages).map(([name, language]) => ({
    ...language,
    name,
    words: new Set(language.words.map(fold)),
    script: language.script.map((name) => new RegExp(`\\p{Script=${name}}`, 'u')),
  }));
  const byWords = known.filter((language) => language.script.length === 0);
  const byScript = known.filter((language) => language.script.length > 0);
  type Known = (typeof known)[number];

  const marks = (text: string, { letters }: Known) =>
    letters.filter((letter) => text.includes(letter)).length;

  /** How many different words speak for a language; none if ours outweigh them. Letters are one. */
  const wordScore = (text: string, words: readonly string[], language: Known): number => {
    const found = words.filter((word) => language.words.has(word) && !ours.has(word));
    const against = words.filter((word) => ours.has(word) && !language.words.has(word));
    const hasLetter = marks(text, language) > 0 ? 1 : 0;
    const isEnough = found.length + hasLetter >= minWords * (1 + against.length);
    return isEnough && found.some((word) => !inNames.has(word)) ? found.length : 0;
  };

  return (question) => {
    const text = question.slice(0, maxLength).normalize('NFC').toLowerCase();
    const signs = text.match(/\p{L}/gu) ?? [];
    const foreign = signs.filter((sign) => !latin.test(sign));
    const words = wordsOf(text, ours);
    if (foreign.length >= minLetters && foreign.length * 2 > signs.length) {
      const best = bestOf(
        byScript.filter(({ without }) => !without.some((sign) => text.includes(sign))),
        (language) => {
          const own = foreign.filter((sign) => language.script.some((each) => each.test(sign)));
          if (own.length === 0) return 0;
          const found = words.filter((word) => language.words.has(word));
          return 1 + found.length + marks(text, language);
        },
      );
      return best ? { language: best.name, answer: best.answer } : {};
    }
    const best = bestOf(byWords, (language) => {
      const score = wordScore(text, words, language);
      return score && score + marks(text, language);
    });
    return best && { language: best.name, answer: best.answer };
  };
}

const latin = /[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/** The different words of a text; "qu'il" is two, "don't" one if it is one of ours. */
function wordsOf(text: string, ours: ReadonlySet<string>): string[] {
  const straight = text.replace(/[’`´]/g, "'");
  const words = straight.match(/[\p{L}\p{M}\p{N}]+('[\p{L}\p{M}]+)*/gu) ?? [];
  const split = words.map(fold).flatMap((word) => {
    const joined = word.replaceAll("'", '');
    return ours.has(joined) ? joined : word.split("'");
  });
  return [...new Set(split)].filter((word) => word.length > 1);
}

const withoutMarks: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', ø: 'o', đ: 'd' };

const fold = (word: string): string =>
  withoutAccents(word.toLowerCase()).replace(/[ıłøđ]/g, (letter) => withoutMarks[letter] ?? letter);

/** The one with the highest score above zero, the first of several. */
function bestOf<T>(all: readonly T[], scoreOf: (each: T) => number): T | undefined {
  let [best, highest]: [T | undefined, number] = [undefined, 0];
  for (const each of all) {
    const score = scoreOf(each);
    if (score > highest) [best, highest] = [each, score];
  }
  return best;
}
