import type { Translate } from '../../i18n/catalogue.ts';
import type { MessageKey } from '../../i18n/keys.ts';
import { prose, verbatim } from '../ui/blocks.ts';
import { type Message, message } from '../ui/message.ts';

type FailureKey = Extract<MessageKey, `failure.${string}`>;

/** What happened, that nothing was lost, what to do next; and the person's own words to copy, where there were any. */
export function apology(
  words: Translate,
  typed: string,
  what: FailureKey = 'failure.apology',
): Message {
  const said = prose([{ text: words(what) }]);
  return message(typed ? [said, verbatim(words('failure.yours'), typed)] : [said]);
}
