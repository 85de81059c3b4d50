/** Times building the search index and answering a question: `npm run bench:search`. */
import { kinds } from '../src/content/entry.ts';
import { readContentFiles } from '../src/content/files.ts';
import { buildLibrary } from '../src/content/library.ts';
import { readSearchData } from '../src/content/read-search-data.ts';
import { searchIndex } from '../src/search/search.ts';
import { spread } from './table.ts';

const files = await readContentFiles(['prompts'], 'en');
const library = buildLibrary(files);
const entries = kinds.flatMap((kind) => library.list(kind));
const data = readSearchData(files, new Set(entries.map(({ id }) => id)));

const questions = [
  'patience',
  'angry custmer shouting at me',
  'long queue and noone is helping',
  'he cant make up his mind',
  'the booking sytem is down agian',
  'who is an internal customer',
  'xqzvk',
  'someone left a bad review online',
];

const builds = repeated(15, () => searchIndex(entries, data)(''));
library.prepare();
const rounds = repeated(500, () => questions.map(library.search));
const searches = rounds.map((ms) => ms / questions.length);

process.stdout.write(
  `Node ${process.version}: median (lowest–highest)\n` +
    `${entries.length} entries, index built in ${spread(builds)} ms\n` +
    `a question answered in ${spread(searches.map((ms) => ms * 1000))} µs\n`,
);

function repeated(times: number, run: () => unknown): number[] {
  return Array.from({ length: times }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
}
