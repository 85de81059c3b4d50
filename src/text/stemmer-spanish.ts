import { stemmer as snowball } from '@orama/stemmers/spanish';
import type { Stemmer } from './stemmer.ts';

const otherSigns = /[^a-z]/;

/** Words come without accents, but the rules of Snowball need these. */
const nounEnding = /(?<=[acsu])ion$/;
const superlative = /(?<=...)isim[oa]s?$/;

/** "puede" and "poder", "entiende" and "entender": the vowel of the stem when it is stressed. */
const diphthong = /(?<=.)(?:ie|ue)(?=[^aeiou]+$)/;

export const spanish: Stemmer = {
  normalizeSpelling: (word) => word,

  /** Snowball's stem, with one form for those that sound alike: "empiece" and "empezar". */
  stem(word) {
    if (otherSigns.test(word)) return word;
    if (word.length < 4) return word.replace(/z$/, 'c');
    const spelt = word.replace(superlative, 'o').replace(nounEnding, 'ión');
    const stem = withOneSound(snowball(spelt).replace('ó', 'o'));
    return stem.length < 5
      ? stem
      : stem.replace(diphthong, (vowels) => (vowels === 'ie' ? 'e' : 'o'));
  },

  root: (term) => term.replace(suffix, '').replace(suffix, ''),
};

const suffixes =
  'acion icion ucion cion sion ion amient imient ment idad dad ador edor idor dor ad id anc enc ' +
  'ant ent abl ibl iv os al ism ist er ez ur on ec ific it ill ic isim';
const suffix = new RegExp(`(?<=.{4})(?:${suffixes.split(' ').join('|')})$`);

function withOneSound(stem: string): string {
  if (stem.endsWith('i') && stem.length > 3) return withOneSound(stem.slice(0, -1));
  if (stem.endsWith('qu')) return `${stem.slice(0, -2)}c`;
  if (stem.endsWith('gu')) return stem.slice(0, -1);
  if (stem.endsWith('zc')) return `${stem.slice(0, -2)}c`;
  return stem.endsWith('z') ? `${stem.slice(0, -1)}c` : stem;
}
