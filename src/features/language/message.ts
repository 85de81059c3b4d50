import { type Content, languageTags } from '../../content/content.ts';
import { languageName, languageTitle } from '../../i18n/language-names.ts';
import type { ReadLanguage } from '../../ports/languages.ts';
import {
  type ButtonSpec,
  buttons,
  contextBlock,
  heading,
  paragraph,
  prose,
} from '../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../slack/ui/failure.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import { asInSlack, routes } from './routes.ts';

/** What the message is about: a channel by its id, or the person who reads it. */
export type About = { readonly channel: string } | 'me';

/** Which language is read, and why. */
export function currentLine(
  { words, language: reading }: Content,
  read: ReadLanguage,
  about: About = 'me',
): string {
  const values = { language: languageName(read.language, reading) };
  if (about === 'me') return words(`language.me.${read.from}`, values);
  return words(`language.channel.${read.from === 'unknown' ? 'default' : read.from}`, values);
}

const ownLine = ({ words, language: reading }: Content, { language }: ReadLanguage): string =>
  words('language.channel.yours', { language: languageName(language, reading) });

type MessageOptions = {
  /** What was just done. */
  readonly lead?: string;
  /** Whether the reader chose the channel's language. */
  readonly isOwnChoice?: boolean;
};

/** Which language is read, and what else there is. */
export function languageMessage(
  content: Content,
  about: About,
  read: ReadLanguage,
  { lead, isOwnChoice = false }: MessageOptions = {},
): Message {
  const { words } = content;
  const isOwn = about === 'me';
  return message([
    heading(words(isOwn ? 'language.me.title' : 'language.channel.title')),
    ...(lead ? [prose([{ text: lead, style: 'bold' }])] : []),
    paragraph(isOwnChoice ? ownLine(content, read) : currentLine(content, read, about)),
    ...choiceParts(content, about, read),
    contextBlock(words(isOwn ? 'language.me.note' : 'language.channel.note')),
  ]);
}

/** To a language that there isn't; nothing was changed. */
export function unknownMessage(
  content: Content,
  about: About,
  read: ReadLanguage,
  typed: string,
): Message {
  return message([
    paragraph(content.words('language.unknown')),
    paragraph(currentLine(content, read, about)),
    ...choiceParts(content, about, read),
    ...typedTextBlock(content.words, typed),
  ]);
}

/** Each language in its own words, without the one that was chosen; nothing if there is only one. */
function choiceParts(content: Content, about: About, { language, from }: ReadLanguage): Part[] {
  const tags = languageTags(content);
  if (tags.length === 1) return [];
  const choose = (label: string, wanted: string): ButtonSpec =>
    about === 'me'
      ? routes.choose.button({ label, value: wanted })
      : routes.chooseForChannel.button({ label, value: { ...about, language: wanted } });
  const isChosen = from === 'choice';
  return [
    buttons([
      ...tags
        .filter((tag) => !(isChosen && tag === language))
        .sort((one, other) => one.localeCompare(other))
        .map((tag) => choose(languageTitle(tag), tag)),
      ...(isChosen ? [choose(content.words('language.as-in-slack'), asInSlack)] : []),
    ]),
  ];
}
