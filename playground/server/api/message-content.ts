import type { Block } from '../../protocol.ts';
import { apiError, apiErrorWithMessages } from '../api-error.ts';
import { blockProblems } from '../block-kit/index.ts';
import type { Attachment } from '../state/workspace.ts';
import { type Arguments, jsonOf, textOf } from './arguments.ts';

export type MessageContent = {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly attachments: readonly Attachment[];
};

/** Longer texts are truncated. */
const maxTextLength = 40_000;
const maxMarkdownLength = 12_000;

/** Parses a message's text and blocks; throws Slack's API errors. */
export function messageContent(args: Arguments): MessageContent {
  const markdown = textOf(args, 'markdown_text');
  const given = blocksOf(args);
  const text = textOf(args, 'text') ?? '';
  if (markdown !== undefined) {
    if (text || given.length)
      throw apiError('markdown_text_conflict', 'either it or text and blocks');
    if ([...markdown].length > maxMarkdownLength) throw apiError('msg_too_long');
    return { text: markdown, blocks: [{ type: 'markdown', text: markdown }], attachments: [] };
  }
  const attachments = attachmentsOf(args);
  if (!text && !given.length && !attachments.length) throw apiError('no_text');
  checkBlocks(given);
  return { text: [...text].slice(0, maxTextLength).join(''), blocks: given, attachments };
}

export function blocksOf(args: Arguments): readonly Block[] {
  const blocks = jsonOf(args, 'blocks', 'invalid_blocks_format') ?? [];
  if (!Array.isArray(blocks)) throw apiError('invalid_blocks_format', 'blocks is not a list');
  return blocks as Block[];
}

export function checkBlocks(blocks: readonly Block[]): void {
  const problems = blocks.length ? blockProblems(blocks, 'message') : [];
  if (!problems.length) return;
  const isTooLong = problems.every((problem) => problem.includes('msg_blocks_too_long'));
  throw apiErrorWithMessages(isTooLong ? 'msg_blocks_too_long' : 'invalid_blocks', problems);
}

const maxAttachments = 100;

/** The blocks in attachments have the limits of a message's own. */
export function attachmentsOf(args: Arguments): readonly Attachment[] {
  const attachments = jsonOf(args, 'attachments', 'invalid_attachments') ?? [];
  if (!Array.isArray(attachments) || attachments.some((one) => typeof one !== 'object' || !one)) {
    throw apiError('invalid_attachments', 'attachments is not a list of objects');
  }
  if (attachments.length > maxAttachments) throw apiError('too_many_attachments', 'at most 100');
  for (const { blocks = [] } of attachments as Attachment[]) {
    if (!Array.isArray(blocks)) throw apiError('invalid_blocks_format', 'blocks is not a list');
    checkBlocks(blocks);
  }
  return attachments as Attachment[];
}
