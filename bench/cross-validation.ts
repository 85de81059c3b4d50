import { evidenceKinds } from '../src/search/ranking.ts';
import { olderQuestions, type Question, realQuestions } from '../tests/search/question-sets.ts';
import { type Example, fitWeights, probabilities } from './fit-weights.ts';
import { type Case, casesOf, type Outcome, outcome, ownData, ownEntries } from './search-cases.ts';

const folds = 5;
const older = new Set<Question>(olderQuestions);
/** There are three times as many older questions, all of one kind. */
export const countOf = (question: Question): number => (older.has(question) ? 0.5 : 1);

type Answerable = { readonly each: Case; readonly example: Example };
const cases: Answerable[] = casesOf([...realQuestions, ...olderQuestions], ownEntries, ownData).map(
  (each) => ({
    each,
    example: {
      evidence: evidenceKinds.map((kind) => each.evidence[kind]),
      right: each.right,
      count: countOf(each.question),
    },
  }),
);
const weightsFor = (some: readonly Answerable[]): number[] =>
  fitWeights(some.map(({ example }) => example).filter(({ right }) => right.length > 0));

/** The weights that all questions together give. */
export const fittedOnAll = (): number[] => weightsFor(cases);

/**
 * Answers each question with weights fitted on the others: all other kinds, or four of five
 * questions of every kind.
 */
export function crossValidate(by: 'kind' | 'row'): Outcome[] {
  const foldOf = ({ question, right }: Case, index: number): string =>
    by === 'row' || older.has(question) || right.length === 0
      ? String(index % folds)
      : question.kind;
  const names = cases.map(({ each }, at) => foldOf(each, at));
  return [...new Set(names)].flatMap((fold) => {
    const weights = weightsFor(cases.filter((_, at) => names[at] !== fold));
    return cases
      .filter((_, at) => names[at] === fold)
      .map(({ each, example }) =>
        outcome(each, probabilities(example.evidence, weights), each.right),
      );
  });
}
