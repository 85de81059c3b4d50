/**
 * How well unseen questions are found: each tenth of `questions.yml` is left out in turn, and asked: `npm run bench:finding`. Only
 * the entry under which a question stands counts as right, though another may answer it as well.
 */
import { kinds } from '../src/content/entry.ts';
import { readContentFiles } from '../src/content/files.ts';
import { readKnowledge } from '../src/content/knowledge.ts';
import { buildLibrary } from '../src/content/library.ts';
import { type SearchResult, searchIndex } from '../src/search/search.ts';

const parts = 10;

const files = await readContentFiles(['prompts'], 'en');
const library = buildLibrary(files);
const entries = kinds.flatMap((kind) => library.list(kind));
const knowledge = readKnowledge(files, new Set(entries.map(({ id }) => id)));
const asked = [...knowledge.questions].flatMap(([id, questions]) =>
  questions.map((question) => ({ id, question })),
);

const found = Array.from({ length: parts }, (_, part) => {
  const isLeftOut = (place: number) => place % parts === part;
  const questions = new Map<string, string[]>();
  for (const { id, question } of asked.filter((_each, place) => !isLeftOut(place))) {
    questions.set(id, [...(questions.get(id) ?? []), question]);
  }
  const search = searchIndex(entries, { ...knowledge, questions });
  return asked
    .filter((_each, place) => isLeftOut(place))
    .map(({ id, question }) => {
      const finding = search(question);
      return { place: ids(finding).indexOf(id), alone: finding.kind === 'entry' };
    });
}).flat();

const alone = found.filter((each) => each.alone);
process.stdout.write(
  `${found.length} questions, each left out of the index that is asked\n` +
    `right at once: ${share(found.filter(({ place }) => place === 0))}\n` +
    `among three: ${share(found.filter(({ place }) => place >= 0))}\n` +
    `answered by one entry alone: ${share(alone)}, of these right: ${share(
      alone.filter(({ place }) => place === 0),
      alone,
    )}\n`,
);

/** In the order in which they are shown. */
function ids(finding: SearchResult): string[] {
  if (finding.kind === 'entry') return [finding.entry.id];
  return finding.kind === 'nearest' ? finding.entries.map(({ id }) => id) : [];
}

function share(some: readonly unknown[], of: readonly unknown[] = found): string {
  return `${((100 * some.length) / of.length).toFixed(1)} %`;
}
