import { memo, type ReactNode } from 'react';
import type { Block as BlockData } from '../../protocol.ts';
import { ActionRow } from './action-row.tsx';
import type {
  Element,
  ElementsBlock,
  HeaderBlock,
  InputBlock,
  SectionBlock,
  TextObject,
} from './block-kit.ts';
import { Boundary } from './boundary.tsx';
import { Context } from './context.tsx';
import { Drawn } from './drawn.tsx';
import { Input } from './input.tsx';
import { readable } from './readable.ts';
import { Section } from './section.tsx';
import { Text } from './text.tsx';
import { Undrawable } from './undrawable.tsx';

/** What is pressed or filled in is ours, and so is what holds text objects, for they may be mrkdwn; the library draws the rest. */
const ours: { readonly [type: string]: (block: BlockData) => ReactNode } = {
  section: (block) => <Section block={block as SectionBlock} />,
  input: (block) => <Input block={block as InputBlock} />,
  actions: (block) => <ActionRow block={block} elements={(block as ElementsBlock).elements} />,
  context_actions: (block) => (
    <ActionRow block={block} elements={(block as ElementsBlock).elements} />
  ),
  context: (block) => <Context block={block as ElementsBlock} />,
  header: (block) => (
    <h3 className="block-header">
      <Text text={(block as HeaderBlock).text} />
    </h3>
  ),
  divider: () => <hr className="block-divider" />,
  alert: (block) => (
    <div className={`block-alert block-alert-${block.level ?? 'default'}`} role="note">
      <Text text={block.text as TextObject} />
    </div>
  ),
  card: (block) => (
    <>
      <Drawn block={readable(block)} />
      <ActionRow block={block} elements={(block.actions as readonly Element[] | undefined) ?? []} />
    </>
  ),
  carousel: (block) => (
    <div className="block-carousel">
      {(block.elements as readonly BlockData[]).map((card) => (
        <Block key={card.block_id ?? JSON.stringify(card)} block={card} />
      ))}
    </div>
  ),
  container: (block) => (
    <section className="block-container">
      <Text text={block.title as TextObject} />
      {(block.child_blocks as readonly BlockData[]).map((child) => (
        <Block key={child.block_id ?? JSON.stringify(child)} block={child} />
      ))}
    </section>
  ),
};

const drawnByLibrary = new Set(
  'rich_text image table markdown video plan task_card data_visualization file'.split(' '),
);

export const Block = memo(function Block({ block }: { block: BlockData }) {
  return (
    <Boundary block={block}>
      <BlockInside block={block} />
    </Boundary>
  );
});

function BlockInside({ block }: { block: BlockData }) {
  const draw = ours[block.type];
  if (draw) return draw(block);
  return drawnByLibrary.has(block.type) ? (
    <Drawn block={readable(block)} />
  ) : (
    <Undrawable block={block} />
  );
}
