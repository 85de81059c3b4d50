import { readdirSync } from 'node:fs';
import { kinds } from '../src/content/entry.ts';
import { readContentFiles, readWordVectors } from '../src/content/files.ts';
import { libraryOf } from '../src/content/library.ts';
import { readLibrary } from '../src/content/read-library.ts';
import { readSearchData } from '../src/content/read-search-data.ts';
import { evidenceKinds, fittedWeights } from '../src/search/ranking.ts';
import { olderQuestions, questionsOf, realQuestions } from '../tests/search/question-sets.ts';
import { countOf } from './cross-validation.ts';
import { type Example, fitWeights, probabilities } from './fit-weights.ts';
import { type Case, casesOf, type Outcome, outcome, ownEntries } from './search-cases.ts';

/** The kinds of evidence for an entry without written questions. */
export const newEntryKinds: readonly string[] = [...evidenceKinds, 'base'];
/** With vectors of words, then for an entry beside it. */
export const newEntryKindsByMeaning: readonly string[] = [
  ...newEntryKinds,
  ...evidenceKinds.map((kind) => `${kind} beside`),
];

export type NewEntryOutcome = Outcome & {
  /** Whether the question is for one of the company's entries. */
  readonly isOfNew: boolean;
};

/** Each has five entries, with a dozen aliases and no phrases or questions. */
const folder = 'tests/search/companies';
const names = readdirSync(folder);
/** How much a question for ours counts beside one for theirs: as much as it takes that ours lose nothing. */
const oursCount = 4;
/** Each is asked beside one of the companies. */
const ours = [...realQuestions, ...olderQuestions];
/** So many times some companies are left out, and asked with what the others give. */
const folds = 7;

type NewCase = {
  readonly each: Case;
  readonly isOfNew: boolean;
  readonly example: Example;
  /** The same without vectors, where the weights of the entries beside it stay as they are. */
  readonly lexical: Example;
};

const vectors = readWordVectors(['prompts'], 'en');

const companies = await Promise.all(
  names.map(async (company, number): Promise<NewCase[]> => {
    const files = readContentFiles(['prompts', `${folder}/${company}`], 'en');
    const library = libraryOf(readLibrary(files));
    const entries = kinds.flatMap((kind) => library.list(kind));
    const data = readSearchData(files, new Set(entries.map(({ id }) => id)));
    const known = new Set(ownEntries.map(({ id }) => id));
    const isNew = entries.map(({ id }) => !known.has(id));
    const theirs = await questionsOf(`companies/${company}/questions.yml`);
    const asked = [...theirs, ...ours.filter((_, at) => at % names.length === number)];
    return casesOf(asked, entries, data, vectors).map((each, at) => {
      const isOfNew = at < theirs.length;
      const { evidence, right } = each;
      const only = (which: boolean, scores: readonly number[] | Float64Array) =>
        Float64Array.from(scores, (score, entry) => (isNew[entry] === which ? score : 0));
      const ofAll = (which: boolean) => evidenceKinds.map((kind) => only(which, evidence[kind]));
      const base = Float64Array.from(isNew, Number);
      const count = isOfNew ? 1 : oursCount * countOf(each.question);
      const besides = ofAll(false);
      const offset = Float64Array.from(isNew, (_, entry) =>
        evidenceKinds.reduce(
          (sum, kind, at) => sum + fittedWeights[kind] * (besides[at]?.[entry] as number),
          0,
        ),
      );
      const words = ofAll(true).map((scores, at) =>
        evidenceKinds[at] === 'meaning' ? scores.map(() => 0) : scores,
      );
      return {
        each,
        isOfNew,
        example: { evidence: [...ofAll(true), base, ...besides], right, count },
        lexical: { evidence: [...words, base], right, count, offset },
      };
    });
  }),
);

const canLearn = ({ right }: Example): boolean => right.length > 0;

const weightsFor = (some: readonly (readonly NewCase[])[]): number[] =>
  fitWeights(
    some
      .flat()
      .map(({ example }) => example)
      .filter(canLearn),
  );

/** The weights that all companies together give without vectors of words. */
export const newEntryWeights = (): number[] =>
  fitWeights(
    companies
      .flat()
      .map(({ lexical }) => lexical)
      .filter(canLearn),
  );

/** The same with vectors of words. */
export const newEntryWeightsByMeaning = (): number[] => weightsFor(companies);

/** Answers the questions of each company with weights that were fitted on others. */
export function answerForNewEntries(): NewEntryOutcome[] {
  const weights = Array.from({ length: folds }, (_, fold) =>
    weightsFor(companies.filter((_, at) => at % folds !== fold)),
  );
  return companies.flatMap((company, number) =>
    company.map(({ each, isOfNew, example: { evidence, right } }) => ({
      ...outcome(each, probabilities(evidence, weights[number % folds] ?? []), right),
      isOfNew,
    })),
  );
}
