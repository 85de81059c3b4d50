import {
  type Content,
  languageTags,
  type OtherLanguage,
  type Sections,
} from '../../content/content.ts';
import type { Entry } from '../../content/entry.ts';
import { languageName } from '../../i18n/language-names.ts';
import {
  type ButtonSpec,
  buttons,
  choices,
  contextBlock,
  heading,
  paragraph,
  prose,
} from '../../slack/ui/blocks.ts';
import { within } from '../../slack/ui/limits.ts';
import { joinMessages, type Message, message } from '../../slack/ui/message.ts';
import { withEmoji } from '../../text/emoji.ts';
import { menuButton, sections } from './page.ts';
import { foundButton } from './routes.ts';

/** The sections, offered where there is nothing else to show; `lead` says why. */
export function sectionsMessage(content: Content, ...lead: readonly string[]): Message {
  const title = heading(content.words('menu.title'));
  return message([title, ...lead.map(paragraph), ...choices(sections(content))]);
}

/** To a question in a language that the app doesn't have. */
export const otherLanguageMessage = (content: Content, unknown: OtherLanguage): Message =>
  sectionsMessage(content, ...otherLanguageLines(content, unknown));

/** Which languages the app has, in that of the question and in the reader's. */
export function otherLanguageLines(
  content: Content,
  { language, answer }: OtherLanguage,
): readonly string[] {
  const lead = content.words('search.other-language', { languages: languagesIn(content) });
  return answer === undefined
    ? [lead]
    : [answer.replaceAll('{languages}', languagesIn(content, language)), lead];
}

/** The names of all languages that the app has: "English or Spanish". */
function languagesIn(content: Content, language = content.language): string {
  const names = languageTags(content).map((tag) => languageName(tag, language));
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
}

/** Below an answer to a question in another language of ours, in that language. */
export function languageOffer({ words }: Content, controls: readonly ButtonSpec[]): Message {
  return message([contextBlock(words('language.offer')), buttons([...controls])]);
}

/**
 * The entries that are closest to a search, or the sections where none is. It repeats typed text,
 * so it can't be shared; the entries can.
 */
export function nearestMessage(
  content: Content,
  query: string,
  entries: readonly Entry[],
  sections: Sections = new Map(),
): Message {
  const { words } = content;
  const values = { question: within(longestEcho, withEmoji(query)) };
  if (entries.length === 0) return sectionsMessage(content, words('search.nothing', values));
  return message([
    paragraph(words('search.nearest', values)),
    ...entries.flatMap((entry) => [
      prose([{ text: entry.title, style: 'bold' }, { text: `\n${entry.summary}` }]),
      buttons([foundButton(entry, sections)]),
    ]),
    buttons([menuButton(content)]),
  ]);
}

/** What was found, below the command that may be meant. */
export const meantMessage = ({ words }: Content, command: string, found: Message): Message =>
  joinMessages(message([paragraph(words('search.meant', { command: `/care ${command}` }))]), found);

/** Characters of a search that its answer repeats. */
const longestEcho = 120;

export function aboutMessage(content: Content, version: string): Message {
  const { library, words } = content;
  return message([
    heading(words('about.title')),
    paragraph(words('about.text', { version, entries: library.size })),
    contextBlock(words('about.holidays')),
    buttons([menuButton(content)]),
  ]);
}
