import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readContent } from '../../src/content/content.ts';
import type { Library } from '../../src/content/library.ts';
import { ourContent } from '../our-content.ts';
import {
  olderQuestions,
  type Question,
  questionsOf,
  realQuestions,
} from '../search/question-sets.ts';

/** How many of the questions have a right entry first and among the three nearest. */
function found(library: Library, questions: readonly Question[]) {
  const sum = { first: 0, ofThree: 0, count: 0 };
  for (const { ask, answers } of questions.filter((one) => one.answers.length > 0)) {
    const answer = library.search(ask);
    const entries =
      answer.kind === 'entry'
        ? [answer.entry, ...answer.others]
        : answer.kind === 'nearest'
          ? answer.entries
          : [];
    const rank = entries.findIndex(({ id }) => answers.includes(id));
    sum.first += rank === 0 ? 1 : 0;
    sum.ofThree += rank >= 0 ? 1 : 0;
    sum.count += 1;
  }
  return sum;
}

const print = (name: string, { first, ofThree, count }: ReturnType<typeof found>) => {
  const share = (part: number) => `${((100 * part) / count).toFixed(1)} %`;
  process.stdout.write(`${name}: ${count}, first ${share(first)}, of three ${share(ofThree)}\n`);
};

test('finds entries by situations that two writers thought of', async () => {
  const { library } = await ourContent('en');
  const situations = found(library, await questionsOf('situations.yml'));
  print('situations', situations);
  expect(situations.first / situations.count).toBeGreaterThan(0.7);
});

/** What was found for the entries of companies, and for ours beside them. */
async function foundBeside(folder: string) {
  const sums = {
    theirs: { first: 0, ofThree: 0, count: 0 },
    ours: { first: 0, ofThree: 0, count: 0 },
  };
  const add = (sum: ReturnType<typeof found>, more: ReturnType<typeof found>) => {
    sum.first += more.first;
    sum.ofThree += more.ofThree;
    sum.count += more.count;
  };
  for (const company of readdirSync(folder)) {
    const roots = ['prompts', `${folder}/${company}`] as const;
    const { library } = await readContent({ roots, languages: ['en'] });
    const theirs = found(
      library,
      await questionsOf(`${basename(folder)}/${company}/questions.yml`),
    );
    print(company, theirs);
    add(sums.theirs, theirs);
    add(sums.ours, found(library, [...realQuestions, ...olderQuestions]));
  }
  print('for all companies', sums.theirs);
  print('for ours beside them', sums.ours);
  return sums;
}

test('finds entries of companies that have names and a text alone', async () => {
  const { theirs, ours } = await foundBeside('tests/search/companies');
  expect(theirs.first / theirs.count).toBeGreaterThan(0.78);
  expect(ours.first / ours.count).toBeGreaterThan(0.83);
});

test('finds 85 % at once for companies that nothing was learned from', async () => {
  const { theirs } = await foundBeside('tests/search/unlearned');
  expect(theirs.first / theirs.count).toBeGreaterThanOrEqual(0.85);
});
