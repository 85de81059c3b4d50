import type { Entry } from '../src/content/entry.ts';
import { type Evidence, evidenceKinds, fittedWeights } from '../src/search/ranking.ts';
import type { QuestionsByEntry, SearchData } from '../src/search/search-data.ts';
import { seeded } from '../tests/random.ts';
import { olderQuestions, realQuestions } from '../tests/search/question-sets.ts';
import { countOf } from './cross-validation.ts';
import { type Example, fitWeights, probabilities } from './fit-weights.ts';
import { type Case, casesOf, type Outcome, outcome, ownData, ownEntries } from './search-cases.ts';

/** The kinds of evidence that an entry without written questions has. */
export const newEntryKinds = evidenceKinds.filter((kind) => kind !== 'question');

export type NewEntryOutcome = Outcome & {
  /** Whether a right entry is one of the new ones. */
  readonly isOfNew: boolean;
};

const groupSize = 5;
const aliasCount = 12;
/** Of the questions for other entries each group is asked one of so many. */
const others = 8;
const random = seeded(41);
const questions = [...realQuestions, ...olderQuestions];

type NewCase = { readonly each: Case; readonly isOfNew: boolean; readonly example: Example };

/**
 * Our entries in groups of five. In each group these five are made like a company's new ones: no
 * written questions or phrases, and a dozen of their aliases.
 */
const groups = inGroups(shuffled(ownEntries)).map((group, number) => {
  const isNew = (entry: Entry) => group.has(entry.id);
  const entries = ownEntries.map((entry) =>
    isNew(entry) ? { ...entry, aliases: shuffled(entry.aliases).slice(0, aliasCount) } : entry,
  );
  const without = (all: QuestionsByEntry) => new Map([...all].filter(([id]) => !group.has(id)));
  const { language, questions: written, phrases } = ownData;
  const data: SearchData = { language, questions: without(written), phrases: without(phrases) };
  const asked = questions.filter(
    ({ answers }, at) => answers.some((id) => group.has(id)) || (at + number) % others === 0,
  );
  const news = entries.map(isNew);
  return casesOf(asked, entries, data).map((each): NewCase => {
    const ofNew = each.right.filter((entry) => news[entry]);
    const isOfNew = ofNew.length > 0;
    const right = isOfNew ? ofNew : each.right;
    const offset = entries.map((_, entry) => {
      if (news[entry]) return 0;
      return each.right.includes(entry) && isOfNew ? -Infinity : writtenScore(each.evidence, entry);
    });
    const ofNewOnly = (scores: readonly number[] | Float64Array) =>
      Float64Array.from(scores, (score, entry) => (news[entry] ? score : 0));
    return {
      each,
      isOfNew,
      example: {
        evidence: [
          ...newEntryKinds.map((kind) => ofNewOnly(each.evidence[kind])),
          ofNewOnly(entries.map(() => 1)),
        ],
        right,
        count: countOf(each.question) * (isOfNew ? 1 : others),
        offset: Float64Array.from(offset),
      },
    };
  });
});

const weightsFor = (some: readonly (readonly NewCase[])[]): number[] =>
  fitWeights(
    some
      .flat()
      .map(({ example }) => example)
      .filter(({ right }) => right.length > 0),
  );

/** The weights of new entries that all groups together give, with that of `base` last. */
export const newEntryWeights = (): number[] => weightsFor(groups);

/**
 * Answers the questions of each group with weights that were fitted on other groups. An entry that
 * is right as well, but isn't new, doesn't count for a question whose answer is new.
 */
export function simulateNewEntries(): NewEntryOutcome[] {
  return [0, 1].flatMap((half) => {
    const weights = weightsFor(groups.filter((_, at) => at % 2 !== half));
    return groups
      .filter((_, at) => at % 2 === half)
      .flat()
      .map(({ each, isOfNew, example: { evidence, offset, right } }) => ({
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

function inGroups(entries: readonly Entry[]): Set<string>[] {
  const count = Math.floor(entries.length / groupSize);
  const ids = entries.map(({ id }) => id);
  return Array.from({ length: count }, (_, group) => {
    return new Set(ids.filter((_, at) => at % count === group));
  });
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
