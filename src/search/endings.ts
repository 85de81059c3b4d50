/** What a language adds to its words, taken off by rules. By the name that `finding.yml` gives. */
export type Endings = {
  /** One spelling for words that have two. */
  readonly spelling: (word: string) => string;
  /** Without plurals and the like: not linguistics, only the same for question and entry. */
  readonly stem: (word: string) => string;
  /** What related words share: "recommend" and "recommendation", "slow" and "slower". Coarser than the stem. */
  readonly root: (term: string) => string;
};

const asItIs = (word: string): string => word;

const english: Endings = {
  /** "colour" and "color", "apologise" and "apologize" become one word. */
  spelling: (word) =>
    word
      .replace(
        /^(disc|col|fav|hon|behavi|neighb|lab|hum|flav|rum|harb|od|vap|sav|endeav|vig|rig)our/,
        '$1or',
      )
      .replace(/(?<=..[^aeou])is(e|es|ed|er|ers|ing|ation|ations)$/, 'iz$1')
      .replace(/lys(e|es|ed|ing)$/, 'lyz$1'),

  /** Takes off what English adds most: plurals, -ing, -ed, -ly, a last e. */
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

  root: (term) => term.replace(englishEndings, '').replace(englishEndings, ''),
};

const englishEndings =
  /(?<=.{4})(ations?|itions?|ions?|ments?|ness|abl|ibl|iv|al|ful|les|ers?|ors?|est|anc|enc|ant|ent|iti|ous|iz|ist|i|at)$/;

const none: Endings = { spelling: asItIs, stem: asItIs, root: asItIs };

export const endingsOf = (name: 'english' | undefined): Endings =>
  name === 'english' ? english : none;
