/** Rules that reduce the words of a language; `endings` in `finding.yml` names them. */
export type Stemmer = {
  /** One spelling for words that have two. */
  readonly normalizeSpelling: (word: string) => string;
  /** Removes plurals and the like. Only has to be the same for questions and entries. */
  readonly stem: (word: string) => string;
  /** The part that related words share, coarser than the stem: "recommend" and "recommendation". */
  readonly root: (term: string) => string;
};
