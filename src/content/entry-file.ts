import { load } from 'js-yaml';
import type { Kind } from './entry.ts';
import { type Item, type Paragraph, plain, type Section, sections } from './markdown.ts';

/** The sections that the template knows, and the field each fills; any other heading is a detail. */
const fieldOf = new Map([
  ['In practice', 'inPractice'],
  ['Say', 'say'],
  ['Avoid', 'avoid'],
  ['For an external customer', 'external'],
  ['For a colleague', 'colleague'],
  ['Tips', 'tips'],
  ['Practice', 'practice'],
]);
/** These hold text; the others are lists. */
const audiences = new Set(['external', 'colleague']);

const frontMatterPattern = /^---\r?\n(?<yaml>[\s\S]*?)\r?\n---\r?\n(?<body>[\s\S]*)$/;

/** Splits a content file into its parts, unchecked. Throws where the front matter is missing or isn't YAML. */
function readFrontMatter(file: string): { fields: object; body: string } {
  const found = frontMatterPattern.exec(file.replace(/^\uFEFF/, ''));
  if (!found?.groups) throw new Error('must begin with front matter between two lines of ---');
  const fields: unknown = load(found.groups.yaml ?? '');
  if (typeof fields !== 'object' || fields === null)
    throw new Error('the front matter must hold fields');
  return { fields, body: found.groups.body ?? '' };
}

/** The fields of one entry as its file gives them, for `entrySchema` to check. */
export function readEntry(id: string, kind: Kind, file: string): unknown {
  const { fields, body } = readFrontMatter(file);
  const [core, ...rest] = sections(body);
  const entry: Record<string, unknown> = { ...fields, id, kind, core: core?.paragraphs ?? [] };
  const details: unknown[] = [];
  let open = '';
  for (const [index, section] of rest.entries()) {
    const { heading, depth, paragraphs, items } = section;
    if (depth > 2 && open === 'practice') continue;
    if (depth > 2) throw new Error(`"${heading}" must be a heading of the second rank, ##`);
    const field = fieldOf.get(heading);
    open = field ?? heading;
    if (field && Object.hasOwn(entry, field))
      throw new Error(`the section "${heading}" stands there twice`);
    if (!field) details.push({ heading, paragraphs, items: items.map(onlyText) });
    else if (field === 'practice') entry.practice = scenarios(rest.slice(index + 1));
    else if (audiences.has(field)) entry[field] = only(heading, 'text', paragraphs, items);
    else entry[field] = only(heading, 'a list', items.map(onlyText), paragraphs);
  }
  return { ...entry, details };
}

/** What a section holds; the other of text and list would be lost, so it may not stand there. */
function only<T>(heading: string, what: string, wanted: T, other: readonly unknown[]): T {
  if (other.length > 0) throw new Error(`the section "${heading}" may only hold ${what}`);
  return wanted;
}

export function readIntroduction(file: string): unknown {
  const { fields, body } = readFrontMatter(file);
  return { ...fields, core: sections(body)[0]?.paragraphs ?? [] };
}

/** The scenes below `## Practice`, up to the next heading of its rank. */
function scenarios(following: readonly Section[]): unknown[] {
  const end = following.findIndex((section) => section.depth <= 2);
  return following.slice(0, end === -1 ? undefined : end).map(({ heading, paragraphs, items }) => {
    const told = paragraphs.map((paragraph) => furthestLine.exec(plain(paragraph))?.groups?.number);
    const furthest = told.findLast((number) => number !== undefined);
    return {
      title: heading,
      situation: paragraphs.filter((_paragraph, index) => told[index] === undefined),
      answers: items.map(({ text, quote }) => ({ answer: text, effect: quote ?? [] })),
      ...(furthest === undefined ? {} : { furthest: Number(furthest) }),
    };
  });
}

/** A line below the answers of a scene: which of them goes furthest. */
const furthestLine = /^Furthest: (?<number>\d)$/;

const onlyText = (item: Item): Paragraph => item.text;
