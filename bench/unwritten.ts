import { olderQuestions, realQuestions } from '../tests/search/question-sets.ts';
import { countOf } from './cross-validation.ts';
import { type Example, fitWeights, probabilities } from './fit-weights.ts';
import { newEntryKinds } from './new-entries.ts';
import { casesOf, type Outcome, outcome, ownData, ownEntries } from './search-cases.ts';

const folds = 5;

/** Our entries as in a language for which no questions and phrases were written. */
const cases = casesOf([...realQuestions, ...olderQuestions], ownEntries, {
  language: ownData.language,
  questions: new Map(),
  phrases: new Map(),
}).filter(({ right }) => right.length > 0);

const examples = cases.map(
  ({ evidence, right, question }): Example => ({
    evidence: newEntryKinds.map((kind) => evidence[kind]),
    right,
    count: countOf(question),
  }),
);

/** The weights of the kinds of evidence in `newEntryKinds`, by all questions together. */
export const unwrittenWeights = (): number[] => fitWeights(examples);

/** Answers each question with weights that were fitted on four fifths of the others. */
export function simulateUnwritten(): Outcome[] {
  return Array.from({ length: folds }, (_, fold) => {
    const weights = fitWeights(examples.filter((_, at) => at % folds !== fold));
    return cases.flatMap((each, at) =>
      at % folds === fold
        ? outcome(each, probabilities(examples[at]?.evidence ?? [], weights), each.right)
        : [],
    );
  }).flat();
}
