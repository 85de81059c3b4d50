import { readdirSync } from 'node:fs';
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

const companies = 'tests/search/companies';

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

test('finds five entries of each of nine companies, which have names and a text alone', async () => {
  const sums = { theirs: { first: 0, ofThree: 0, count: 0 }, ours: { first: 0, count: 0 } };
  for (const company of readdirSync(companies)) {
    const { library } = await readContent({
      roots: ['prompts', `${companies}/${company}`],
      languages: ['en'],
    });
    const theirs = found(library, await questionsOf(`companies/${company}/questions.yml`));
    print(company, theirs);
    const ours = found(library, [...realQuestions, ...olderQuestions]);
    print(`ours beside those of ${company}`, ours);
    sums.theirs.first += theirs.first;
    sums.theirs.ofThree += theirs.ofThree;
    sums.theirs.count += theirs.count;
    sums.ours.first += ours.first;
    sums.ours.count += ours.count;
  }
  print('all nine', sums.theirs);
  expect(sums.theirs.first / sums.theirs.count).toBeGreaterThan(0.75);
  expect(sums.ours.first / sums.ours.count).toBeGreaterThan(0.8);
});
