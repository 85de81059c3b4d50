import { type Entry, type Kind, kinds } from '../content/entry.ts';
import { type ButtonSpec, bullets, buttons, choices, heading, prose } from '../slack/blocks.ts';
import { within } from '../slack/limits.ts';
import { type Message, message, type Part } from '../slack/message.ts';
import type { Words } from '../words/catalogue.ts';
import { readButton } from './read-button.ts';
import { type Content, rendered } from './rendered.ts';

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
  const asked = { question: within(longestEcho, question) };
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

export const helpLines = [
  'help.anything',
  'help.lists',
  'help.practice',
  'help.tips',
  'help.shoutout',
  'help.me',
  'help.coverage',
  'help.about',
  'help.mention',
] as const;
export type HelpLine = (typeof helpLines)[number];

export function helpMessage(content: Content, lines: readonly HelpLine[]): Message {
  const { words } = content;
  return rendered(content, lines.join(' '), () => [
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

function toMenu(words: Words): ButtonSpec {
  return { action: 'guideline.menu', label: words('search.menu'), value: 'menu' };
}

function text(words: string): Part {
  return prose([{ text: words }]);
}
