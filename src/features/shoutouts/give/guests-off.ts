import type { ModalView } from '@slack/types';
import type { Content } from '../../../content/content.ts';
import { paragraph } from '../../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../../slack/ui/failure.ts';
import type { Part } from '../../../slack/ui/message.ts';
import { seemsToGive } from '../audience.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { resultView } from './form.ts';
import type { LookupResult } from './lookup.ts';

/** Whether the giver is a guest, and guests can't give shout-outs. */
export const isGuestRefused = ({ giver, guests }: LookupResult): boolean =>
  giver.isGuest && !guests.mayGive;

/** Says so, and gives back what was typed. */
export const guestsOffParts = ({ words }: Content, typed: string): readonly Part[] => [
  paragraph(words('shoutout.guests-off')),
  ...typedTextBlock(words, typed),
];

/** In place of an open form, so that a guest hears of it before writing a shout-out. */
export const guestsOffLater =
  (deps: ShoutoutDeps, person: { readonly workspace: string; readonly user: string }, typed = '') =>
  async (): Promise<ModalView | undefined> => {
    if (await seemsToGive(deps, person)) return undefined;
    return resultView(deps.content(), guestsOffParts(deps.content(), typed));
  };
