import { globSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { ourContent } from '../our-content.ts';
import { companiesKept, questionsOf } from '../search/question-sets.ts';

type Written = {
  readonly calls: Readonly<Record<string, readonly string[]>>;
  readonly lookalikes: readonly string[];
};
type Framed = Readonly<Record<'frames' | 'calls' | 'harmless', readonly string[]>>;

const { signposts } = await ourContent('en');
const isSafety = (text: string) =>
  signposts.recognize(text).calls.some(({ kind }) => kind === 'safety');
const read = <T>(path: string) => load(readFileSync(path, 'utf8')) as T;

/** The share that gets a signpost for safety. */
function shareOf(what: string, texts: readonly string[]): number {
  const share = texts.filter(isSafety).length / texts.length;
  process.stdout.write(`${(100 * share).toFixed(1)} % of ${texts.length} ${what}\n`);
  return share;
}

test('recognizes calls for help of six writers that nothing was learned from', () => {
  const written = globSync('tests/signposts/unlearned/*.yml').map((path) => read<Written>(path));
  const calls = written.flatMap((one) => Object.values(one.calls).flat());
  const lookalikes = written.flatMap((one) => one.lookalikes);
  expect(shareOf('calls', calls)).toBeGreaterThanOrEqual(0.97);
  expect(shareOf('lookalikes', lookalikes)).toBeLessThanOrEqual(0.01);
});

test('recognizes plain calls beside something harmless', () => {
  const { frames, calls, harmless } = read<Framed>('tests/signposts/framed.yml');
  const framed = (texts: readonly string[]) =>
    frames.flatMap((frame) => texts.map((text) => frame.replace('%', text)));
  expect(shareOf('framed calls', framed(calls))).toBeGreaterThan(0.9);
  expect(shareOf('framed harmless lines', framed(harmless))).toBeLessThan(0.15);
});

test('takes hardly any ordinary question for a call', async () => {
  const files = companiesKept.map((name) => `companies/${name}/questions.yml`);
  const questions = await Promise.all(files.map(questionsOf));
  const calls = read<readonly string[]>('tests/signposts/both.yml');
  const ordinary = questions
    .flatMap((some) => some.map(({ ask }) => ask))
    .filter((ask) => !calls.includes(ask));
  expect(shareOf('ordinary questions', ordinary)).toBeLessThan(0.08);
});
