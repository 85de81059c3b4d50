import { memo } from 'react';
import type { TextObject } from './block-kit.ts';
import { plainRichText, richText } from './mrkdwn.ts';
import { RenderedBlock } from './rendered-block.tsx';

export const Text = memo(function Text({ text }: { text: TextObject }) {
  const block = text.type === 'mrkdwn' ? richText(text.text) : plainRichText(text.text, text.emoji);
  return <RenderedBlock block={block} />;
});

/** The text of a message without blocks. */
export const MessageText = memo(function MessageText({ mrkdwn }: { mrkdwn: string }) {
  return <RenderedBlock block={richText(mrkdwn)} />;
});
