import type { PlainTextElement } from '@slack/types';

/** Slack's limits in characters: https://docs.slack.dev/reference/block-kit/blocks */
export const limits = {
  header: 150,
  actions: 25,
  contextText: 2000,
  buttonText: 75,
  buttonValue: 2000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  viewTitle: 24,
  /** Of a view's private metadata. */
  metadata: 3000,
  optionText: 75,
  optionValue: 150,
  /** Items in one menu. */
  options: 100,
  placeholder: 150,
  inputLabel: 2000,
  /** Our own, for a piece of a person's text that a reply repeats. */
  verbatim: 4000,
  /** Of all pieces; Slack takes about 13,000 characters in all blocks of a message. */
  allVerbatim: 12_000,
} as const;

/** Cuts at a whole character, with an ellipsis in place of the rest. */
export function within(limit: number, text: string): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}

/** Text that Slack doesn't format, cut at `limit` characters. */
export function plainText(limit: number, text: string): PlainTextElement & { emoji: false } {
  return { type: 'plain_text', text: within(limit, text), emoji: false };
}
