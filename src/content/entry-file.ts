import { load } from 'js-yaml';
import { isWithinEdits } from '../text/edit-distance.ts';
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
  ['When … I will …', 'ifThen'],
  ['Practice', 'practice'],
]);
/** How an author knows a field: by the heading of its section. */
export function headingOf(field: string): string {
  return [...fieldOf].find(([, name]) => name === field)?.[0] ?? field;
}

/** Fields with text; the others are lists. */
const textFields = new Set(['external', 'colleague']);

const frontMatter = /^---\r?\n(?<yaml>[\s\S]*?)\r?\n---\r?\n(?<body>[\s\S]*)$/;

/** Throws if the front matter is not valid YAML, or missing where it may not be. */
function readFrontMatter(file: string, isOptional: boolean): { fields: object; body: string } {
  const text = file.replace(/^\uFEFF/, '');
  const parts = frontMatter.exec(text)?.groups;
  if (!parts && isOptional && !text.startsWith('---')) return { fields: {}, body: text };
  if (!parts) throw new Error('must begin with front matter between two lines of ---');
  const fields: unknown = load(parts.yaml ?? '');
  if (typeof fields !== 'object' || fields === null) {
    throw new Error('the front matter must have fields');
  }
  return { fields, body: parts.body ?? '' };
}

/** The fields that a file has, unchecked; `details` are the sections with other headings. */
type EntryFields = Record<string, unknown> & { details: Detail[] };
type Detail = {
  readonly heading: string;
  readonly paragraphs: readonly Paragraph[];
  readonly items: readonly Paragraph[];
};

/**
 * The unchecked fields of an entry, for `entrySchema` to parse. The first text is ours; each later
 * one replaces the fields and sections that it has. `undefined` if the last one drops the entry.
 */
export function readEntry(id: string, kind: Kind, texts: readonly string[]): unknown {
  const layers = layersWith(texts, readFields);
  const dropped = layers.at(-1);
  if (dropped && 'drop' in dropped) {
    if (layers.length < 2) throw new Error('drop: there is no entry of ours to drop');
    if (dropped.drop !== true) throw new Error('drop: must be true, or left out');
    return undefined;
  }
  const details = layers.map((layer) => layer.details).reduce(mergeDetails);
  return Object.assign({ core: [] }, ...layers, { id, kind, details });
}

/** Only the lowest text has to be whole. */
function layersWith<T>(
  texts: readonly string[],
  read: (text: string, isPart: boolean) => T,
): [T, ...T[]] {
  const [first = '', ...rest] = texts.filter((text) => text !== '');
  return [read(first, false), ...rest.map((text) => read(text, true))];
}

function mergeDetails(below: readonly Detail[], above: readonly Detail[]): Detail[] {
  const replaced = below.map(
    (detail) => above.find(({ heading }) => heading === detail.heading) ?? detail,
  );
  return [...replaced, ...above.filter((detail) => !replaced.includes(detail))];
}

function readFields(file: string, isPart: boolean): EntryFields {
  const { fields, body } = readFrontMatter(file, isPart);
  const [core, ...rest] = sections(body);
  const entry: Record<string, unknown> = { ...fields };
  if (core && core.paragraphs.length > 0) entry.core = core.paragraphs;
  const details: Detail[] = [];
  let open = '';
  for (const [index, section] of rest.entries()) {
    const { depth, paragraphs, items } = section;
    const heading = section.heading.replaceAll('...', '…');
    if (depth > 2 && open === 'practice') continue;
    if (depth > 2) throw new Error(`"${heading}" must be a second-level heading, ##`);
    const field = fieldOf.get(heading);
    if (!field) rejectMisspelt(heading);
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

/** Two letters off, the section would be an addition beside the one that it was to replace. */
function rejectMisspelt(heading: string): void {
  const meant = [...fieldOf.keys()].find((known) =>
    isWithinEdits(heading.toLowerCase(), known.toLowerCase(), known.length < 5 ? 1 : 2),
  );
  if (meant) throw new Error(`the section "${heading}" must be called "${meant}"`);
}

/** Rejects a section with both text and a list, as one of them would be lost. */
function only<T>(heading: string, what: string, wanted: T, other: readonly unknown[]): T {
  if (other.length > 0) throw new Error(`the section "${heading}" may contain only ${what}`);
  return wanted;
}

/** Of several texts, each later one replaces what it has. */
export function readIntroduction(texts: readonly string[]): unknown {
  const layers = layersWith(texts, (text, isPart) => {
    const { fields, body } = readFrontMatter(text, isPart);
    const core = sections(body)[0]?.paragraphs ?? [];
    return core.length > 0 ? { ...fields, core } : fields;
  });
  return Object.assign({ core: [] }, ...layers);
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
