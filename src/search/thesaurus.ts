import type { Analyzer } from './analyzer.ts';
import type { LanguageData } from './search-data.ts';

type Terms = readonly string[];

/** An idiom, and the plain words it stands for. */
export type Idiom = { readonly terms: Terms; readonly meaning: Terms };

/** What an analyzer makes of the relations in `finding.yml`, as JSON. */
export type ThesaurusTerms = {
  readonly synonyms: readonly Terms[];
  readonly topics: readonly Terms[];
  readonly related: readonly (readonly [of: Terms, terms: Terms])[];
  readonly idioms: readonly Idiom[];
  /** What people say of themselves, as tokens. */
  readonly oneself: readonly Idiom[];
  /** Words that are not misspelt even if no entry has them. */
  readonly words: readonly string[];
};

export function thesaurusTerms(
  { tokenizeLines, termsOf }: Analyzer,
  data: LanguageData,
): ThesaurusTerms {
  const itself = (word: string) => [word];
  const near = tokenizeLines(Object.keys(data.near), itself);
  const meant = tokenizeLines(Object.values(data.near), termsOf);
  const sayings = tokenizeLines(Object.keys(data.sayings), itself);
  const meanings = tokenizeLines(Object.values(data.sayings), itself);
  const ofOneself = tokenizeLines(Object.keys(data.oneself), itself);
  const meaningsOfOneself = tokenizeLines(Object.values(data.oneself), itself);
  const [same, topics] = [tokenizeLines(data.same, itself), tokenizeLines(data.topics, itself)];
  const termsIn = (words: readonly string[]) => words.flatMap(termsOf);
  return {
    synonyms: same.map(termsIn),
    topics: topics.map(termsIn),
    related: near.map((words, at) => [termsIn(words), meant[at] ?? []]),
    idioms: sayings.map((words, at) => ({ terms: termsIn(words), meaning: meanings[at] ?? [] })),
    oneself: ofOneself.map((terms, at) => ({ terms, meaning: meaningsOfOneself[at] ?? [] })),
    words: [...new Set([near, sayings, ofOneself, same, topics].flat(2))],
  };
}

export type Thesaurus = {
  readonly synonyms: (term: string) => Iterable<string>;
  /** Terms of the same topic. */
  readonly sameTopic: (term: string) => Iterable<string>;
  /** Terms with a loosely related meaning; not symmetric. */
  readonly relatedTerms: (term: string) => Iterable<string>;
};

export function thesaurus({ synonyms, topics, related }: ThesaurusTerms): Thesaurus {
  const inGroups = (groups: readonly Terms[]) => groups.map((group) => [group, group] as const);
  return {
    synonyms: relation(inGroups(synonyms)),
    sameTopic: relation(inGroups(topics)),
    relatedTerms: relation(related),
  };
}

/** Each of the first terms is related to all of the second. */
function relation(
  pairs: readonly (readonly [from: Terms, to: Terms])[],
): (term: string) => ReadonlySet<string> {
  const targets = new Map<string, Terms[]>();
  for (const [from, to] of pairs) {
    for (const term of from) {
      const others = targets.get(term);
      if (others) others.push(to);
      else targets.set(term, [to]);
    }
  }
  return (term) => {
    const others = new Set(targets.get(term)?.flat());
    others.delete(term);
    return others;
  };
}
