import { dateIn } from '../../../calendar/today.ts';
import type { Content } from '../../../content/content.ts';
import { asTyped } from '../../../i18n/rewriting.ts';
import { understand } from '../../../i18n/understand.ts';
import { isDirectMessage } from '../../../ports/slack.ts';
import type { CareHandler } from '../../../slack/router/feature.ts';
import type { ButtonSpec } from '../../../slack/ui/blocks.ts';
import type { TipDeps } from '../deps.ts';
import { problemMessage } from '../message.ts';
import { routes } from '../routes.ts';
import type { TipsCommand } from './parse-command.ts';
import { parseTips } from './parse-tips.ts';

const unknown = { findSkill: () => ({ nearest: [] }), findPlace: () => ({ nearest: [] }) };

/** The buttons that do the same without more details, with the rights of whoever presses them. */
function offersFor(
  { words }: Content,
  { kind, whose, ...order }: TipsCommand,
  here: string,
  user: string,
): readonly ButtonSpec[] {
  const plan = whose === 'me' ? user : here;
  if (kind === 'pause' && 'until' in order && order.until === 'open')
    return [routes.pause.button({ label: words('tips.pause'), value: plan })];
  if (kind === 'resume')
    return [routes.resume.button({ label: words('tips.resume'), value: plan })];
  if (kind === 'skip') return [routes.skip.button({ label: words('tips.skip'), value: { plan } })];
  return [];
}

/** "pause until Monday", which lacks "tips": the whole command is offered, and nothing is changed. */
export const bareOrder =
  (deps: TipDeps, word: 'pause' | 'resume' | 'skip' | 'unskip'): CareHandler =>
  ({ readings, line, channel, user }) => {
    const today = dateIn('UTC', deps.clock.now());
    const found = understand(
      readings,
      ({ text }) => parseTips(`${word} ${text}`, { today, ...unknown }),
      ({ kind }) => kind !== 'problem',
    );
    if (!found || found.read.kind === 'problem') return undefined;
    const content = deps.content();
    const meant = `${content.grammars[0].write('/care tips')} ${line}`;
    const problem = {
      kind: 'problem',
      about: 'word',
      part: line,
      nearest: [],
      typed: line,
    } as const;
    return problemMessage(content, problem, `/care ${line}`, {
      reading: asTyped(line),
      meant,
      offers: offersFor(content, found.read, isDirectMessage(channel) ? user : channel, user),
    });
  };
