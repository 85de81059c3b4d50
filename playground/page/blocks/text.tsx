import { memo } from 'react';
import type { TextObject } from './block-kit.ts';
import { Drawn } from './drawn.tsx';
import { plainRichText, richText } from './mrkdwn.ts';

/** A text object as it is read. */
export const Text = memo(function Text({ text }: { text: TextObject }) {
  const block = text.type === 'mrkdwn' ? richText(text.text) : plainRichText(text.text, text.emoji);
  return <Drawn block={block} />;
});

/** What a message says when it has no blocks. */
export const MessageText = memo(function MessageText({ mrkdwn }: { mrkdwn: string }) {
  return <Drawn block={richText(mrkdwn)} />;
});
