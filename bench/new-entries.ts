import { readdirSync } from 'node:fs';
import { kinds } from '../src/content/entry.ts';
import { readContentFiles } from '../src/content/files.ts';
import { libraryOf } from '../src/content/library.ts';
import { readLibrary } from '../src/content/read-library.ts';
import { readSearchData } from '../src/content/read-search-data.ts';
import { type Evidence, evidenceKinds, fittedWeights } from '../src/search/ranking.ts';
import { olderQuestions, questionsOf, realQuestions } from '../tests/search/question-sets.ts';
import { countOf } from './cross-validation.ts';
import { type Example, fitWeights, probabilities } from './fit-weights.ts';
import { type Case, casesOf, type Outcome, outcome, ownEntries } from './search-cases.ts';

/** The kinds of evidence that an entry without written questions has. */
export const newEntryKinds = evidenceKinds.filter((kind) => kind !== 'question');

export type NewEntryOutcome = Outcome & {
  /** Whether the question is for one of the company's entries. */
  readonly isOfNew: boolean;
};

/** Each has five entries, with a dozen aliases and no phrases or questions. */
const folder = 'tests/search/companies';
/** Beside each company one of so many questions for our entries is asked. */
const others = 8;
/** How much one for ours counts beside one for theirs: as much as it takes that ours lose nothing. */
const oursCount = 1.5;
const ours = [...realQuestions, ...olderQuestions];

type NewCase = { readonly each: Case; readonly isOfNew: boolean; readonly example: Example };

const companies = await Promise.all(
  readdirSync(folder).map(async (company, number): Promise<NewCase[]> => {
    const files = readContentFiles(['prompts', `${folder}/${company}`], 'en');
    const library = libraryOf(readLibrary(files));
    const entries = kinds.flatMap((kind) => library.list(kind));
    const data = readSearchData(files, new Set(entries.map(({ id }) => id)));
    const known = new Set(ownEntries.map(({ id }) => id));
    const isNew = entries.map(({ id }) => !known.has(id));
    const theirs = await questionsOf(`companies/${company}/questions.yml`);
    const asked = [...theirs, ...ours.filter((_, at) => (at + number) % others === 0)];
    return casesOf(asked, entries, data).map((each, at) => {
      const isOfNew = at < theirs.length;
      const ofNewOnly = (scores: readonly number[] | Float64Array) =>
        Float64Array.from(scores, (score, entry) => (isNew[entry] ? score : 0));
      return {
        each,
        isOfNew,
        example: {
          evidence: [
            ...newEntryKinds.map((kind) => ofNewOnly(each.evidence[kind])),
            ofNewOnly(entries.map(() => 1)),
          ],
          right: each.right,
          count: isOfNew ? 1 : oursCount * countOf(each.question),
          offset: Float64Array.from(entries, (_, entry) =>
            isNew[entry] ? 0 : writtenScore(each.evidence, entry),
          ),
        },
      };
    });
  }),
);

const weightsFor = (some: readonly (readonly NewCase[])[]): number[] =>
  fitWeights(
    some
      .flat()
      .map(({ example }) => example)
      .filter(({ right }) => right.length > 0),
  );

/** The weights of new entries that all companies together give, with that of `base` last. */
export const newEntryWeights = (): number[] => weightsFor(companies);

/** Answers the questions of each company with weights that were fitted on the other companies. */
export function answerForNewEntries(): NewEntryOutcome[] {
  return companies.flatMap((company) => {
    const weights = weightsFor(companies.filter((each) => each !== company));
    return company.map(({ each, isOfNew, example: { evidence, offset, right } }) => ({
      ...outcome(each, probabilities(evidence, weights, offset), right),
      isOfNew,
    }));
  });
}

function writtenScore(evidence: Evidence, entry: number): number {
  return evidenceKinds.reduce(
    (sum, kind) => sum + fittedWeights[kind] * (evidence[kind][entry] as number),
    0,
  );
}
