/** Rules that reduce the words of a language; `endings` in `finding.yml` names them. */
export type Stemmer = {
  /** One spelling for words that have two. */
  readonly normalizeSpelling: (word: string) => string;
  /** Removes plurals and the like. Only has to be the same for questions and entries. */
  readonly stem: (word: string) => string;
  /** The part that related words share, coarser than the stem: "recommend" and "recommendation". */
  readonly root: (term: string) => string;
};

const english: Stemmer = {
  /** "colour" becomes "color", "apologise" becomes "apologize". */
  normalizeSpelling: (word) =>
    word
      .replace(
        /^(disc|col|fav|hon|behavi|neighb|lab|hum|flav|rum|harb|od|vap|sav|endeav|vig|rig)our/,
        '$1or',
      )
      .replace(/(?<=..[^aeou])is(e|es|ed|er|ers|ing|ation|ations)$/, 'iz$1')
      .replace(/lys(e|es|ed|ing)$/, 'lyz$1'),

  /** Removes plurals, -ing, -ed, -ly and a final e. */
  stem(word) {
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
  },

  root: (term) => term.replace(englishSuffix, '').replace(englishSuffix, ''),
};

const englishSuffixes =
  'ations? itions? ions? ments? ness abl ibl iv al ful les ' +
  'ers? ors? est anc enc ant ent iti ous iz ist i at';
const englishSuffix = new RegExp(`(?<=.{4})(${englishSuffixes.replaceAll(' ', '|')})$`);

const unchanged = (word: string): string => word;
const none: Stemmer = { normalizeSpelling: unchanged, stem: unchanged, root: unchanged };

export const stemmer = (name: 'english' | undefined): Stemmer =>
  name === 'english' ? english : none;
