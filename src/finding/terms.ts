import { americanSpelling } from './spelling.ts';
import { wordForms } from './word-forms.ts';

const apostrophes = /['’‘`´]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII.
const isAscii = /^[\x00-\x7f]*$/;

/** Small letters without accents or punctuation, single spaces. */
function normalized(text: string): string {
  const plain = isAscii.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '');
  return plain
    .toLowerCase()
    .replace(apostrophes, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words as they were typed, but for contractions with an apostrophe, which are taken apart. */
export function typedWords(text: string): string[] {
  return normalized(withoutContractions(text)).split(' ').filter(Boolean);
}

const inFull: Readonly<Record<string, string>> = {
  ll: 'will',
  ve: 'have',
  re: 'are',
  d: 'would',
  m: 'am',
  // Mostly a possessive, and "is" says little.
  s: '',
};

/** With the apostrophe it is plain what is meant: "we'll" is not "well". */
function withoutContractions(text: string): string {
  if (text.search(apostrophes) < 0) return text;
  return text
    .replace(apostrophes, "'")
    .replace(/\b(can|won|shan)'t\b/gi, '$1t')
    .replace(/n't\b/gi, ' not')
    .replace(/'(ll|ve|re|d|m|s)\b/gi, (_all, end: string) => ` ${inFull[end.toLowerCase()]} `);
}

const remembered = new Map<string, readonly string[]>();
/** More than a library has; what people type must not fill the memory. */
const mostRemembered = 20_000;

/** What question and entry have in common for a word. Mostly one term, for "can't" two. */
export function termsOf(word: string): readonly string[] {
  const before = remembered.get(word);
  if (before) return before;
  const terms = (wordForms.get(word) ?? [word]).map((form) => stem(americanSpelling(form)));
  if (remembered.size < mostRemembered) remembered.set(word, terms);
  return terms;
}

/** All terms of a text in order. */
export const terms = (text: string): string[] => typedWords(text).flatMap(termsOf);

/** Takes off what English adds most: plurals, -ing, -ed, -ly, a last e. Not linguistics, only the same on both sides. */
function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  return word
    .replace(/(?<=..)ies$/, 'y')
    .replace(/(?<=ss|[xz]|ch|sh)es$/, '')
    .replace(/(?<=..)(?<![su])s$/, '')
    .replace(/(?<=[aeiouy].*..)ly$/, '')
    .replace(/(?<=..)ied$/, 'y')
    .replace(/(?<=[aeiouy].?[^aeiouy]|[aeiouy][aeiouy])(ing|ed)$/, '')
    .replace(/(?<=..)([^aeiou])\1$/, '$1')
    .replace(/(?<=...)e$/, '')
    .replace(/(?<=..[^aeiou])y$/, 'i');
}

const endings =
  /(?<=.{4})(ations?|itions?|ions?|ments?|ness|abl|ibl|iv|al|ful|les|ers?|ors?|est|anc|enc|ant|ent|iti|ous|iz|ist|i|at)$/;

/** What related words share: "recommend" and "recommendation", "slow" and "slower". Coarser than the term. */
export const root = (term: string): string => term.replace(endings, '').replace(endings, '');
