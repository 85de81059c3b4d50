import type { Content } from '../../../content/content.ts';
import type { ButtonSpec } from '../../../slack/ui/blocks.ts';
import { routes } from '../routes.ts';
import type { TipsCommand } from './parse-command.ts';
import { parseTips } from './parse-tips.ts';

const unknown = { findSkill: () => ({ nearest: [] }), findPlace: () => ({ nearest: [] }) };

/** Where a command was typed, and by whom: the ids of the plans that may be meant. */
type Plans = { readonly here: string; readonly own: string };

/** What a line orders, as far as that can be known without skills and places. */
export const orderIn = (line: string, today: string) => parseTips(line, { today, ...unknown });

/** The button that does the same without more details, with the rights of whoever presses it. */
export function offerFor(
  { words }: Content,
  { kind, whose, ...order }: TipsCommand,
  { here, own }: Plans,
): ButtonSpec | undefined {
  const plan = whose === 'me' ? own : here;
  if (kind === 'off')
    return routes.off.button({
      label: words(plan === own ? 'tips.turn-off-own' : 'tips.turn-off-here'),
      value: plan,
    });
  if (kind === 'pause' && 'until' in order && order.until === 'open')
    return routes.pause.button({ label: words('tips.pause'), value: plan });
  if (kind === 'resume') return routes.resume.button({ label: words('tips.resume'), value: plan });
  if (kind === 'skip') return routes.skip.button({ label: words('tips.skip'), value: { plan } });
  return undefined;
}

const behindTips = /^\/care tips (?<line>.+)$/;

/** The same for suggestions; in a direct message both may be about one plan. */
export function offersFor(
  content: Content,
  suggestions: readonly string[],
  { today, ...plans }: Plans & { readonly today: string },
): readonly ButtonSpec[] {
  const offers = suggestions.flatMap((suggestion) => {
    const { line } = behindTips.exec(suggestion)?.groups ?? {};
    const read = line === undefined ? undefined : orderIn(line, today);
    return read && read.kind !== 'problem' ? (offerFor(content, read, plans) ?? []) : [];
  });
  return [...new Map(offers.map((offer) => [offer.label, offer])).values()];
}
