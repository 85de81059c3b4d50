import type { Analyzer } from './analyzer.ts';
import type { LanguageData } from './search-data.ts';

export type Thesaurus = {
  readonly synonyms: (term: string) => Iterable<string>;
  /** Terms of the same topic. */
  readonly sameTopic: (term: string) => Iterable<string>;
  /** Terms with a loosely related meaning; not symmetric. */
  readonly relatedTerms: (term: string) => Iterable<string>;
  readonly idioms: readonly Idiom[];
  /** Words that are not misspelt even if no entry has them. */
  readonly words: readonly string[];
};

/** The terms of an idiom, and the plain words it stands for. */
export type Idiom = { readonly terms: readonly string[]; readonly meaning: readonly string[] };

export function thesaurus({ tokenizeLines, termsOf }: Analyzer, data: LanguageData): Thesaurus {
  const synonyms = new Map<string, Set<string>>();
  const related = new Map<string, Set<string>>();
  const topics = new Map<string, Set<string>>();
  const relateAll = (groups: readonly string[], relations: Map<string, Set<string>>): void => {
    for (const group of tokenizeLines(groups, termsOf)) {
      const members = [...new Set(group)];
      for (const from of members) for (const to of members) relate(from, to, relations);
    }
  };
  relateAll(data.same, synonyms);
  relateAll(data.topics, topics);
  const itself = (word: string) => [word];
  const near = tokenizeLines(Object.keys(data.near), itself);
  const meant = tokenizeLines(Object.values(data.near), termsOf);
  for (const [at, words] of near.entries()) {
    for (const from of words.flatMap(termsOf)) {
      for (const to of meant[at] ?? []) relate(from, to, related);
    }
  }
  const sayings = tokenizeLines(Object.keys(data.sayings), itself);
  const meanings = tokenizeLines(Object.values(data.sayings), itself);
  return {
    synonyms: (term) => synonyms.get(term) ?? [],
    sameTopic: (term) => topics.get(term) ?? [],
    relatedTerms: (term) => related.get(term) ?? [],
    idioms: sayings.map((idiom, at) => ({
      terms: idiom.flatMap(termsOf),
      meaning: meanings[at] ?? [],
    })),
    words: [...[near, sayings, tokenizeLines([...data.same, ...data.topics], itself)].flat(2)],
  };
}

function relate(from: string, to: string, relations: Map<string, Set<string>>): void {
  if (from === to) return;
  const others = relations.get(from);
  if (others) others.add(to);
  else relations.set(from, new Set([to]));
}
