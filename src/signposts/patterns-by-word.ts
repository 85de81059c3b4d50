import type { Pattern } from './pattern.ts';
import type { PatternIndex } from './signpost-index.ts';

/** The patterns that a text with these words may match. */
export type PatternsFor = (words: ReadonlySet<string>) => readonly Pattern[];

/** Few patterns are needed, so each is parsed when it is first needed. */
export function patternsByWord(
  phrases: readonly string[],
  index: PatternIndex,
  parse: (phrase: string) => Pattern,
): PatternsFor {
  const positionsOf = new Map(index);
  const parsed: Pattern[] = [];
  return (words) => {
    const positions = new Set([...words].flatMap((word) => positionsOf.get(word) ?? []));
    return [...positions].map((at) => (parsed[at] ??= parse(phrases[at] ?? '')));
  };
}
