import type { Analyzer } from './analyzer.ts';
import type { LanguageData } from './search-data.ts';

export type Thesaurus = {
  readonly synonyms: (term: string) => Iterable<string>;
  /** Terms with a loosely related meaning; not symmetric. */
  readonly relatedTerms: (term: string) => Iterable<string>;
  readonly idioms: readonly Idiom[];
  /** Words that are not misspelt even if no entry has them. */
  readonly words: readonly string[];
};

/** The terms of an idiom, and the plain words it stands for. */
export type Idiom = { readonly terms: readonly string[]; readonly meaning: readonly string[] };

export function thesaurus({ tokenize, termsOf, terms }: Analyzer, data: LanguageData): Thesaurus {
  const synonyms = new Map<string, Set<string>>();
  const related = new Map<string, Set<string>>();
  for (const group of data.same) {
    const members = [...new Set(terms(group))];
    for (const from of members) for (const to of members) relate(from, to, synonyms);
  }
  for (const [word, others] of Object.entries(data.near)) {
    for (const from of termsOf(word)) for (const to of terms(others)) relate(from, to, related);
  }
  return {
    synonyms: (term) => synonyms.get(term) ?? [],
    relatedTerms: (term) => related.get(term) ?? [],
    idioms: Object.entries(data.sayings).map(([idiom, meaning]) => ({
      terms: terms(idiom),
      meaning: tokenize(meaning),
    })),
    words: [
      ...Object.keys(data.near),
      ...data.same.flatMap((group) => group.split(/\s+/)),
      ...Object.keys(data.sayings).flatMap(tokenize),
    ],
  };
}

function relate(from: string, to: string, relations: Map<string, Set<string>>): void {
  if (from === to) return;
  const others = relations.get(from);
  if (others) others.add(to);
  else relations.set(from, new Set([to]));
}
