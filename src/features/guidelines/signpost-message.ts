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

/** A question of so few words doesn't tell its language. */
const fewWords = 2;

/**
 * The signposts to show for a question: those for safety, or else one for an everyday matter. They
 * are looked for in the language in which it was `asked`, too; other languages would take its words
 * for others of theirs.
 */
export function signpostsFor(
  content: Content,
  question: string,
  asked?: Content,
): readonly Signpost[] {
  const found = content.signposts.find(question);
  const isShort = question.trim().split(/\s+/).length <= fewWords;
  const elsewhere = asked ? [asked] : isShort && found.length === 0 ? content.others : [];
  const own = (one: Signpost) => content.signposts.all.find(({ id }) => id === one.id) ?? one;
  const more = elsewhere.flatMap(({ signposts }) => signposts.find(question).map(own));
  const all = [...new Set([...found, ...more])];
  const safety = all.filter(({ kind }) => kind === 'safety');
  return safety.length > 0 ? safety.slice(0, maxSafety) : found.slice(0, 1);
}

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
