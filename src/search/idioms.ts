import type { Analyzer } from './analyzer.ts';
import type { Idiom, ThesaurusTerms } from './thesaurus.ts';

/** Terms of this weight or more are not stop words. */
const minContentWeight = 0.2;

/**
 * Finds idioms in a query and returns the words that each stands for. In an idiom with two or more
 * telling terms, stop words are optional ("at her wits' end"). In any other one they have to be
 * there, but may be others ("off his face", "off my face"), unless it has nothing else but one
 * word ("in a pickle"). What people say of themselves has to be there word for word, as another
 * form of it is said of somebody else.
 */
export function idiomMatcher(
  { weight, termsOf }: Analyzer,
  { idioms, oneself }: Pick<ThesaurusTerms, 'idioms' | 'oneself'>,
) {
  const isStopWord = (term: string) => weight(term) < minContentWeight;
  const masked = (terms: readonly string[]) => terms.map((term) => (isStopWord(term) ? '' : term));
  const loose: Patterns = new Map();
  const strict: Patterns = new Map();
  const exact: Patterns = new Map();
  for (const { terms, meaning } of idioms) {
    const content = terms.filter((term) => !isStopWord(term));
    if (content.length === 0) continue;
    if (content.length === 1) add(exact, terms, meaning);
    else if (content.filter((term) => weight(term) === 1).length > 1) add(loose, content, meaning);
    else add(strict, masked(terms), meaning);
  }
  const ofOneself: Patterns = new Map();
  for (const { terms, meaning } of oneself) add(ofOneself, terms, meaning);
  return (tokens: readonly string[]): (readonly string[])[] => {
    const terms = tokens.flatMap(termsOf);
    const content = terms.filter((term) => !isStopWord(term));
    return [
      ...meaningsIn(content, loose),
      ...meaningsIn(masked(terms), strict),
      ...meaningsIn(terms, exact),
      ...meaningsIn(tokens, ofOneself),
    ];
  };
}

/** Idioms by the first term of their pattern. */
type Patterns = Map<string, Idiom[]>;

function add(patterns: Patterns, terms: readonly string[], meaning: readonly string[]): void {
  const start = terms[0] as string;
  patterns.set(start, [...(patterns.get(start) ?? []), { terms, meaning }]);
}

function meaningsIn(terms: readonly string[], patterns: Patterns): (readonly string[])[] {
  return terms.flatMap((first, start) =>
    (patterns.get(first) ?? [])
      .filter((pattern) => pattern.terms.every((term, step) => terms[start + step] === term))
      .map(({ meaning }) => meaning),
  );
}
