import type { Content, SearchResult } from '../../content/content.ts';
import type { Entry } from '../../content/entry.ts';
import type { Paragraph } from '../../content/markdown.ts';
import {
  type ButtonSpec,
  bullets,
  buttons,
  choices,
  contextBlock,
  contextWithMention,
  heading,
  paragraph,
  prose,
  quotations,
} from '../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import { cachedMessage } from './message-cache.ts';
import { entryRefOf, foundButton, readButton, routes } from './routes.ts';

/** Short fits a phone's screen; long is the whole entry. */
export type Length = 'short' | 'long';

/** The short form may be that of one section, given by its position among the `details`. */
type Form = { readonly length: Length; readonly section?: number | undefined };

/** Items of each list in the short form. */
const maxShortItems = 3;

/** `extras` are the buttons of other features. */
export function entryMessage(
  content: Content,
  entry: Entry,
  form: Form,
  extras: readonly ButtonSpec[],
  shared: 'shared' | 'unshared' = 'unshared',
): Message {
  const name = [entry.id, form.length, form.section, shared, JSON.stringify(extras)].join(' ');
  return cachedMessage(content, name, () => {
    const { length, section } = form;
    const parts =
      length === 'short' ? shortParts(content, entry, section) : longParts(content, entry);
    const below = controls(content, entry, form, extras, shared);
    return [...title(content, entry), ...parts, ...below];
  });
}

/** The entry that a search found, at the section that it found, with the next nearest below it. */
export function foundMessage(
  content: Content,
  { entry, others, sections }: Extract<SearchResult, { readonly kind: 'entry' }>,
  extras: readonly ButtonSpec[],
): Message {
  const form = { length: 'short', section: sections.get(entry.id) } as const;
  if (others.length === 0) return entryMessage(content, entry, form, extras);
  return message([
    ...title(content, entry),
    ...shortParts(content, entry, form.section),
    ...controls(content, entry, form, extras, 'unshared'),
    paragraph(content.words('search.others')),
    ...choices(others.map((other) => foundButton(other, sections))),
  ]);
}

/** The entry as everyone in the channel sees it; `user` is the id of the person who shared it. */
export function sharedMessage(
  content: Content,
  entry: Entry,
  { section }: Form,
  user: string,
): Message {
  const { words } = content;
  const open = routes.peek.button({ label: words('entry.more'), value: entry.id });
  return message([
    ...title(content, entry),
    ...shortParts(content, entry, section),
    contextWithMention(words('entry.shared-by', { person: `<@${user}>` })),
    buttons([open]),
  ]);
}

function title({ library, words }: Content, entry: Entry): Part[] {
  const place = { kind: words(`kind.${entry.kind}`), ...library.place(entry) };
  return [
    contextBlock(words('entry.place', place)),
    heading(entry.title),
    paragraph(entry.summary),
  ];
}

function shortParts({ words }: Content, entry: Entry, section?: number): Part[] {
  const { core, inPractice, say, details } = entry;
  const detail = section === undefined ? undefined : details[section];
  if (detail) return detailParts(detail);
  const [firstParagraph = []] = core;
  return [
    inPractice
      ? bullets(words('entry.in-practice'), inPractice.slice(0, maxShortItems))
      : prose(firstParagraph),
    ...(say ? [quotations(words('entry.say'), say.slice(0, maxShortItems - 1))] : []),
  ];
}

function longParts({ words }: Content, entry: Entry): Part[] {
  const { core, inPractice, say, avoid, external, colleague, details } = entry;
  return [
    prose(...core),
    ...(inPractice ? [bullets(words('entry.in-practice'), inPractice)] : []),
    ...(say ? [quotations(words('entry.say'), say)] : []),
    ...(avoid ? [bullets(words('entry.avoid'), avoid)] : []),
    ...(external ? [titled(words('entry.external'), external)] : []),
    ...(colleague ? [titled(words('entry.colleague'), colleague)] : []),
    ...details.flatMap(detailParts),
  ];
}

function detailParts({ heading, paragraphs, items }: Entry['details'][number]): Part[] {
  return [titled(heading, paragraphs), ...(items.length > 0 ? [bullets('', items)] : [])];
}

function controls(
  { library, words }: Content,
  entry: Entry,
  { length, section }: Form,
  extras: readonly ButtonSpec[],
  shared: 'shared' | 'unshared',
): Part[] {
  const siblings = library.list(entry.kind);
  const at = siblings.indexOf(entry);
  const neighbor = (step: number) =>
    siblings[(at + step + siblings.length) % siblings.length] as Entry;
  const read = (label: string, to: Entry) =>
    routes.read.button({ label, value: { entry: to.id }, spoken: `${label}: ${to.title}` });
  const related = entry.related.flatMap((id) => library.find(id) ?? []);
  const value = entryRefOf(entry.id, section);
  const resize =
    length === 'short'
      ? routes.more.button({ label: words('entry.more'), value, primary: true })
      : routes.read.button({ label: words('entry.less'), value });
  return [
    ...(shared === 'shared' ? [contextBlock(words('entry.shared'))] : []),
    buttons([
      resize,
      ...(shared === 'shared' ? [] : [routes.share.button({ label: words('entry.share'), value })]),
      ...(siblings.length > 1
        ? [read(words('entry.previous'), neighbor(-1)), read(words('entry.next'), neighbor(1))]
        : []),
      ...extras,
    ]),
    ...(length === 'long'
      ? [paragraph(words('entry.related')), ...choices(related.map(readButton))]
      : []),
  ];
}

function titled(title: string, paragraphs: readonly Paragraph[]): Part {
  const [first = [], ...rest] = paragraphs;
  return prose([{ text: `${title}\n`, style: 'bold' }, ...first], ...rest);
}
