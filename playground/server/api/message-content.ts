import type { Block } from '../../protocol.ts';
import { refusal, refusalWithReasons } from '../api-error.ts';
import { blockProblems } from '../block-kit/index.ts';
import type { Fields } from '../slack-context.ts';
import { type Arguments, jsonOf, textOf } from './arguments.ts';

export type MessageContent = { readonly text: string; readonly blocks: readonly Block[] };

/** Beyond this a posted text is cut off. */
const longestText = 40_000;
const longestMarkdown = 12_000;

/** Text and blocks of a message, refused as Slack refuses them. */
export function messageContent(args: Arguments): MessageContent {
  const markdown = textOf(args, 'markdown_text');
  const given = blocksOf(args);
  const text = textOf(args, 'text') ?? '';
  if (markdown !== undefined) {
    if (text || given.length)
      throw refusal('markdown_text_conflict', 'either it or text and blocks');
    if ([...markdown].length > longestMarkdown) throw refusal('msg_too_long');
    return { text: markdown, blocks: [{ type: 'markdown', text: markdown }] };
  }
  const attachments = attachmentTexts(args);
  if (!text && !given.length && !attachments.length) throw refusal('no_text');
  checkBlocks(given);
  const shown = [text, ...attachments].filter(Boolean).join('\n');
  return { text: [...shown].slice(0, longestText).join(''), blocks: given };
}

export function blocksOf(args: Arguments): readonly Block[] {
  const blocks = jsonOf(args, 'blocks', 'invalid_blocks_format') ?? [];
  if (!Array.isArray(blocks)) throw refusal('invalid_blocks_format', 'blocks is not a list');
  return blocks as Block[];
}

export function checkBlocks(blocks: readonly Block[]): void {
  const problems = blocks.length ? blockProblems(blocks, 'message') : [];
  if (!problems.length) return;
  const isTooLong = problems.every((problem) => problem.includes('msg_blocks_too_long'));
  throw refusalWithReasons(isTooLong ? 'msg_blocks_too_long' : 'invalid_blocks', problems);
}

/** Of attachments, the old way to lay out a message, only the words are kept. */
function attachmentTexts(args: Arguments): readonly string[] {
  const attachments = (jsonOf(args, 'attachments', 'invalid_attachments') ?? []) as Fields[];
  return attachments.map(({ text, fallback }) => String(text ?? fallback ?? ''));
}
