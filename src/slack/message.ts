import type { KnownBlock } from '@slack/types';
import { escaped } from './mrkdwn.ts';

/** What the app says: blocks for the eye, and a text with all of it for screen readers and notifications. */
export type Message = { readonly text: string; readonly blocks: KnownBlock[] };

/** A block and what it says in words. */
export type Part = { readonly block: KnownBlock; readonly says: string };

export function message(parts: readonly Part[]): Message {
  const said = parts.map((part) => part.says).filter(Boolean);
  return { text: escaped(said.join('\n')), blocks: parts.map((part) => part.block) };
}
