import type { KnownBlock } from '@slack/types';
import { escapeMrkdwn } from './mrkdwn.ts';

/** Blocks, and a text with all of their content for screen readers and notifications. */
export type Message = { readonly text: string; readonly blocks: KnownBlock[] };

/** A block and its content as plain text, or as mrkdwn where it mentions a person. */
export type Part =
  | { readonly block: KnownBlock; readonly says: string }
  | { readonly block: KnownBlock; readonly saysMrkdwn: string };

export function message(parts: readonly Part[]): Message {
  const texts = parts.map((part) => ('says' in part ? escapeMrkdwn(part.says) : part.saysMrkdwn));
  return { text: texts.filter(Boolean).join('\n'), blocks: parts.map((part) => part.block) };
}

/** One message below the other. */
export function joinMessages(first: Message, second: Message): Message {
  return {
    text: [first.text, second.text].filter(Boolean).join('\n'),
    blocks: [...first.blocks, ...second.blocks],
  };
}
