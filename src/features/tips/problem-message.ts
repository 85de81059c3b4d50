import type { Translate } from '../../i18n/catalogue.ts';
import { contextBlock, prose, verbatim } from '../../slack/ui/blocks.ts';
import { within } from '../../slack/ui/limits.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import type { TipsProblem } from './parse/parse-command.ts';

/** As much of what was typed as the answer repeats in its sentence. */
const longestEcho = 80;

/** What was not understood, what may have been meant, how to write it, and the line to copy. */
export function problemMessage(
  words: Translate,
  { about, part, nearest }: TipsProblem,
  typed: string,
): Message {
  const text = within(longestEcho, part);
  const choices = nearest.join(', ');
  return message([
    prose([{ text: words(`tips.wrong.${about}`, { text }) }]),
    ...(choices ? [prose([{ text: words('tips.wrong.nearest', { choices }) }])] : []),
    contextBlock(words('tips.wrong.usage')),
    verbatim(words('failure.yours'), typed),
  ]);
}
