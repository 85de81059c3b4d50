/**
 * Prints the weights of the search that its questions give, and how questions are answered that
 * were left out when the weights were fitted: `npm run bench:finding`.
 */
import { evidenceKinds } from '../src/search/ranking.ts';
import { crossValidate, fittedOnAll } from './cross-validation.ts';
import {
  answerForNewEntries,
  newEntryKinds,
  newEntryKindsByMeaning,
  newEntryWeights,
  newEntryWeightsByMeaning,
} from './new-entries.ts';
import type { Outcome } from './search-cases.ts';
import { table } from './table.ts';

const print = (title: string, kinds: readonly string[], weights: readonly number[]): void => {
  const named = kinds.map((kind, at) => `${kind}: ${weights[at]?.toFixed(2)}`);
  process.stdout.write(`${title}: ${named.join(', ')}\n`);
};
print('Weights', evidenceKinds, fittedOnAll());
print('Weights of new entries', newEntryKinds, newEntryWeights());
print('Weights by meaning as well', newEntryKindsByMeaning, newEntryWeightsByMeaning());

function printOutcomes<T extends Outcome>(
  title: string,
  outcomes: readonly T[],
  kindOf: (outcome: T) => string,
): void {
  const rows = [...new Set(outcomes.map(kindOf))].map((kind) => {
    const some = outcomes.filter((each) => kindOf(each) === kind);
    const share = (part: readonly unknown[]) =>
      `${((100 * part.length) / some.length).toFixed(1)} %`;
    return [
      kind,
      String(some.length),
      share(some.filter(({ rank }) => rank === 0)),
      share(some.filter(({ rank }) => rank >= 0)),
      share(some.filter(({ isAlone }) => isAlone)),
      share(some.filter(({ isAlone, rank }) => isAlone && rank !== 0)),
    ];
  });
  const head = [title, 'questions', 'first', 'of three', 'alone', 'alone, wrong'];
  process.stdout.write(`\n${table(head, rows)}\n`);
}

for (const by of ['kind', 'row'] as const) {
  printOutcomes(`each ${by} left out`, crossValidate(by), ({ question }) => question.kind);
}
printOutcomes(
  'beside five entries of a company',
  answerForNewEntries(),
  ({ isOfNew, question }) => `${isOfNew ? 'new' : 'others'}, ${question.kind}`,
);
