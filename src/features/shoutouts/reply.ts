import { prose } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import type { ShoutoutDeps } from './deps.ts';

type SaidKey =
  | 'shoutout.taken-back'
  | 'shoutout.not-yours'
  | 'shoutout.not-yours-private'
  | 'shoutout.is-private'
  | 'shoutout.made-private'
  | 'shoutout.card-stuck'
  | 'shoutout.saw.yours'
  | 'shoutout.saw.before'
  | 'shoutout.saw.failed'
  | 'shoutout.saw.thanks'
  | 'shoutout.shown'
  | 'shoutout.show-failed'
  | 'shoutout.no-card';

/** One sentence of the catalogue's. */
export function reply({ content }: ShoutoutDeps, key: SaidKey): Message {
  return message([prose([{ text: content().words(key) }])]);
}
