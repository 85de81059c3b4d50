import type { Content } from '../../../content/content.ts';
import { bullets, buttons, contextBlock, heading, paragraph } from '../../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../../slack/ui/message.ts';
import { daysBetween } from '../records/weekly-tally.ts';
import { routes } from '../routes.ts';
import { type Coverage, coverageWeeks, quietAfter } from './coverage.ts';

type CoverageView = { readonly scope: 'channel' | 'workspace'; readonly today: string };

/** The skills that a team saw lately, tried, and hasn't seen for weeks; never who did. */
export function coverageMessage(
  content: Content,
  found: Coverage,
  { scope, today }: CoverageView,
): Message {
  const { words } = content;
  const weeks = coverageWeeks;
  return message([
    heading(words(`coverage.title.${scope}`)),
    ...(found.kind === 'total'
      ? [paragraph(words('coverage.total', { moments: found.moments, weeks }))]
      : skillParts(content, found, today)),
    contextBlock(words('coverage.note', { weeks })),
    ...(scope === 'workspace' ? [contextBlock(words('coverage.note-workspace'))] : []),
    ...(scope === 'channel'
      ? [buttons([routes.workspaceCoverage.button({ label: words('coverage.for-workspace') })])]
      : []),
  ]);
}

function skillParts(
  { words, library }: Content,
  { skills }: Extract<Coverage, { readonly kind: 'skills' }>,
  today: string,
): Part[] {
  const all = library.list('skill').map(({ id, title }) => {
    const { lastSeen, tried = 0 } = skills.get(id) ?? {};
    const isSeen = lastSeen !== undefined && daysBetween(lastSeen, today) < quietAfter;
    return { title, isSeen, isTried: tried > 0 };
  });
  const list = (title: string, none: string, wanted: typeof all) =>
    wanted.length > 0
      ? bullets(
          title,
          wanted.map((skill) => [{ text: skill.title }]),
        )
      : paragraph(none);
  const tried = all.filter(({ isTried }) => isTried);
  return [
    list(
      words('coverage.seen'),
      words('coverage.none-seen'),
      all.filter(({ isSeen }) => isSeen),
    ),
    ...(tried.length > 0 ? [list(words('coverage.tried'), '', tried)] : []),
    list(
      words('coverage.quiet'),
      words('coverage.none-quiet'),
      all.filter(({ isSeen }) => !isSeen),
    ),
  ];
}
