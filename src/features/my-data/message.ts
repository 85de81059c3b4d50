import type { Content } from '../../content/content.ts';
import { type DataKind, dataKinds, type GivenChoice } from '../../ports/personal-data.ts';
import {
  type ButtonSpec,
  bullets,
  buttons,
  choices,
  contextBlock,
  heading,
  type Line,
  paragraph,
} from '../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import { routes } from './routes.ts';

export type Counts = Readonly<Record<DataKind, number>>;

export const showButton = ({ words }: Content): ButtonSpec =>
  routes.show.button({ label: words('my-data.button') });

export const exportButton = ({ words }: Content): ButtonSpec =>
  routes.export.button({ label: words('my-data.export') });

/** One line for each kind of which there is something. */
function lines(
  counts: Counts,
  lineOf: (kind: DataKind, count: number) => string,
  { title = '', kinds = dataKinds }: { title?: string; kinds?: readonly DataKind[] } = {},
): Part[] {
  const items = kinds.flatMap((kind): Line[] =>
    counts[kind] > 0 ? [[{ text: lineOf(kind, counts[kind]) }]] : [],
  );
  return items.length > 0 ? [bullets(title, items)] : [];
}

const seenByOthers: readonly DataKind[] = ['received', 'waiting', 'given', 'plans', 'recaps'];
const ownOnly = dataKinds.filter((kind) => !seenByOthers.includes(kind));

const isEmpty = (counts: Counts): boolean => Object.values(counts).every((count) => count === 0);

/** What is stored about a person, who sees it and for how long. */
export function dataMessage(content: Content, counts: Counts): Message {
  const { words } = content;
  const kept = (kind: DataKind, count: number) => words(`my-data.kept.${kind}`, { count });
  const actions = [exportButton(content), routes.erase.button({ label: words('my-data.delete') })];
  if (isEmpty(counts))
    return message([
      heading(words('my-data.title')),
      paragraph(words('my-data.none')),
      buttons(actions),
    ]);
  return message([
    heading(words('my-data.title')),
    ...lines(counts, kept, { title: words('my-data.others'), kinds: seenByOthers }),
    ...lines(counts, kept, { title: words('my-data.own'), kinds: ownOnly }),
    paragraph(words('my-data.besides')),
    buttons(actions),
    contextBlock(words('my-data.how-long')),
  ]);
}

/** What a deletion will do, before it is confirmed. */
export function questionMessage(content: Content, counts: Counts): Message {
  const { words } = content;
  const answer = (value: GivenChoice, key: 'all' | 'with-given' | 'keep-given') =>
    routes.confirm.button({ label: words(`my-data.confirm.${key}`), value });
  const answers =
    counts.given > 0
      ? [answer('delete', 'with-given'), answer('keep', 'keep-given')]
      : [answer('delete', 'all')];
  return message([
    heading(words('my-data.question')),
    ...lines(counts, (kind, count) => words(`my-data.goes.${kind}`, { count })),
    paragraph(words('my-data.goes.besides')),
    paragraph(words('my-data.goes.for-good')),
    ...choices(answers),
    buttons([
      exportButton(content),
      routes.keep.button({ label: words('my-data.confirm.nothing') }),
    ]),
  ]);
}

export const startedMessage = ({ words }: Content): Message =>
  message([paragraph(words('my-data.started'))]);

/** The direct message when all is deleted. */
export function erasedMessage({ words }: Content, what: GivenChoice | 'all'): Message {
  return message([
    paragraph(words(`my-data.done.${what}`)),
    paragraph(words('my-data.done.later')),
  ]);
}
