import type { Block as BlockData, Container, StateValues } from '../../protocol.ts';
import { InteractionContext, useInteractionOf } from '../controls/interaction.ts';
import { Block } from './block.tsx';

const none = {};

type Props = {
  readonly blocks: readonly BlockData[];
  readonly container: Container;
  readonly remembered?: StateValues | undefined;
  readonly problems?: { readonly [blockId: string]: string } | undefined;
};

/** All blocks of a message or a view, with what was filled into them. */
export function BlockList({ blocks, container, remembered = none, problems = none }: Props) {
  const interaction = useInteractionOf({ container, blocks, remembered, problems });
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
