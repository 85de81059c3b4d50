/**
 * Prints the weights of the search that its questions give, and how questions are answered that
 * were left out when the weights were fitted: `npm run bench:finding`.
 */
import { evidenceKinds } from '../src/search/ranking.ts';
import { crossValidate, fittedOnAll } from './cross-validation.ts';
import { table } from './table.ts';

const weights = fittedOnAll();
const named = evidenceKinds.map((kind, at) => `${kind}: ${weights[at]?.toFixed(2)}`);
process.stdout.write(`Weights: ${named.join(', ')}\n\n`);

for (const by of ['kind', 'row'] as const) {
  const outcomes = crossValidate(by);
  const kinds = [...new Set(outcomes.map(({ question }) => question.kind))];
  const rows = kinds.map((kind) => {
    const some = outcomes.filter(({ question }) => question.kind === kind);
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
  const head = [`each ${by} left out`, 'questions', 'first', 'of three', 'alone', 'alone, wrong'];
  process.stdout.write(`${table(head, rows)}\n\n`);
}
