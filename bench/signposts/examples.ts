import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { load } from 'js-yaml';
import {
  companiesKept,
  olderQuestions,
  questionsOf,
  realQuestions,
} from '../../tests/search/question-sets.ts';

export type SignpostExample = {
  readonly text: string;
  /** The signpost that must come, or `none`. */
  readonly label: string;
  /** Who wrote it; `questions` and `search` are of people who look for a guideline. */
  readonly writer: string;
};

export const none = 'none';
/** Those who wrote with our patterns in view. */
const insiders = ['d', 'n'];
/** Writers who saw neither our patterns nor each other's questions; g had seen those of e. */
export const outsiders: readonly string[] = globSync('tests/signposts/writers/*.yml')
  .map((path) => basename(path, '.yml'))
  .filter((writer) => !insiders.includes(writer))
  .toSorted();

const read = (path: string): unknown =>
  load(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

type Calls = {
  readonly calls: Readonly<Record<string, readonly string[]>>;
  readonly lookalikes: readonly string[];
};

function ofWriter(path: string, writer: string): SignpostExample[] {
  const { calls, lookalikes } = read(path) as Calls;
  return [
    ...Object.entries(calls).flatMap(([label, texts]) =>
      texts.map((text) => ({ text, label, writer })),
    ),
    ...lookalikes.map((text) => ({ text, label: none, writer })),
  ];
}

function ordinary(path: string): SignpostExample[] {
  const lists = Object.values(read(path) as Record<string, string>);
  const texts = lists.flatMap((list) => list.split(/[;\n]/)).map((text) => text.trim());
  return texts.filter(Boolean).map((text) => ({ text, label: none, writer: 'questions' }));
}

/** Titles and aliases of our entries. */
function names(): SignpostExample[] {
  return globSync('prompts/en/*/*.md')
    .toSorted()
    .flatMap((path) => {
      const [, fields = ''] = readFileSync(path, 'utf8').split(/^---$/m);
      const { title, aliases } = load(fields) as { title: string; aliases: readonly string[] };
      return [title, ...aliases].map((text) => ({ text, label: none, writer: 'questions' }));
    });
}

/** Situations, and questions for companies. */
const companies = readdirSync('tests/search/companies')
  .filter((name) => !companiesKept.includes(name))
  .toSorted();
const elsewhere = (
  await Promise.all(
    ['situations.yml', ...companies.map((name) => `companies/${name}/questions.yml`)].map(
      questionsOf,
    ),
  )
).flat();

const all: readonly SignpostExample[] = [
  ...['seen', 'held-out'].flatMap((name) => ofWriter(`tests/signposts/${name}.yml`, name)),
  ...[...outsiders, ...insiders].flatMap((name) =>
    ofWriter(`tests/signposts/writers/${name}.yml`, name),
  ),
  ...ordinary('prompts/en/questions.yml'),
  ...ordinary('prompts/en/phrases.yml'),
  ...names(),
  ...[...realQuestions, ...olderQuestions, ...elsewhere].map(({ ask }) => ({
    text: ask,
    label: none,
    writer: 'search',
  })),
];

/** Ordinary questions that a signpost answers rightly, though an entry does as well. */
const calls = new Set((read('tests/signposts/both.yml') as readonly string[]) ?? []);

export const examples: readonly SignpostExample[] = all.filter(
  ({ text, label }) => label !== none || !calls.has(text),
);
