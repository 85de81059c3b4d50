import type { Block as BlockData, Container, StateValues } from '../../protocol.ts';
import { InteractionContext, useCreateInteraction } from '../controls/interaction.ts';
import { Block } from './block.tsx';

const none = {};

type Props = {
  readonly blocks: readonly BlockData[];
  readonly container: Container;
  readonly savedValues?: StateValues | undefined;
  readonly problems?: { readonly [blockId: string]: string } | undefined;
};

/** The blocks of a message or view, with the user's input. */
export function BlockList({ blocks, container, savedValues = none, problems = none }: Props) {
  const interaction = useCreateInteraction({ container, blocks, savedValues, problems });
  return (
    <InteractionContext value={interaction}>
      <div className="blocks">
        {blocks.map((block, index) => (
          <Block key={block.block_id ?? index} block={block} />
        ))}
      </div>
    </InteractionContext>
  );
}
