import { type Content, entryIn } from '../../../content/content.ts';
import {
  type ButtonSpec,
  buttons,
  contextBlock,
  contextWithMention,
  type Line,
  prose,
  quotation,
} from '../../../slack/ui/blocks.ts';
import type { Option } from '../../../slack/ui/fields.ts';
import { type Message, message, type Part } from '../../../slack/ui/message.ts';
import { fillPlaceholders, peopleLine, placeholder } from '../../../slack/ui/sentence.ts';
import { emojiSpans } from '../../../text/emoji.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { type Detail, type Details, detailNames, details } from '../details.ts';
import { skillTitle } from '../parse/skill-names.ts';
import { type MenuItem, type MenuValue, routes } from '../routes.ts';
import type { Shoutout } from '../shoutout.ts';
import { neutralize } from '../text/neutralize.ts';

/** A person's own text, below a line if given: rich text, which Slack doesn't parse, and neutralized where it does. */
export function quote(text: string, below: Line = []): Part {
  return quotation(below, emojiSpans(text), neutralize(text));
}

/** The name of a person, or "a colleague" in place of one whose data was deleted. */
export const nameLine = ({ words }: Content, user: string | undefined): Line => [
  user === undefined ? { text: words('shoutout.colleague') } : { person: user },
];

/** The same at the beginning of a sentence. */
export const firstNameLine = ({ words }: Content, user: string | undefined): Line => [
  user === undefined ? { text: words('shoutout.colleague-first') } : { person: user },
];

/** "From @ana". */
export function giverPart({ words }: Content, { from }: Shoutout): Part {
  const person = from === undefined ? words('shoutout.colleague') : `<@${from}>`;
  return contextWithMention(words('shoutout.card.from', { person }));
}

/** "Thanks to @ana and @ben for Patience". */
export function thanksLine(content: Content, { people, skill }: Shoutout): Line {
  return fillPlaceholders(
    content.words('shoutout.card.thanks', {
      people: placeholder('people'),
      skill: placeholder('skill'),
    }),
    {
      people: peopleLine(content.language, people),
      skill: [{ text: skillTitle(content, skill), style: 'bold' }],
    },
  );
}

/** The details that were given: the choices on one line, then each link on its own. */
export function detailParts(content: Content, given: Details): Part[] {
  const shown = detailNames.flatMap((name) => {
    const value = given[name];
    return value ? shownDetail(content, details[name], value) : [];
  });
  const choices = shown.filter((one) => typeof one === 'string');
  const links = shown.filter((one) => typeof one !== 'string');
  return [...(choices.length > 0 ? [contextBlock(choices.join(' · '))] : []), ...links];
}

function shownDetail({ words }: Content, detail: Detail, value: string): string | Part {
  switch (detail.kind) {
    case 'choice': {
      const key = detail.options[value];
      return key ? words(key) : value;
    }
    case 'link':
      return prose([{ link: value }]);
  }
}

/** The choices of a shout-out's overflow menu. */
export function menuOptions(
  { words }: Content,
  id: string,
  items: readonly MenuItem[],
): readonly Option<MenuValue>[] {
  return items.map((item) => ({ text: words(`shoutout.menu.${item}`), value: { item, id } }));
}

/** A button that shows the skill; none if the library no longer has it. */
export function readSkillButton(
  { readButton }: Pick<ShoutoutDeps, 'readButton'>,
  content: Content,
  { skill }: Shoutout,
): ButtonSpec[] {
  const found = entryIn(content, skill);
  return found ? [readButton(found.entry, content.words('shoutout.card.read'))] : [];
}

/** Names on a card; more are counted. */
const maxNames = 5;

function witnessLine({ words, language }: Content, { seenBy }: Shoutout): Part[] {
  if (seenBy.length === 0) return [];
  const people = peopleLine(language, seenBy.slice(0, maxNames));
  const more = seenBy.length - maxNames;
  const person = placeholder('person');
  const line =
    more > 0
      ? words('shoutout.saw.line-more', { person, more })
      : words('shoutout.saw.line', { person });
  return [prose(fillPlaceholders(line, { person: people }))];
}

/** The shout-out in its channel. Slack notifies the people thanked because it mentions them. */
export function cardMessage(
  deps: Pick<ShoutoutDeps, 'readButton'>,
  content: Content,
  shoutout: Shoutout,
): Message {
  const { words, library } = content;
  const entry = library.find(shoutout.skill);
  return message([
    prose(thanksLine(content, shoutout)),
    quote(shoutout.text),
    ...detailParts(content, shoutout),
    giverPart(content, shoutout),
    ...witnessLine(content, shoutout),
    ...(entry ? [contextBlock(entry.summary)] : []),
    buttons([
      routes.witness.button({ label: words('shoutout.card.saw'), value: shoutout.id }),
      ...readSkillButton(deps, content, shoutout),
      routes.more.button({ label: words('shoutout.card.more'), value: shoutout.id }),
    ]),
  ]);
}
