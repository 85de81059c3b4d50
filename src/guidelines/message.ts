import { type Entry, type Kind, kinds } from '../content/entry.ts';
import type { Library } from '../content/library.ts';
import type { Paragraph } from '../content/markdown.ts';
import {
  type ButtonSpec,
  bullets,
  buttons,
  choices,
  heading,
  note,
  noteWithMention,
  prose,
  quotations,
} from '../slack/blocks.ts';
import { type Message, message, type Part } from '../slack/message.ts';
import type { Words } from '../words/catalogue.ts';

export type Content = { readonly library: Library; readonly words: Words };
/** Short fits a phone screen; long is all there is. */
export type Length = 'short' | 'long';

/** How many items of each list the short form shows. */
const shortList = 3;

/** `extras` are other features' buttons; a message with other extras is another message. */
export function entryMessage(
  content: Content,
  entry: Entry,
  length: Length,
  extras: readonly ButtonSpec[],
  shared: 'shared' | 'unshared' = 'unshared',
): Message {
  return rendered(content, `${entry.id} ${length} ${shared} ${JSON.stringify(extras)}`, () => {
    const parts = length === 'short' ? shortParts(content, entry) : longParts(content, entry);
    const below = controls(content, entry, length, extras, shared);
    return [...title(content, entry), ...parts, ...below];
  });
}

/** Content doesn't change, so each of its messages is made once and is the same object from then on. */
const renderedBefore = new WeakMap<Content, Map<string, Message>>();

function rendered(content: Content, name: string, parts: () => Part[]): Message {
  const known = renderedBefore.get(content) ?? new Map<string, Message>();
  renderedBefore.set(content, known);
  const found = known.get(name) ?? message(parts());
  known.set(name, found);
  return found;
}

/** The entry as everyone in the channel sees it. `user` is the id of who shared it. */
export function sharedMessage(content: Content, entry: Entry, user: string): Message {
  const { words } = content;
  const open: ButtonSpec = {
    action: 'guideline.peek',
    label: words('entry.more'),
    value: entry.id,
  };
  return message([
    ...title(content, entry),
    ...shortParts(content, entry),
    noteWithMention(words('entry.shared-by', { person: `<@${user}>` })),
    buttons([open]),
  ]);
}

function title({ library, words }: Content, entry: Entry): Part[] {
  const place = { kind: words(`kind.${entry.kind}`), ...library.place(entry) };
  return [note(words('entry.place', place)), heading(entry.title), text(entry.summary)];
}

function shortParts({ words }: Content, { core, inPractice, say }: Entry): Part[] {
  const [firstParagraph = []] = core;
  return [
    inPractice
      ? bullets(words('entry.in-practice'), inPractice.slice(0, shortList))
      : prose(firstParagraph),
    ...(say ? [quotations(words('entry.say'), say.slice(0, shortList - 1))] : []),
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
  const read = (label: string, to: Entry): ButtonSpec => ({
    action: 'guideline.read',
    label,
    value: to.id,
    spoken: `${label}: ${to.title}`,
  });
  const related = entry.related.flatMap((id) => library.find(id) ?? []);
  const resize: ButtonSpec =
    length === 'short'
      ? { action: 'guideline.more', label: words('entry.more'), value: entry.id, primary: true }
      : { action: 'guideline.read', label: words('entry.less'), value: entry.id };
  return [
    ...(shared === 'shared' ? [note(words('entry.shared'))] : []),
    buttons([
      resize,
      ...(shared === 'shared'
        ? []
        : [{ action: 'guideline.share', label: words('entry.share'), value: entry.id }]),
      ...(siblings.length > 1
        ? [read(words('entry.previous'), neighbor(-1)), read(words('entry.next'), neighbor(1))]
        : []),
      ...extras,
    ]),
    ...(length === 'long'
      ? [text(words('entry.related')), ...choices(related.map(readButton))]
      : []),
  ];
}

export function listMessage(content: Content, kind: Kind): Message {
  const { library, words } = content;
  const { title: name, core } = library.introduction(kind);
  return rendered(content, kind, () => [
    heading(name),
    prose(...core),
    ...choices(library.list(kind).map(readButton)),
    buttons([toMenu(words)]),
  ]);
}

/** `lead` takes the place of the greeting where the menu is the answer to something else. */
export function menuMessage(content: Content, lead?: string): Message {
  const { words } = content;
  const parts = () => [
    heading(words('menu.title')),
    text(lead ?? words('menu.lead')),
    ...choices(sections(content)),
  ];
  return lead === undefined ? rendered(content, 'menu', parts) : message(parts());
}

/** The entries that come closest to a question, or the menu when none does. */
export function nearestMessage(
  content: Content,
  question: string,
  entries: readonly Entry[],
): Message {
  const { words } = content;
  const asked = { question: question.slice(0, longestEcho) };
  if (entries.length === 0) return menuMessage(content, words('search.nothing', asked));
  return message([
    text(words('search.nearest', asked)),
    ...entries.flatMap((entry) => [
      prose([{ text: entry.title, style: 'bold' }, { text: `\n${entry.summary}` }]),
      buttons([readButton(entry)]),
    ]),
    buttons([toMenu(words)]),
  ]);
}

/** As much of a question as an answer repeats. */
const longestEcho = 120;

export function helpMessage(content: Content): Message {
  const { words } = content;
  const lines = [
    'help.anything',
    'help.lists',
    'help.practice',
    'help.about',
    'help.mention',
  ] as const;
  return rendered(content, 'help', () => [
    heading(words('help.title')),
    bullets(
      '',
      lines.map((key) => [{ text: words(key) }]),
    ),
    text(words('help.lead')),
    buttons([toMenu(words)]),
  ]);
}

export function aboutMessage({ library, words }: Content, version: string): Message {
  return message([
    heading(words('about.title')),
    text(words('about.text', { version, entries: library.size })),
  ]);
}

function sections({ library, words }: Content): ButtonSpec[] {
  return kinds.map((kind) => ({
    action: 'guideline.list',
    label: words('menu.kind', {
      title: library.introduction(kind).title,
      count: library.list(kind).length,
    }),
    value: kind,
  }));
}

/** Opens an entry by its title. */
export function readButton({ id, title: label }: Entry): ButtonSpec {
  return { action: 'guideline.read', label, value: id };
}

function toMenu(words: Words): ButtonSpec {
  return { action: 'guideline.menu', label: words('search.menu'), value: 'menu' };
}

function text(words: string): Part {
  return prose([{ text: words }]);
}

function titled(title: string, paragraphs: readonly Paragraph[]): Part {
  const [first = [], ...rest] = paragraphs;
  return prose([{ text: `${title}\n`, style: 'bold' }, ...first], ...rest);
}
