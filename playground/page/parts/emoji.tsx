import { Drawn } from '../blocks/drawn.tsx';

/** The reactions that are offered; Slack's names. */
export const quickReactions = [
  ['+1', '👍', 'Thumbs up'],
  ['white_check_mark', '✅', 'Done'],
  ['eyes', '👀', 'Taking a look'],
  ['heart', '❤️', 'Heart'],
  ['tada', '🎉', 'Celebrate'],
  ['raised_hands', '🙌', 'Raised hands'],
] as const;

/** An emoji by Slack's name; any that isn't offered here is drawn as in a message. */
export function Emoji({ name }: { name: string }) {
  const known = quickReactions.find(([one]) => one === name);
  if (known) return <span aria-hidden="true">{known[1]}</span>;
  return (
    <span className="emoji" aria-hidden="true">
      <Drawn block={emojiBlock(name)} />
    </span>
  );
}

function emojiBlock(name: string) {
  const section = { type: 'rich_text_section', elements: [{ type: 'emoji', name }] };
  return { type: 'rich_text', elements: [section] };
}
