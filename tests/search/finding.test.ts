import { describe, expect, test } from 'vitest';
import { crossValidate } from '../../bench/cross-validation.ts';
import { answerForNewEntries } from '../../bench/new-entries.ts';
import { type Outcome, ownData, ownEntries } from '../../bench/search-cases.ts';
import { kinds } from '../../src/content/entry.ts';
import { searchIndex } from '../../src/search/search.ts';
import { buildLibrary } from '../content/build-library.ts';
import { ownFiles } from '../content/files.ts';
import { frames } from './frames.ts';
import { olderQuestions, type Question, realQuestions } from './question-sets.ts';

const library = buildLibrary(ownFiles);
const { search } = library;

const percent = (part: readonly unknown[], of: readonly unknown[]): number =>
  (100 * part.length) / of.length;
const first = (some: readonly Outcome[]) => some.filter(({ rank }) => rank === 0);
const shown = (some: readonly Outcome[]) => some.filter(({ rank }) => rank >= 0);
const wrong = (some: readonly Outcome[]) =>
  some.filter(({ isAlone, rank }) => isAlone && rank !== 0);

function figures(name: string, some: readonly Outcome[]): string {
  const rates = [first(some), shown(some), some.filter(({ isAlone }) => isAlone), wrong(some)];
  const cells = rates.map((part) => `${percent(part, some).toFixed(1)} %`.padStart(9));
  return `  ${name.padEnd(14)}${String(some.length).padStart(4)}${cells.join('')}\n`;
}

describe.each(['kind', 'row'] as const)('with weights fitted without the %s asked', (by) => {
  const outcomes = crossValidate(by);
  const of = (set: readonly Question[]) =>
    outcomes.filter(({ question }) => set.includes(question) && question.answers.length > 0);
  const [real, older] = [of(realQuestions), of(olderQuestions)];
  const outOfScope = outcomes.filter(({ question }) => question.answers.length === 0);
  const alone = outOfScope.filter(({ isAlone }) => isAlone);
  const names = [...new Set(real.map(({ question }) => question.kind))];
  process.stdout.write(
    `each ${by} left out: questions, first right, among three, alone, alone and wrong\n` +
      names
        .map((kind) =>
          figures(
            kind,
            real.filter(({ question }) => question.kind === kind),
          ),
        )
        .join('') +
      figures('all of these', real) +
      figures('older sets', older) +
      `  of ${outOfScope.length} out of scope ${alone.length} were answered alone\n`,
  );

  test('68 % of the real questions get a right entry first, and 86 % among three', () => {
    expect(percent(first(real), real)).toBeGreaterThanOrEqual(68);
    expect(percent(shown(real), real)).toBeGreaterThanOrEqual(86);
  });

  test('at most 1 % get a wrong entry alone, and of those alone 97 % are right', () => {
    expect(percent(wrong(real), real)).toBeLessThanOrEqual(1);
    const answered = [...real, ...older].filter(({ isAlone }) => isAlone);
    expect(percent(wrong(answered), answered)).toBeLessThanOrEqual(3);
  });

  test('at most 8 % of what is out of scope gets a single entry', () => {
    expect(percent(alone, outOfScope)).toBeLessThanOrEqual(8);
  });

  test('90 % of the older questions get a right entry first', () => {
    expect(percent(first(older), older)).toBeGreaterThanOrEqual(90);
  });
});

describe('five entries of a company, with a dozen aliases and no written questions', () => {
  const outcomes = answerForNewEntries().filter(({ question }) => question.answers.length > 0);
  const [theirs = [], ours = []] = [true, false].map((isNew) =>
    outcomes.filter(({ isOfNew }) => isOfNew === isNew),
  );
  process.stdout.write(
    'beside five entries of a company: questions, first right, among three, alone, alone and wrong\n' +
      figures('for theirs', theirs) +
      figures('for ours', ours),
  );

  test('are first for 79 % of their questions, and among three for 94 %', () => {
    expect(percent(first(theirs), theirs)).toBeGreaterThanOrEqual(79);
    expect(percent(shown(theirs), theirs)).toBeGreaterThanOrEqual(94);
  });

  test('at most 2 % get a wrong entry alone', () => {
    expect(percent(wrong(theirs), theirs)).toBeLessThanOrEqual(2);
  });

  test('leave ours first for 82 % of our questions', () => {
    expect(percent(first(ours), ours)).toBeGreaterThanOrEqual(82);
  });
});

test('without whole questions, as in a second language, 68 % of the real ones are found at once', () => {
  const find = searchIndex(ownEntries, { ...ownData, questions: new Map() });
  const outcomes = realQuestions
    .filter(({ answers }) => answers.length > 0)
    .map((question): Outcome => {
      const result = find(question.ask);
      const isAlone = result.kind === 'entry';
      const shown = isAlone ? [result.entry] : result.kind === 'nearest' ? result.entries : [];
      return {
        question,
        isAlone,
        rank: shown.findIndex(({ id }) => question.answers.includes(id)),
      };
    });
  process.stdout.write(figures('no questions', outcomes));
  expect(percent(first(outcomes), outcomes)).toBeGreaterThanOrEqual(68);
  expect(percent(shown(outcomes), outcomes)).toBeGreaterThanOrEqual(82);
  expect(percent(wrong(outcomes), outcomes)).toBeLessThanOrEqual(2);
});

test('an alias is found in any way of asking', () => {
  const names = kinds
    .flatMap((kind) => library.list(kind))
    .flatMap(({ id, aliases }) => aliases.map((alias) => ({ id, alias })))
    .filter((_, at) => at % 8 === 0);
  const asked = frames.map((frame) => {
    const found = names.filter(({ id, alias }) => {
      const result = search(frame.replace('X', alias));
      const [nearest] = result.kind === 'nearest' ? result.entries : [];
      return (result.kind === 'entry' ? result.entry : nearest)?.id === id;
    });
    return { frame, share: percent(found, names) };
  });
  const mean = asked.reduce((sum, { share }) => sum + share, 0) / asked.length;
  const [worst] = asked.toSorted((a, b) => a.share - b.share);
  process.stdout.write(
    `${names.length} aliases in ${frames.length} ways of asking: ${mean.toFixed(1)} % first, ` +
      `worst ${worst?.share.toFixed(1)} % for "${worst?.frame}"\n`,
  );
  expect(mean).toBeGreaterThanOrEqual(95);
});
