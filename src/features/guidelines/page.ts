import { type Entry, type Kind, kinds } from '../../content/entry.ts';
import { parseLine } from '../../content/markdown.ts';
import type { MessageKey } from '../../i18n/keys.ts';
import {
  type ButtonSpec,
  bullets,
  buttons,
  choices,
  contextBlock,
  contextWithMention,
  heading,
  prose,
} from '../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import { readButton } from './read-button.ts';
import { type Content, rendered } from './rendered.ts';

const helpLines = [
  'help.anything',
  'help.lists',
  'help.practice',
  'help.tips',
  'help.shoutout',
  'help.me',
  'help.coverage',
  'help.about',
  'help.mention',
  'help.more',
] as const;
type HelpLine = (typeof helpLines)[number];

/** What is said beside a line where it is asked for alone. */
const details = new Map<string, readonly Extract<MessageKey, `help.${string}`>[]>([
  ['help.tips', ['help.tips-on', 'help.tips-pause', 'help.tips-form', 'help.tips-me']],
  ['help.shoutout', ['help.shoutout-whom', 'help.shoutout-form', 'help.shoutout-change']],
]);

/** What there is to look at beside entries: the menu, the list of a kind, all of the help or one line of it. Buttons carry it. */
export type Page = 'menu' | Kind | 'help' | HelpLine;

/** `undefined` for what is no page, or none any more. */
export function parsePage(value: string): Page | undefined {
  return ['menu', 'help', ...kinds, ...helpLines].includes(value) ? (value as Page) : undefined;
}

/** `others` are other features' buttons, which stand below the menu of the asker alone. */
export function pageMessage(
  content: Content,
  page: Page,
  others: () => readonly ButtonSpec[],
  shared: 'shared' | 'unshared' = 'unshared',
): Message {
  const { words } = content;
  return rendered(content, `${page} ${shared}`, () => [
    ...pageParts(content, page, readButton, 'guideline.list'),
    ...(shared === 'shared' ? [contextBlock(words('entry.shared'))] : []),
    ...(page === 'menu' ? moreThanReading(content, others()) : []),
    ...controls(content, page, shared),
  ]);
}

/** The page as everyone in the channel sees it: its buttons answer whoever presses. `user` is the id of who shared it. */
export function sharedPageMessage(content: Content, page: Page, user: string): Message {
  const peek = (entry: Entry) => ({ ...readButton(entry), action: 'guideline.peek' });
  return message([
    ...pageParts(content, page, peek, 'guideline.peek-list'),
    contextWithMention(content.words('entry.shared-by', { person: `<@${user}>` })),
  ]);
}

/** The sections to browse, as buttons; `action` opens one. */
export function sections({ library, words }: Content, action = 'guideline.list'): ButtonSpec[] {
  return kinds.map((kind) => ({
    action,
    label: words('menu.kind', {
      title: words(`menu.kinds.${kind}`),
      count: library.list(kind).length,
    }),
    value: kind,
  }));
}

export function toMenu({ words }: Content): ButtonSpec {
  return { action: 'guideline.menu', label: words('search.menu'), value: 'menu' };
}

function pageParts(
  content: Content,
  page: Page,
  open: (entry: Entry) => ButtonSpec,
  openList: string,
): Part[] {
  const { library, words } = content;
  if (page === 'menu') {
    const title = heading(words('menu.title'));
    return [title, text(words('menu.lead')), ...choices(sections(content, openList))];
  }
  const kind = kinds.find((known) => known === page);
  if (kind) {
    const { title, core } = library.introduction(kind);
    return [heading(title), prose(...core), ...choices(library.list(kind).map(open))];
  }
  const lines = helpLines.filter((line) => page === 'help' || page === line);
  const said = [...lines, ...(details.get(page) ?? [])];
  const items = said.map((key) => parseLine(words(key)));
  return [heading(words('help.title')), bullets('', items), text(words('help.lead'))];
}

function moreThanReading({ words }: Content, others: readonly ButtonSpec[]): Part[] {
  const help = { action: 'guideline.list', label: words('help.button'), value: 'help' };
  return [text(words('menu.more')), ...choices([...others, help])];
}

function controls(content: Content, page: Page, shared: 'shared' | 'unshared'): Part[] {
  const share = {
    action: 'guideline.share-page',
    label: content.words('entry.share'),
    value: page,
  };
  const below = [
    ...(shared === 'shared' ? [] : [share]),
    ...(page === 'menu' ? [] : [toMenu(content)]),
  ];
  return below.length > 0 ? [buttons(below)] : [];
}

function text(words: string): Part {
  return prose([{ text: words }]);
}
