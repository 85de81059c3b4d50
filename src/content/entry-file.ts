import { load } from 'js-yaml';
import type { Kind } from './entry.ts';
import { type Item, type Paragraph, plain, type Section, sections } from './markdown.ts';

/** The field that each section of the template fills; other headings become details. */
const fieldOf = new Map([
  ['In practice', 'inPractice'],
  ['Say', 'say'],
  ['Avoid', 'avoid'],
  ['For an external customer', 'external'],
  ['For a colleague', 'colleague'],
  ['Tips', 'tips'],
  ['Practice', 'practice'],
]);
/** Fields with text; the others are lists. */
const textFields = new Set(['external', 'colleague']);

const frontMatter = /^---\r?\n(?<yaml>[\s\S]*?)\r?\n---\r?\n(?<body>[\s\S]*)$/;

/** Throws if the front matter is missing or not valid YAML. */
function readFrontMatter(file: string): { fields: object; body: string } {
  const parts = frontMatter.exec(file.replace(/^\uFEFF/, ''))?.groups;
  if (!parts) throw new Error('must begin with front matter between two lines of ---');
  const fields: unknown = load(parts.yaml ?? '');
  if (typeof fields !== 'object' || fields === null) {
    throw new Error('the front matter must have fields');
  }
  return { fields, body: parts.body ?? '' };
}

/** The unchecked fields of an entry, for `entrySchema` to parse. */
export function readEntry(id: string, kind: Kind, file: string): unknown {
  const { fields, body } = readFrontMatter(file);
  const [core, ...rest] = sections(body);
  const entry: Record<string, unknown> = { ...fields, id, kind, core: core?.paragraphs ?? [] };
  const details: unknown[] = [];
  let open = '';
  for (const [index, section] of rest.entries()) {
    const { heading, depth, paragraphs, items } = section;
    if (depth > 2 && open === 'practice') continue;
    if (depth > 2) throw new Error(`"${heading}" must be a second-level heading, ##`);
    const field = fieldOf.get(heading);
    open = field ?? heading;
    if (field && Object.hasOwn(entry, field)) {
      throw new Error(`there are two sections "${heading}"`);
    }
    if (!field) details.push({ heading, paragraphs, items: items.map(onlyText) });
    else if (field === 'practice') entry.practice = scenarios(rest.slice(index + 1));
    else if (textFields.has(field)) entry[field] = only(heading, 'text', paragraphs, items);
    else entry[field] = only(heading, 'a list', items.map(onlyText), paragraphs);
  }
  return { ...entry, details };
}

/** Rejects a section with both text and a list, as one of them would be lost. */
function only<T>(heading: string, what: string, wanted: T, other: readonly unknown[]): T {
  if (other.length > 0) throw new Error(`the section "${heading}" may contain only ${what}`);
  return wanted;
}

export function readIntroduction(file: string): unknown {
  const { fields, body } = readFrontMatter(file);
  return { ...fields, core: sections(body)[0]?.paragraphs ?? [] };
}

/** The third-level sections below `## Practice`. */
function scenarios(following: readonly Section[]): unknown[] {
  const end = following.findIndex((section) => section.depth <= 2);
  return following.slice(0, end === -1 ? undefined : end).map(({ heading, paragraphs, items }) => {
    const numbers = paragraphs.map(
      (paragraph) => furthestLine.exec(plain(paragraph))?.groups?.number,
    );
    const furthest = numbers.findLast((number) => number !== undefined);
    return {
      title: heading,
      situation: paragraphs.filter((_paragraph, index) => numbers[index] === undefined),
      answers: items.map(({ text, quote }) => ({ answer: text, effect: quote ?? [] })),
      ...(furthest === undefined ? {} : { furthest: Number(furthest) }),
    };
  });
}

/** The number of the answer that goes furthest for the customer. */
const furthestLine = /^Furthest: (?<number>\d)$/;

const onlyText = (item: Item): Paragraph => item.text;
