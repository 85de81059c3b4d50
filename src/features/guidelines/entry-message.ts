import type { Content } from '../../content/content.ts';
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
import { readButton, routes } from './routes.ts';

/** Short fits a phone's screen; long is the whole entry. */
export type Length = 'short' | 'long';

/** Items of each list in the short form. */
const maxShortItems = 3;

/** `extras` are the buttons of other features. */
export function entryMessage(
  content: Content,
  entry: Entry,
  length: Length,
  extras: readonly ButtonSpec[],
  shared: 'shared' | 'unshared' = 'unshared',
): Message {
  return cachedMessage(content, `${entry.id} ${length} ${shared} ${JSON.stringify(extras)}`, () => {
    const parts = length === 'short' ? shortParts(content, entry) : longParts(content, entry);
    const below = controls(content, entry, length, extras, shared);
    return [...title(content, entry), ...parts, ...below];
  });
}

/** The entry that a search found, with the next nearest below it. */
export function foundMessage(
  content: Content,
  { entry, others }: { readonly entry: Entry; readonly others: readonly Entry[] },
  extras: readonly ButtonSpec[],
): Message {
  if (others.length === 0) return entryMessage(content, entry, 'short', extras);
  return message([
    ...title(content, entry),
    ...shortParts(content, entry),
    ...controls(content, entry, 'short', extras, 'unshared'),
    paragraph(content.words('search.others')),
    ...choices(others.map(readButton)),
  ]);
}

/** The entry as everyone in the channel sees it; `user` is the id of the person who shared it. */
export function sharedMessage(content: Content, entry: Entry, user: string): Message {
  const { words } = content;
  const open = routes.peek.button({ label: words('entry.more'), value: entry.id });
  return message([
    ...title(content, entry),
    ...shortParts(content, entry),
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

function shortParts({ words }: Content, { core, inPractice, say }: Entry): Part[] {
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
    ...details.flatMap((detail) => [
      titled(detail.heading, detail.paragraphs),
      ...(detail.items.length > 0 ? [bullets('', detail.items)] : []),
    ]),
  ];
}

function controls(
  { library, words }: Content,
  entry: Entry,
  length: Length,
  extras: readonly ButtonSpec[],
  shared: 'shared' | 'unshared',
): Part[] {
  const siblings = library.list(entry.kind);
  const at = siblings.indexOf(entry);
  const neighbor = (step: number) =>
    siblings[(at + step + siblings.length) % siblings.length] as Entry;
  const read = (label: string, to: Entry) =>
    routes.read.button({ label, value: to.id, spoken: `${label}: ${to.title}` });
  const related = entry.related.flatMap((id) => library.find(id) ?? []);
  const resize =
    length === 'short'
      ? routes.more.button({ label: words('entry.more'), value: entry.id, primary: true })
      : routes.read.button({ label: words('entry.less'), value: entry.id });
  return [
    ...(shared === 'shared' ? [contextBlock(words('entry.shared'))] : []),
    buttons([
      resize,
      ...(shared === 'shared'
        ? []
        : [routes.share.button({ label: words('entry.share'), value: entry.id })]),
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
