import type { KnownBlock } from '@slack/types';
import { escapeMrkdwn } from './mrkdwn.ts';

/** What the app says: blocks for the eye, and a text with all of it for screen readers and notifications. */
export type Message = { readonly text: string; readonly blocks: KnownBlock[] };

/** A block and what it says in words: plain text, or mrkdwn where a person is mentioned in it. */
export type Part =
  | { readonly block: KnownBlock; readonly says: string }
  | { readonly block: KnownBlock; readonly saysMrkdwn: string };

export function message(parts: readonly Part[]): Message {
  const said = parts.map((part) => ('says' in part ? escapeMrkdwn(part.says) : part.saysMrkdwn));
  return { text: said.filter(Boolean).join('\n'), blocks: parts.map((part) => part.block) };
}
