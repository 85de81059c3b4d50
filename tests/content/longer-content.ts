import { readFileSync } from 'node:fs';
import {
  isLiteralElement,
  isPluralElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';
import { dump, load } from 'js-yaml';
import type { Content } from '../../src/content/content.ts';
import type { Entry } from '../../src/content/entry.ts';
import { entrySchema } from '../../src/content/entry-schema.ts';
import type { Paragraph } from '../../src/content/markdown.ts';
import { catalogue } from '../../src/i18n/catalogue.ts';
import { readMessages } from '../../src/i18n/read-messages.ts';

const rightToLeft = '\u{200f}';
const accents: Readonly<Record<string, string>> = { a: 'á', e: 'ê', i: 'ï', o: 'ö', u: 'ü' };

/** With accents, between marks of a right-to-left script, and 40 % longer or `length` characters. */
function longer(text: string, length = Math.ceil(text.length * 1.4) + 2): string {
  const accented = text.replace(/[aeiou]/g, (letter) => accents[letter] ?? letter);
  return `${rightToLeft}${accented}${'~'.repeat(Math.max(0, length - text.length - 2))}${rightToLeft}`;
}

/** Every text of the app in a pseudo-language; commands in it can't be typed. */
function longerWords(language: string): Content['words'] {
  const longerElement = (element: MessageFormatElement): MessageFormatElement => {
    if (isLiteralElement(element)) return { ...element, value: longer(element.value) };
    if (!isPluralElement(element) && !isSelectElement(element)) return element;
    const options = Object.entries(element.options).map(([name, { value }]) => [
      name,
      { value: value.map(longerElement) },
    ]);
    return { ...element, options: Object.fromEntries(options) } as MessageFormatElement;
  };
  const longerText = (node: unknown): unknown =>
    typeof node === 'string'
      ? printAST(parse(node, { ignoreTag: true }).map(longerElement))
      : Object.fromEntries(
          Object.entries(node as object).map(([name, child]) => [name, longerText(child)]),
        );
  const text = readFileSync(`prompts/${language}/words.yml`, 'utf8');
  return catalogue(readMessages('words.yml', [dump(longerText(load(text)))]), language);
}

/** Lengthens the last span, up to `length` characters in all. */
function longerParagraph(paragraph: Paragraph, length: number): Paragraph {
  const others = paragraph.slice(0, -1);
  const rest = length - others.reduce((sum, { text }) => sum + text.length, 0);
  return [
    ...others,
    ...paragraph.slice(-1).map((span) => ({ ...span, text: longer(span.text, rest) })),
  ];
}

function longerProse(paragraphs: readonly Paragraph[], length: number): Paragraph[] {
  const others = paragraphs.slice(0, -1);
  const used = others.flat().reduce((sum, { text }) => sum + text.length, others.length);
  return [...others, ...paragraphs.slice(-1).map((one) => longerParagraph(one, length - used))];
}

const items = (list: readonly Paragraph[], count: number, length: number): Paragraph[] =>
  Array.from({ length: count }, (_, at) => longerParagraph(list[at % list.length] ?? [], length));

/** An entry with as much text as the limits of `entry-schema.ts` allow. */
function longestEntry(entry: Entry): Entry {
  const title = longer(entry.title, 60);
  const summary = longer(entry.summary, 200);
  const { inPractice, say, avoid, external, colleague } = entry;
  const common = {
    ...{ title, summary, core: longerProse(entry.core, 700) },
    ...(inPractice && { inPractice: items(inPractice, 5, 160) }),
    ...(say && { say: items(say, 4, 140) }),
    ...(avoid && { avoid: items(avoid, 4, 140) }),
    ...(external && { external: longerProse(external, 400) }),
    ...(colleague && { colleague: longerProse(colleague, 400) }),
    details: entry.details.map(({ heading, paragraphs, items: list }) => ({
      heading: longer(heading, 60),
      paragraphs: longerProse(paragraphs, 700),
      items: items(list, list.length, 400),
    })),
  };
  const more =
    entry.kind === 'skill'
      ? {
          tips: items(entry.tips, entry.tips.length, 280),
          ...(entry.ifThen && { ifThen: items(entry.ifThen, 3, 150) }),
          practice: entry.practice.map((scenario) => ({
            ...scenario,
            title: longer(scenario.title, 80),
            situation: longerProse(scenario.situation, 400),
            answers: scenario.answers.map(({ answer, effect }) => ({
              answer: longerParagraph(answer, 200),
              effect: longerParagraph(effect, 200),
            })),
          })),
        }
      : {};
  return entrySchema.parse({ ...entry, ...common, ...more });
}

/** The content with longer texts: entries at their limits, the app's own texts by 40 %. */
export function longerContent(content: Content): Content {
  const { library } = content;
  const entries = new Map<string, Entry>();
  const longest = (entry: Entry): Entry => {
    const found = entries.get(entry.id) ?? longestEntry(entry);
    entries.set(entry.id, found);
    return found;
  };
  const lists = new Map<string, readonly Entry[]>();
  return {
    ...content,
    words: longerWords(content.language),
    library: {
      ...library,
      find: (id) => {
        const entry = library.find(id);
        return entry && longest(entry);
      },
      list: (kind) => {
        const list = lists.get(kind) ?? library.list(kind).map(longest);
        lists.set(kind, list);
        return list;
      },
      introduction: (kind) => {
        const { title, summary, core } = library.introduction(kind);
        return {
          title: longer(title, 60),
          summary: longer(summary, 200),
          core: longerProse(core, 700),
        };
      },
      place: ({ id, kind }) => library.place(library.find(id) ?? (library.list(kind)[0] as Entry)),
      search: (question) => {
        const result = library.search(question);
        if (result.kind === 'entry')
          return { ...result, entry: longest(result.entry), others: result.others.map(longest) };
        return result.kind === 'nearest'
          ? { ...result, entries: result.entries.map(longest) }
          : result;
      },
    },
  };
}
