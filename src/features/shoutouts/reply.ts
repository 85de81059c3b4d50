import type { PlainKey } from '../../i18n/keys.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import type { ShoutoutDeps } from './deps.ts';

/** A message of one text of the catalogue. */
export function reply({ content }: Pick<ShoutoutDeps, 'content'>, key: PlainKey): Message {
  return message([paragraph(content().words(key))]);
}
