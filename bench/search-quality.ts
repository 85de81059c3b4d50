/**
 * Cross-validates the search: leaves out each tenth of `questions.yml` in turn, and asks it. Only
 * the entry to which a question belongs counts as right, though others may answer it as well. Run
 * with `npm run bench:finding`.
 */
import { kinds } from '../src/content/entry.ts';
import { readContentFiles } from '../src/content/files.ts';
import { buildLibrary } from '../src/content/library.ts';
import { readSearchData } from '../src/content/read-search-data.ts';
import { type SearchResult, searchIndex } from '../src/search/search.ts';

const folds = 10;

const files = await readContentFiles(['prompts'], 'en');
const library = buildLibrary(files);
const entries = kinds.flatMap((kind) => library.list(kind));
const data = readSearchData(files, new Set(entries.map(({ id }) => id)));
const asked = [...data.questions].flatMap(([id, questions]) =>
  questions.map((question) => ({ id, question })),
);

const results = Array.from({ length: folds }, (_, fold) => {
  const isLeftOut = (index: number) => index % folds === fold;
  const questions = new Map<string, string[]>();
  for (const { id, question } of asked.filter((_each, index) => !isLeftOut(index))) {
    questions.set(id, [...(questions.get(id) ?? []), question]);
  }
  const search = searchIndex(entries, { ...data, questions });
  return asked
    .filter((_each, index) => isLeftOut(index))
    .map(({ id, question }) => {
      const result = search(question);
      return { rank: ids(result).indexOf(id), isSingle: result.kind === 'entry' };
    });
}).flat();

const single = results.filter(({ isSingle }) => isSingle);
process.stdout.write(
  `${results.length} questions, each left out of the index that is asked\n` +
    `right first: ${share(results.filter(({ rank }) => rank === 0))}\n` +
    `right among three: ${share(results.filter(({ rank }) => rank >= 0))}\n` +
    `single answers: ${share(single)}, of these right: ${share(
      single.filter(({ rank }) => rank === 0),
      single,
    )}\n`,
);

/** In the order in which they are shown. */
function ids(result: SearchResult): string[] {
  if (result.kind === 'entry') return [result.entry.id];
  return result.kind === 'nearest' ? result.entries.map(({ id }) => id) : [];
}

function share(some: readonly unknown[], of: readonly unknown[] = results): string {
  return `${((100 * some.length) / of.length).toFixed(1)} %`;
}
