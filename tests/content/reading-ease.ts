import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

type Text = { readonly sentences: readonly string[]; readonly words: readonly string[] };

/** Whether everybody can read a text without effort, by a formula for its language. */
export type ReadingEase = {
  readonly aim: string;
  /** What the formula says, and whether that is easy enough. */
  readonly of: (text: Text) => { readonly figure: number; readonly isEasy: boolean };
};

export const readingEase: Readonly<Record<string, ReadingEase>> = {
  en: {
    aim: 'a Flesch-Kincaid grade of 8 at most',
    of: ({ sentences, words }) => {
      const figure = fleschKincaid({
        sentence: sentences.length,
        word: words.length,
        syllable: sum(words.map((word) => syllable(word))),
      });
      return { figure, isEasy: figure <= 8 };
    },
  },
  es: {
    aim: 'a Fernández-Huerta reading ease of 65 at least',
    of: ({ sentences, words }) => {
      const perWord = sum(words.map(spanishSyllables)) / words.length;
      const figure = 206.84 - 60 * perWord - 1.02 * (words.length / sentences.length);
      return { figure, isEasy: figure >= 65 };
    },
  },
};

const silentU = /(?<=q)u|(?<=g)u(?=[eiéí])/g;
/** Also a `y` without a vowel behind it. */
const vowels = /(?:[aeiouáéíóúü]|y(?![aeiouáéíóú]))+/g;
const strongVowel = /[aeoáéóíú]/g;

/** Vowels that follow each other are as many syllables as there are strong ones, or one. */
export function spanishSyllables(word: string): number {
  const groups = word.toLowerCase().replace(silentU, '').match(vowels) ?? [];
  return Math.max(1, sum(groups.map((group) => group.match(strongVowel)?.length ?? 1)));
}

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, each) => total + each, 0);
