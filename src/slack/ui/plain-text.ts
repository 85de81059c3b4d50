import { within } from './limits.ts';

type PlainText = { readonly type: 'plain_text'; readonly text: string; readonly emoji: false };

/** Text in which Slack finds nothing to format, cut at `limit` characters. */
export function plainText(limit: number, text: string): PlainText {
  return { type: 'plain_text', text: within(limit, text), emoji: false };
}
