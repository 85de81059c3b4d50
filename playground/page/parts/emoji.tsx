import { RenderedBlock } from '../blocks/rendered-block.tsx';

/** Slack's names, characters and labels. */
export const quickReactions = [
  ['+1', '👍', 'Thumbs up'],
  ['white_check_mark', '✅', 'Done'],
  ['eyes', '👀', 'Taking a look'],
  ['heart', '❤️', 'Heart'],
  ['tada', '🎉', 'Celebrate'],
  ['raised_hands', '🙌', 'Raised hands'],
] as const;

/** An emoji by Slack's name. */
export function Emoji({ name }: { name: string }) {
  const known = quickReactions.find(([one]) => one === name);
  if (known) return <span aria-hidden="true">{known[1]}</span>;
  return (
    <span className="emoji" aria-hidden="true">
      <RenderedBlock block={emojiBlock(name)} />
    </span>
  );
}

function emojiBlock(name: string) {
  const section = { type: 'rich_text_section', elements: [{ type: 'emoji', name }] };
  return { type: 'rich_text', elements: [section] };
}
