import { dateIn } from '../../../calendar/today.ts';
import { asTyped } from '../../../i18n/rewriting.ts';
import { understand } from '../../../i18n/understand.ts';
import { isDirectMessage } from '../../../ports/slack.ts';
import type { CareHandler } from '../../../slack/router/feature.ts';
import type { TipDeps } from '../deps.ts';
import { problemMessage } from '../message.ts';
import { offerFor, orderIn } from './offers.ts';

/** "pause until Monday", which lacks "tips": the whole command is offered, and nothing is changed. */
export const bareOrder =
  (deps: TipDeps, word: 'pause' | 'resume' | 'skip' | 'unskip'): CareHandler =>
  ({ readings, line, channel, user }) => {
    const today = dateIn('UTC', deps.clock.now());
    const found = understand(
      readings,
      ({ text }) => orderIn(`${word} ${text}`, today),
      ({ kind }) => kind !== 'problem',
    );
    if (!found || found.read.kind === 'problem') return undefined;
    const content = deps.content();
    const here = isDirectMessage(channel) ? user : channel;
    const offer = offerFor(content, found.read, { here, own: user });
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
      offers: offer ? [offer] : [],
    });
  };
