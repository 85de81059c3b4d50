/**
 * Compares the search with others over the same content and questions: `npm run bench:search`.
 * Ours answers each question with weights that were fitted without its kind; nothing of the others
 * is fitted.
 */
import { readdir, stat } from 'node:fs/promises';
import { cpus } from 'node:os';
import { kinds } from '../src/content/entry.ts';
import { readContentFiles } from '../src/content/files.ts';
import { libraryOf } from '../src/content/library.ts';
import { readLibrary } from '../src/content/read-library.ts';
import { readSearchData, searchDataFiles } from '../src/content/read-search-data.ts';
import { searchIndex } from '../src/search/search.ts';
import { olderQuestions, type Question, realQuestions } from '../tests/search/question-sets.ts';
import { crossValidate } from './cross-validation.ts';
import { type Engine, type Find, peers } from './peers.ts';
import { spread, table } from './table.ts';

const builds = 15;
const rounds = 20;

const files = readContentFiles(['prompts'], 'en');
const library = libraryOf(readLibrary(files));
const entries = kinds.flatMap((kind) => library.list(kind));
const data = readSearchData(files, new Set(entries.map(({ id }) => id)));

const ours: Engine = {
  name: 'Extra Mile',
  build: () => {
    const find = searchIndex(entries, data);
    find('');
    return (question) => {
      const result = find(question);
      if (result.kind === 'nothing') return [];
      const found = result.kind === 'entry' ? [result.entry, ...result.others] : result.entries;
      return found.map(({ id }) => id);
    };
  },
};
const engines = [ours, ...peers(entries, data)];
const sets = [realQuestions, olderQuestions].map((set) =>
  set.filter(({ answers }) => answers.length > 0),
);
const asked = sets.flat().map(({ ask }) => ask);

/** Milliseconds of this thread's own work, whatever else the machine is doing. */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const buildTimes = new Map(engines.map(({ name }) => [name, [] as number[]]));
const questionTimes = new Map(engines.map(({ name }) => [name, [] as number[]]));
for (let turn = 0; turn < builds; turn += 1) {
  for (const { name, build } of engines) {
    const start = cpuTime();
    build();
    buildTimes.get(name)?.push(cpuTime() - start);
  }
}
const built = new Map<string, Find>();
const memory = new Map<string, number>();
for (const { name, build } of engines) {
  const before = heap();
  const find = build();
  memory.set(name, (heap() - before) / 2 ** 20);
  built.set(name, find);
}
for (let turn = 0; turn <= rounds; turn += 1) {
  for (const [name, find] of built) {
    const start = cpuTime();
    for (const question of asked) find(question);
    const each = ((cpuTime() - start) / asked.length) * 1000;
    if (turn > 0) questionTimes.get(name)?.push(each);
  }
}

const leftOut = crossValidate('kind');
const rows = engines.map(({ name }) => [
  name,
  ...sets.flatMap((set) => [quality(name, set, 1), quality(name, set, 3)]),
  spread(buildTimes.get(name) ?? []),
  spread(questionTimes.get(name) ?? []),
  (memory.get(name) ?? 0).toFixed(1),
]);
const head = [
  'search',
  'real: first',
  'of three',
  'older: first',
  'of three',
  'index, ms',
  'question, µs',
  'memory, MiB',
];
process.stdout.write(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; ${builds} builds, ` +
    `${rounds} rounds of ${asked.length} questions (${sets.map(({ length }) => length).join(' + ')})\n` +
    `${entries.length} entries, ${await kilobytes()} KB of data for the search\n\n` +
    `${table(head, rows)}\n`,
);

/** The share of questions with a right entry among the first ones. */
function quality(name: string, set: readonly Question[], first: number): string {
  const find = built.get(name);
  const right =
    name === ours.name
      ? leftOut.filter(({ question, rank }) => set.includes(question) && rank >= 0 && rank < first)
      : set.filter(({ ask, answers }) =>
          find?.(ask)
            .slice(0, first)
            .some((id) => answers.includes(id)),
        );
  return `${((100 * right.length) / set.length).toFixed(0)} %`;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function kilobytes(): Promise<number> {
  const folder = new URL('../prompts/en/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => searchDataFiles.includes(name));
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(new URL(name, folder))).size),
  );
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000);
}
