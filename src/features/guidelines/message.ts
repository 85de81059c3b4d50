import type { Entry } from '../../content/entry.ts';
import { buttons, choices, heading, prose } from '../../slack/ui/blocks.ts';
import { within } from '../../slack/ui/limits.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import { menuButton, sections } from './page.ts';
import type { Content } from './rendered.ts';
import { readButton } from './routes.ts';

/** The sections, where they are the answer to something else: `lead` says what to. */
export function insteadMessage(content: Content, lead: string): Message {
  const title = heading(content.words('menu.title'));
  return message([title, text(lead), ...choices(sections(content))]);
}

/**
 * The entries that come closest to a question, or the sections when none does. It repeats what was typed, so it can't be shared; the
 * entries can.
 */
export function nearestMessage(
  content: Content,
  question: string,
  entries: readonly Entry[],
): Message {
  const { words } = content;
  const asked = { question: within(longestEcho, question) };
  if (entries.length === 0) return insteadMessage(content, words('search.nothing', asked));
  return message([
    text(words('search.nearest', asked)),
    ...entries.flatMap((entry) => [
      prose([{ text: entry.title, style: 'bold' }, { text: `\n${entry.summary}` }]),
      buttons([readButton(entry)]),
    ]),
    buttons([menuButton(content)]),
  ]);
}

/** As much of a question as an answer repeats. */
const longestEcho = 120;

export function aboutMessage(content: Content, version: string): Message {
  const { library, words } = content;
  return message([
    heading(words('about.title')),
    text(words('about.text', { version, entries: library.size })),
    buttons([menuButton(content)]),
  ]);
}

function text(words: string): Part {
  return prose([{ text: words }]);
}
