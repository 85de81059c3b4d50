import type { Stemmer } from './stemmer.ts';

/** Letters that no ending is taken off. */
const otherLetters = /[^a-z]/;

export const english: Stemmer = {
  /** "colour" becomes "color", "apologise" becomes "apologize". */
  normalizeSpelling(word) {
    let spelt = word;
    if (spelt.includes('our')) {
      spelt = spelt.replace(
        /^(disc|col|fav|hon|behavi|neighb|lab|hum|flav|rum|harb|od|vap|sav|endeav|vig|rig)our/,
        '$1or',
      );
    }
    if (spelt.includes('is')) {
      spelt = spelt.replace(/(?<=..[^aeou])is(e|es|ed|er|ers|ing|ation|ations)$/, 'iz$1');
    }
    return spelt.includes('lys') ? spelt.replace(/lys(e|es|ed|ing)$/, 'lyz$1') : spelt;
  },

  /** Removes plurals, -ing, -ed, -ly and a final e. Most words have none, so it looks first. */
  stem(word) {
    if (word.length < 4 || otherLetters.test(word)) return word;
    let stem = word;
    if (stem.endsWith('s')) {
      stem = stem
        .replace(/(?<=..)ies$/, 'y')
        .replace(/(?<=ss|[xz]|ch|sh)es$/, '')
        .replace(/(?<=..)(?<![su])s$/, '');
    }
    if (stem.endsWith('ly')) stem = stem.replace(/(?<=[aeiouy].*..)ly$/, '');
    if (stem.endsWith('ed') || stem.endsWith('ing')) {
      stem = stem
        .replace(/(?<=..)ied$/, 'y')
        .replace(/(?<=[aeiouy].?[^aeiouy]|[aeiouy][aeiouy])(ing|ed)$/, '');
    }
    if (stem.at(-1) === stem.at(-2)) stem = stem.replace(/(?<=..)([^aeiou])\1$/, '$1');
    if (stem.endsWith('e')) stem = stem.replace(/(?<=...)e$/, '');
    return stem.endsWith('y') ? stem.replace(/(?<=..[^aeiou])y$/, 'i') : stem;
  },

  root: (term) => term.replace(englishSuffix, '').replace(englishSuffix, ''),
};

const englishSuffixes =
  'ations? itions? ions? ments? ness abl ibl iv al ful les ' +
  'ers? ors? est anc enc ant ent iti ous iz ist i at';
const englishSuffix = new RegExp(`(?<=.{4})(${englishSuffixes.replaceAll(' ', '|')})$`);
