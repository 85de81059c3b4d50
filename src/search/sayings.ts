import type { Language } from './language.ts';
import type { Saying } from './relations.ts';

/**
 * Finds the sayings in a question, and gives the words that each stands for. In one with two words that say something the others
 * need not be there ("at her wits' end"). In any other only the words that hold a sentence together may differ ("off his face", "off
 * my face").
 */
export function sayingsIn({ weight, termsOf }: Language, sayings: readonly Saying[]) {
  const isEmpty = (term: string) => weight(term) < 0.5;
  const [loose, exact] = [new Map<string, Pattern[]>(), new Map<string, Pattern[]>()];
  for (const { terms, means } of sayings) {
    const core = terms.filter((term) => !isEmpty(term));
    const isLoose = core.filter((term) => weight(term) === 1).length > 1;
    const pattern = isLoose ? core : terms.map((term) => (isEmpty(term) ? '' : term));
    const among = isLoose ? loose : exact;
    const start = pattern[0] as string;
    among.set(start, [...(among.get(start) ?? []), { terms: pattern, means }]);
  }
  return (typed: readonly string[]): (readonly string[])[] => {
    const said = typed.flatMap(termsOf);
    return [
      ...within(
        said.filter((term) => !isEmpty(term)),
        loose,
      ),
      ...within(
        said.map((term) => (isEmpty(term) ? '' : term)),
        exact,
      ),
    ];
  };
}

type Pattern = { readonly terms: readonly string[]; readonly means: readonly string[] };

function within(
  line: readonly string[],
  patterns: ReadonlyMap<string, readonly Pattern[]>,
): (readonly string[])[] {
  return line.flatMap((term, start) =>
    (patterns.get(term) ?? [])
      .filter(({ terms }) => terms.every((each, step) => line[start + step] === each))
      .map(({ means }) => means),
  );
}
