import { kinds } from '../src/content/entry.ts';
import { readContentFiles } from '../src/content/files.ts';
import { buildLibrary } from '../src/content/library.ts';
import { readSearchData } from '../src/content/read-search-data.ts';
import { analyzer } from '../src/search/analyzer.ts';
import { evidenceKinds, ranking } from '../src/search/ranking.ts';
import { minCoverage, minProbability, nameFinder } from '../src/search/search.ts';
import { olderQuestions, type Question, realQuestions } from '../tests/search/question-sets.ts';
import { type Example, fitWeights, probabilities } from './fit-weights.ts';

/** How a question was answered by weights that were fitted without it. */
export type Outcome = {
  readonly question: Question;
  /** The position of the first right entry among the three shown, from 0; -1 for none. */
  readonly rank: number;
  readonly isAlone: boolean;
};

const folds = 5;
/** There are three times as many older questions, all of one kind. */
const countOfOlder = 0.3;

const files = await readContentFiles(['prompts'], 'en');
const library = buildLibrary(files);
const entries = kinds.flatMap((kind) => library.list(kind));
const ids = entries.map(({ id }) => id);
const data = readSearchData(files, new Set(ids));
const analysis = analyzer(data.language);
const { evidence, rank } = ranking(analysis, entries, data);

const named = nameFinder(analysis, entries);

type Case = Example & {
  readonly question: Question;
  readonly coverage: number;
  /** The entry that the question names. */
  readonly named: ReturnType<typeof named>;
};

const older = new Set<Question>(olderQuestions);
const cases: Case[] = [...realQuestions, ...olderQuestions].map((question) => {
  const tokens = analysis.tokenize(question.ask);
  const found = evidence(tokens);
  const { coverage, terms } = rank(tokens);
  return {
    question,
    evidence: evidenceKinds.map((kind) => found[kind]),
    right: question.answers.map((id) => ids.indexOf(id)),
    count: older.has(question) ? countOfOlder : 1,
    coverage,
    named: named(tokens.flatMap(analysis.termsOf)) ?? named(terms),
  };
});
const hasAnswer = ({ right }: Case): boolean => right.length > 0;

/** The weights that all questions together give. */
export const fittedOnAll = (): number[] => fitWeights(cases.filter(hasAnswer));

/**
 * Answers each question with weights fitted on the others: all other kinds, or four of five
 * questions of every kind.
 */
export function crossValidate(by: 'kind' | 'row'): Outcome[] {
  const foldOf = ({ question, right }: Case, index: number): string =>
    by === 'row' || older.has(question) || right.length === 0
      ? String(index % folds)
      : question.kind;
  const names = cases.map(foldOf);
  return [...new Set(names)].flatMap((fold) => {
    const weights = fitWeights(cases.filter((each, at) => names[at] !== fold && hasAnswer(each)));
    return cases.filter((_, at) => names[at] === fold).map((each) => outcome(each, weights));
  });
}

function outcome(each: Case, weights: readonly number[]): Outcome {
  const { question, evidence, right, coverage, named } = each;
  const all = probabilities(evidence, weights);
  const ranked = [...all.keys()].sort((a, b) => (all[b] as number) - (all[a] as number));
  const [likeliest = 0] = ranked;
  const own = named ? entries.indexOf(named.entry) : likeliest;
  const order = [own, ...ranked.filter((entry) => entry !== own)].slice(0, 3);
  const isLikely = (all[likeliest] as number) >= minProbability && coverage >= minCoverage;
  return {
    question,
    rank: order.findIndex((entry) => right.includes(entry)),
    isAlone: named ? named.isWhole || own === likeliest : isLikely,
  };
}
