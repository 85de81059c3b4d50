import { load } from 'js-yaml';
import type { Kind } from './entry.ts';
import { type Item, type Paragraph, type Section, sections } from './markdown.ts';

/** Names of the sections that the template knows; any other heading is a detail. */
const lists = { 'In practice': 'inPractice', Say: 'say', Avoid: 'avoid', Tips: 'tips' } as const;
const audiences = {
  'For an external customer': 'external',
  'For a colleague': 'colleague',
} as const;

const frontMatterPattern = /^---\r?\n(?<yaml>[\s\S]*?)\r?\n---\r?\n(?<body>[\s\S]*)$/;

/** Splits a content file into its parts, unchecked. Throws where the front matter is missing or isn't YAML. */
function readFrontMatter(file: string): { fields: object; body: string } {
  const found = frontMatterPattern.exec(file.replace(/^\uFEFF/, ''));
  if (!found?.groups) throw new Error('begins with front matter between two lines of ---');
  const fields: unknown = load(found.groups.yaml ?? '');
  if (typeof fields !== 'object' || fields === null) throw new Error('front matter holds fields');
  return { fields, body: found.groups.body ?? '' };
}

/** The fields of one entry as its file gives them, for `entrySchema` to check. */
export function readEntry(id: string, kind: Kind, file: string): unknown {
  const { fields, body } = readFrontMatter(file);
  const [core, ...rest] = sections(body);
  const entry: Record<string, unknown> = { ...fields, id, kind, core: core?.paragraphs ?? [] };
  const details: unknown[] = [];
  for (const [index, section] of rest.entries()) {
    if (section.depth > 2) continue;
    const { heading, paragraphs, items } = section;
    if (heading in lists) entry[lists[heading as keyof typeof lists]] = items.map(onlyText);
    else if (heading in audiences) entry[audiences[heading as keyof typeof audiences]] = paragraphs;
    else if (heading === 'Practice') entry.practice = scenarios(rest.slice(index + 1));
    else details.push({ heading, paragraphs, items: items.map(onlyText) });
  }
  return { ...entry, details };
}

export function readIntroduction(file: string): unknown {
  const { fields, body } = readFrontMatter(file);
  return { ...fields, core: sections(body)[0]?.paragraphs ?? [] };
}

/** The scenes below `## Practice`, up to the next heading of its rank. */
function scenarios(following: readonly Section[]): unknown[] {
  const end = following.findIndex((section) => section.depth <= 2);
  return following.slice(0, end === -1 ? undefined : end).map(({ heading, paragraphs, items }) => ({
    title: heading,
    situation: paragraphs,
    answers: items.map(({ text, quote }) => ({ answer: text, effect: quote ?? [] })),
  }));
}

const onlyText = (item: Item): Paragraph => item.text;
