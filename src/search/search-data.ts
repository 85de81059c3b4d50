import type { LanguageData, QuestionsByEntry } from './search-schema.ts';

export type { LanguageData, QuestionsByEntry } from './search-schema.ts';

/** A language without data: every word stands for itself. */
export const plainLanguage: LanguageData = {
  contractions: {},
  short: {},
  forms: {},
  spellings: {},
  empty: [],
  asking: [],
  light: [],
  same: [],
  topics: [],
  near: {},
  sayings: {},
  oneself: {},
};

/** Adds the data of `more`, which wins where both define the same word. */
export function mergeLanguages(first: LanguageData, more: LanguageData): LanguageData {
  return {
    endings: more.endings ?? first.endings,
    contractions: { ...first.contractions, ...more.contractions },
    short: { ...first.short, ...more.short },
    forms: { ...first.forms, ...more.forms },
    spellings: { ...first.spellings, ...more.spellings },
    empty: [...first.empty, ...more.empty],
    asking: [...first.asking, ...more.asking],
    light: [...first.light, ...more.light],
    same: [...first.same, ...more.same],
    topics: [...first.topics, ...more.topics],
    near: { ...first.near, ...more.near },
    sayings: { ...first.sayings, ...more.sayings },
    oneself: { ...first.oneself, ...more.oneself },
  };
}

/** The knowledge of the search beyond the entries. */
export type SearchData = {
  readonly language: LanguageData;
  /** Whole questions as people type them. */
  readonly questions: QuestionsByEntry;
  /** Words and half sentences. */
  readonly phrases: QuestionsByEntry;
};
