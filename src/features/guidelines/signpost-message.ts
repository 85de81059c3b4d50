import type { Content, Signpost } from '../../content/content.ts';
import {
  buttons,
  choices,
  contextBlock,
  divider,
  heading,
  paragraph,
  quotation,
} from '../../slack/ui/blocks.ts';
import { joinMessages, type Message, message, type Part } from '../../slack/ui/message.ts';
import { menuButton } from './page.ts';
import { readButton } from './routes.ts';

/** Two dangers can be in one question; more would bury the first. */
const maxSafety = 2;

/**
 * The signposts to show for a question: those for safety, or else one for an everyday matter. They
 * are looked for in the language in which it was `asked`, too; a call for help, if there is none in
 * these, in every language that doesn't take the question for one in another.
 */
export function signpostsFor(
  content: Content,
  question: string,
  asked?: Content,
): readonly Signpost[] {
  const own = (one: Signpost) => content.signposts.all.find(({ id }) => id === one.id) ?? one;
  const findIn = (contents: readonly Content[]): readonly Signpost[] => [
    ...new Set(contents.flatMap(({ signposts }) => signposts.find(question).map(own))),
  ];
  const found = findIn(asked ? [content, asked] : [content]);
  const elsewhere = () =>
    findIn(content.others.filter((other) => other.otherLanguage(question) === undefined));
  const ownCalls = found.filter(isSafety);
  const calls = ownCalls.length > 0 ? ownCalls : elsewhere().filter(isSafety);
  return calls.length > 0 ? calls.slice(0, maxSafety) : found.slice(0, 1);
}

const isSafety = ({ kind }: Signpost): boolean => kind === 'safety';

/** Signposts above what else was found, or with the menu where nothing was. */
export function signpostMessage(
  content: Content,
  signposts: readonly Signpost[],
  found?: Message,
): Message {
  const { words } = content;
  const parts = signposts.flatMap((signpost) => signpostParts(content, signpost));
  if (!found) return message([...parts, buttons([menuButton(content)])]);
  const also = message([...parts, divider(), contextBlock(words('signpost.also'))]);
  return joinMessages(also, found);
}

function signpostParts(
  { library, words }: Content,
  { kind, title, now, next, guidelines }: Signpost,
): Part[] {
  const entries = guidelines.flatMap((id) => library.find(id) ?? []);
  return [
    contextBlock(words(`signpost.${kind}`)),
    heading(title),
    quotation('', [{ text: now, style: 'bold' }]),
    paragraph(next),
    ...(entries.length > 0
      ? [contextBlock(words(`signpost.after-${kind}`)), ...choices(entries.map(readButton))]
      : []),
  ];
}
