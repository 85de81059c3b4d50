import { calendarFormat } from '../../../calendar/calendar-format.ts';
import type { Content } from '../../../content/content.ts';
import {
  buttons,
  contextBlock,
  dataTable,
  heading,
  paragraph,
  prose,
} from '../../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../../slack/ui/message.ts';
import { daysBetween } from '../records/weekly-tally.ts';
import { routes } from '../routes.ts';
import { type Coverage, coverageWeeks, quietAfter } from './coverage.ts';

type CoverageView = {
  readonly scope: 'channel' | 'workspace';
  readonly today: string;
  /** Whether the reader may see the whole workspace. */
  readonly readsAll: boolean;
};

/** The skills that a team saw lately, tried, and hasn't seen for weeks; never who did. */
export function coverageMessage(
  content: Content,
  found: Coverage,
  { scope, today, readsAll }: CoverageView,
): Message {
  const { words } = content;
  const weeks = coverageWeeks;
  return message([
    heading(words(`coverage.title.${scope}`)),
    ...(found.kind === 'total' ? totalParts(content, found) : skillParts(content, found, today)),
    contextBlock(words('coverage.note', { weeks })),
    ...(scope === 'workspace' ? [contextBlock(words('coverage.note-workspace'))] : []),
    ...(scope === 'channel' && readsAll
      ? [buttons([routes.workspaceCoverage.button({ label: words('coverage.for-workspace') })])]
      : []),
  ]);
}

function totalParts(
  { words }: Content,
  { moments, few }: Extract<Coverage, { readonly kind: 'total' }>,
): Part[] {
  return [
    paragraph(words('coverage.total', { moments, weeks: coverageWeeks })),
    ...(moments > 0 ? [paragraph(words(`coverage.few.${few}`))] : []),
  ];
}

export function skillParts(
  content: Content,
  { skills }: Extract<Coverage, { readonly kind: 'skills' }>,
  today: string,
): Part[] {
  const { words } = content;
  const all = content.library.list('skill').map(({ id, title }): SkillRow => {
    const { lastSeen, tried = 0 } = skills.get(id) ?? {};
    const isSeen = lastSeen !== undefined && daysBetween(lastSeen, today) < quietAfter;
    return { title, seen: isSeen ? 'lately' : 'quiet', isTried: tried > 0 };
  });
  const calendar = calendarFormat(content.language);
  const list = (title: string, none: string, wanted: readonly SkillRow[]) =>
    wanted.length > 0
      ? prose([
          { text: title, style: 'bold' },
          { text: `\n${calendar.list(wanted.map((skill) => skill.title))}` },
        ])
      : paragraph(none);
  const tried = all.filter(({ isTried }) => isTried);
  return [
    list(
      words('coverage.seen'),
      words('coverage.none-seen'),
      all.filter(({ seen }) => seen === 'lately'),
    ),
    ...(tried.length > 0 ? [list(words('coverage.tried'), '', tried)] : []),
    list(
      words('coverage.quiet'),
      words('coverage.none-quiet'),
      all.filter(({ seen }) => seen === 'quiet'),
    ),
    ...skillTable(content, all),
  ];
}

export type SkillRow = {
  readonly title: string;
  readonly seen: 'week' | 'lately' | 'quiet';
  readonly isTried?: boolean;
};

const order = ['week', 'lately', 'quiet'];
const bySeen = (one: SkillRow, other: SkillRow): number =>
  order.indexOf(one.seen) - order.indexOf(other.seen);

/**
 * Whether each skill was seen in the last four weeks, and whether it was tried if any was; never who
 * did. `says`: the same in words, for a message that has no other block with them.
 */
export function skillTable({ words }: Content, skills: readonly SkillRow[], says?: string): Part[] {
  const hasTries = skills.some(({ isTried }) => isTried);
  const table = {
    caption: words('coverage.table.caption'),
    header: [
      words('coverage.table.skill'),
      words('coverage.table.seen'),
      ...(hasTries ? [words('coverage.table.tried')] : []),
    ],
    rows: [...skills]
      .sort(bySeen)
      .map(({ title, seen, isTried }) => [
        title,
        words(`coverage.table.${seen}`),
        ...(hasTries ? [words(isTried ? 'coverage.table.yes' : 'coverage.table.no')] : []),
      ]),
  };
  return dataTable(table, says);
}
