import type { Entry } from '../content/entry.ts';
import { type Paragraph, plain } from '../content/markdown.ts';
import type { Analyzer } from './analyzer.ts';
import type { WeightedTerm } from './query-expansion.ts';

/** What each word of a question may stand for. */
type Expansions = readonly (readonly WeightedTerm[])[];

/** How much better a section has to match than what is shown anyway. */
const minLead = 1.3;
/** The share of the question, by weight, that a section must have words for. */
const minShare = 0.5;

type SectionTerms = {
  /** Of the title, and of what the short form of the entry begins with. */
  readonly shown: ReadonlySet<number>;
  /** Of each section that only this entry has, in order. */
  readonly details: readonly ReadonlySet<number>[];
};

/**
 * Returns a function that finds the section of an entry that a question is about, by its position
 * among the entry's `details`; none if the beginning of the entry answers as well.
 */
export function sectionFinder(
  { tokenizeLines, termsOf }: Analyzer,
  numberOf: (term: string) => number | undefined,
  termWeights: Float64Array,
): (expansions: Expansions, entry: Entry) => number | undefined {
  const known = new Map<Entry, SectionTerms>();
  const termsIn = (...texts: readonly string[]) =>
    new Set(
      tokenizeLines(texts, termsOf)
        .flat()
        .flatMap((term) => numberOf(term) ?? []),
    );
  const termsOfEntry = (entry: Entry): SectionTerms => {
    const found = known.get(entry);
    if (found) return found;
    const { title, summary, core, inPractice, details } = entry;
    const terms = {
      shown: termsIn(title, summary, ...(inPractice ?? core).slice(0, 3).map(plain)),
      details: details.map(({ heading, paragraphs, items }) =>
        termsIn(heading, ...[...paragraphs, ...items].map((text: Paragraph) => plain(text))),
      ),
    };
    known.set(entry, terms);
    return terms;
  };
  const valueIn = (expansions: Expansions, terms: ReadonlySet<number>): number => {
    let sum = 0;
    for (const expansion of expansions) {
      let best = 0;
      for (const { term, weight } of expansion) {
        const value = weight * (termWeights[term] as number);
        if (value > best && terms.has(term)) best = value;
      }
      sum += best;
    }
    return sum;
  };

  return (expansions, entry) => {
    if (entry.details.length === 0) return undefined;
    const { shown, details } = termsOfEntry(entry);
    let all = 0;
    for (const [likeliest] of expansions) {
      if (likeliest) all += likeliest.weight * (termWeights[likeliest.term] as number);
    }
    const least = Math.max(minShare * all, minLead * valueIn(expansions, shown));
    const values = details.map((terms) => valueIn(expansions, terms));
    const highest = Math.max(...values);
    return highest > 0 && highest >= least ? values.indexOf(highest) : undefined;
  };
}
