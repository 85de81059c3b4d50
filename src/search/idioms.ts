import type { Analyzer } from './analyzer.ts';
import type { Idiom } from './thesaurus.ts';

/** Terms of this weight or more are not stop words. */
const minContentWeight = 0.2;

/**
 * Finds idioms in a query and returns the words that each stands for. In an idiom with two or more
 * telling terms, stop words are optional ("at her wits' end"). In any other one they have to be
 * there, but may be others ("off his face", "off my face").
 */
export function idiomMatcher({ weight, termsOf }: Analyzer, idioms: readonly Idiom[]) {
  const isStopWord = (term: string) => weight(term) < minContentWeight;
  const masked = (terms: readonly string[]) => terms.map((term) => (isStopWord(term) ? '' : term));
  const loose = new Map<string, Idiom[]>();
  const strict = new Map<string, Idiom[]>();
  for (const { terms, meaning } of idioms) {
    const content = terms.filter((term) => !isStopWord(term));
    const isLoose = content.filter((term) => weight(term) === 1).length > 1;
    const pattern = isLoose ? content : masked(terms);
    const patterns = isLoose ? loose : strict;
    const start = pattern[0] as string;
    patterns.set(start, [...(patterns.get(start) ?? []), { terms: pattern, meaning }]);
  }
  return (tokens: readonly string[]): (readonly string[])[] => {
    const terms = tokens.flatMap(termsOf);
    const content = terms.filter((term) => !isStopWord(term));
    return [...meaningsIn(content, loose), ...meaningsIn(masked(terms), strict)];
  };
}

/** `patterns` are keyed by their first term. */
function meaningsIn(
  terms: readonly string[],
  patterns: ReadonlyMap<string, readonly Idiom[]>,
): (readonly string[])[] {
  return terms.flatMap((first, start) =>
    (patterns.get(first) ?? [])
      .filter((pattern) => pattern.terms.every((term, step) => terms[start + step] === term))
      .map(({ meaning }) => meaning),
  );
}
