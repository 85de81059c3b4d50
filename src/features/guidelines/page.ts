import type { Content } from '../../content/content.ts';
import { type Entry, kinds } from '../../content/entry.ts';
import { parseLine } from '../../content/markdown.ts';
import type { MessageKey } from '../../i18n/keys.ts';
import type { ActionRoute } from '../../slack/router/routes.ts';
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
} from '../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import { cachedMessage } from './message-cache.ts';
import { helpGroups, type Page, peekButton, readButton, routes } from './routes.ts';

/** Lines that are added where a topic is shown alone. */
const details = new Map<string, readonly Extract<MessageKey, `help.${string}`>[]>([
  [
    'help.tips',
    [
      'help.tips-on',
      'help.tips-pause',
      'help.tips-days',
      'help.tips-skills',
      'help.tips-bundle',
      'help.tips-form',
      'help.tips-me',
      'help.tips-try',
    ],
  ],
  ['help.my-data', ['help.privacy-asked', 'help.privacy-thanks', 'help.privacy-tried']],
  ['help.shoutout', ['help.shoutout-whom', 'help.shoutout-form', 'help.shoutout-change']],
]);

/** On who sees what: with a title of its own, and without the button that shares it. */
const privacyPage = 'help.my-data';

/** `others` are the buttons of other features, shown in a private menu. */
export function pageMessage(
  content: Content,
  page: Page,
  others: () => readonly ButtonSpec[],
  shared: 'shared' | 'unshared' = 'unshared',
): Message {
  const { words } = content;
  return cachedMessage(content, `${page} ${shared}`, () => [
    ...pageParts(content, page, readButton, routes.page),
    ...(shared === 'shared' ? [contextBlock(words('entry.shared'))] : []),
    ...(page === 'menu' ? otherFeatures(content, others()) : []),
    ...controls(content, page, shared),
  ]);
}

/** The page as everyone sees it; `user` is the id of the person who shared it. */
export function sharedPageMessage(content: Content, page: Page, user: string): Message {
  return message([
    ...pageParts(content, page, peekButton, routes.peekPage),
    contextWithMention(content.words('entry.shared-by', { person: `<@${user}>` })),
  ]);
}

/** The sections to browse, as buttons; `open` is the route that opens one. */
export function sections({ library, words }: Content, open = routes.page): ButtonSpec[] {
  return kinds.map((kind) =>
    open.button({
      label: words('menu.kind', {
        title: words(`menu.kinds.${kind}`),
        count: library.list(kind).length,
      }),
      value: kind,
    }),
  );
}

export function menuButton({ words }: Content): ButtonSpec {
  return routes.menu.button({ label: words('search.menu') });
}

function pageParts(
  content: Content,
  page: Page,
  open: (entry: Entry) => ButtonSpec,
  openList: ActionRoute<Page>,
): Part[] {
  const { library, words } = content;
  if (page === 'menu') {
    const title = heading(words('menu.title'));
    return [title, paragraph(words('menu.lead')), ...choices(sections(content, openList))];
  }
  const kind = kinds.find((known) => known === page);
  if (kind) {
    const { title, core } = library.introduction(kind);
    return [
      heading(title),
      prose(...core),
      ...choices(library.list(kind).map((entry) => open(entry))),
    ];
  }
  const list = (title: string, keys: readonly Extract<MessageKey, `help.${string}`>[]) =>
    bullets(
      title,
      keys.map((key) => parseLine(words(key))),
    );
  const groups = helpGroups.map(({ title, lines }) => list(words(title), lines));
  const topics = helpGroups.flatMap(({ lines }) => lines.filter((line) => line === page));
  const lists =
    page === 'help'
      ? groups
      : topics.map((topic) => list('', [topic, ...(details.get(topic) ?? [])]));
  const title = words(page === privacyPage ? 'help.privacy-title' : 'help.title');
  return [heading(title), ...lists, paragraph(words('help.lead'))];
}

function otherFeatures({ words }: Content, others: readonly ButtonSpec[]): Part[] {
  const help = routes.page.button({ label: words('help.button'), value: 'help' });
  return [paragraph(words('menu.more')), ...choices([...others, help])];
}

function controls(content: Content, page: Page, shared: 'shared' | 'unshared'): Part[] {
  const share = routes.sharePage.button({ label: content.words('entry.share'), value: page });
  const below = [
    ...(shared === 'shared' || page === privacyPage ? [] : [share]),
    ...(page === 'menu' ? [] : [menuButton(content)]),
  ];
  return below.length > 0 ? [buttons(below)] : [];
}
