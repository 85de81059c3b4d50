import type { Language } from './language.ts';
import type { LanguageData } from './language-file.ts';

/** Which words of a language stand for each other. */
export type Relations = {
  /** Other terms that mean the same. */
  readonly synonyms: (term: string) => Iterable<string>;
  /** Terms that are only somewhere near it. */
  readonly near: (term: string) => Iterable<string>;
  /** Sayings as terms, with what they stand for. */
  readonly sayings: readonly Saying[];
  /** Words that are known although no entry has them. */
  readonly knownWords: readonly string[];
};

export type Saying = { readonly terms: readonly string[]; readonly means: readonly string[] };

export function relations({ typedWords, termsOf, terms }: Language, data: LanguageData): Relations {
  const relatives = new Map<string, Set<string>>();
  const nearby = new Map<string, Set<string>>();
  for (const group of data.same) {
    const members = [...new Set(terms(group))];
    for (const from of members) for (const to of members) relate(from, to, relatives);
  }
  for (const [from, to] of Object.entries(data.near)) {
    for (const one of termsOf(from)) for (const other of terms(to)) relate(one, other, nearby);
  }
  return {
    synonyms: (term) => relatives.get(term) ?? [],
    near: (term) => nearby.get(term) ?? [],
    sayings: Object.entries(data.sayings).map(([said, means]) => ({
      terms: terms(said),
      means: typedWords(means),
    })),
    knownWords: [
      ...Object.keys(data.near),
      ...data.same.flatMap((group) => group.split(/\s+/)),
      ...Object.keys(data.sayings).flatMap(typedWords),
    ],
  };
}

function relate(from: string, to: string, among: Map<string, Set<string>>): void {
  if (from === to) return;
  const known = among.get(from);
  if (known) known.add(to);
  else among.set(from, new Set([to]));
}
