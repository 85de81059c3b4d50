import type { Words } from '../words/catalogue.ts';
import type { WordKey } from '../words/keys.ts';
import { prose, verbatim } from './blocks.ts';
import { type Message, message } from './message.ts';

type FailureKey = Extract<WordKey, `failure.${string}`>;

/** What happened, that nothing was lost, what to do next; and the person's own words to copy, where there were any. */
export function apology(
  words: Words,
  typed: string,
  what: FailureKey = 'failure.apology',
): Message {
  const said = prose([{ text: words(what) }]);
  return message(typed ? [said, verbatim(words('failure.yours'), typed)] : [said]);
}
