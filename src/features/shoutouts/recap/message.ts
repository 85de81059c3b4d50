import { calendarFormat } from '../../../calendar/calendar-format.ts';
import type { Content } from '../../../content/content.ts';
import {
  buttons,
  contextBlock,
  contextWithMention,
  heading,
  paragraph,
  prose,
} from '../../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../../slack/ui/message.ts';
import { giverPart, quote, readSkillButton, thanksLine } from '../card/card.ts';
import { skillTable } from '../coverage/message.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { emptyDraft } from '../give/draft.ts';
import { skillTitle } from '../parse/skill-names.ts';
import { routes } from '../routes.ts';
import type { Week } from './week.ts';

type Options = {
  /** Only a number is told, as few people are in the channel. */
  readonly isSmall: boolean;
  /** For the person who looks at it before the others do; only an `open` one can be shared. */
  readonly preview?: 'open' | 'shared' | 'closed';
  /** The person who shared it. */
  readonly sharedBy?: string;
};

/** A week of a channel: one moment in full, and the skills that were seen; no person's numbers. */
export function recapMessage(
  deps: Pick<ShoutoutDeps, 'readButton'>,
  content: Content,
  week: Week,
  { isSmall, preview, sharedBy }: Options,
): Message {
  const { words } = content;
  const { moments, told } = week;
  return message([
    ...(preview ? [contextBlock(words('recap.preview'))] : []),
    heading(words('recap.heading', { moments })),
    ...(isSmall
      ? [paragraph(words('recap.total'))]
      : [...momentParts(content, week), ...skillParts(content, week)]),
    ...(sharedBy
      ? [contextWithMention(words('entry.shared-by', { person: `<@${sharedBy}>` }))]
      : []),
    ...(preview === 'shared' ? [contextBlock(words('entry.shared'))] : []),
    buttons([
      ...(preview === 'open'
        ? [routes.shareRecap.button({ label: words('entry.share'), primary: true })]
        : []),
      routes.open.button({ label: words('shoutout.button'), value: emptyDraft }),
      ...(told ? readSkillButton(deps, content, told) : []),
    ]),
  ]);
}

function momentParts(content: Content, { told }: Week): Part[] {
  if (!told) return [];
  return [prose(thanksLine(content, told)), quote(told.text), giverPart(content, told)];
}

/** Skills that are named; the table has all. */
const maxNamed = 5;

function skillParts(content: Content, { skills: seen, tips }: Week): Part[] {
  const { words, language } = content;
  const skills = seen.map(({ id, ...row }) => ({ ...row, title: skillTitle(content, id) }));
  const calendar = calendarFormat(language);
  const list = (key: 'recap.seen' | 'recap.lately' | 'coverage.quiet', seen: string) => {
    const titles = skills.filter((one) => one.seen === seen).map(({ title }) => title);
    return titles.length > 0 ? [`${words(key)}\n${calendar.list(titles)}`] : [];
  };
  const quiet = list('coverage.quiet', 'quiet');
  const says = [
    ...list('recap.seen', 'week'),
    ...list('recap.lately', 'lately'),
    ...(quiet.length > 0 ? quiet : [words('coverage.none-quiet')]),
  ];
  return [
    ...skillTable(content, skills, says.join('\n')),
    ...(tips ? [paragraph(tipsLine(content, tips.skills))] : []),
    contextBlock(words('recap.note')),
  ];
}

function tipsLine(content: Content, ids: readonly string[]): string {
  const { words, language } = content;
  if (ids.length === 0) return words('recap.tips.even');
  const skills = ids.map((id) => skillTitle(content, id));
  const named = skills.slice(0, maxNamed);
  const more = skills.length - named.length;
  return more > 0
    ? words('recap.tips.lean-more', { skills: named.join(', '), more })
    : words('recap.tips.lean', { skills: calendarFormat(language).list(named) });
}
