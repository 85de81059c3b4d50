import { memo, type ReactNode } from 'react';
import type { Block as BlockData } from '../../protocol.ts';
import { useInteraction } from '../controls/interaction.ts';
import { ActionRow } from './action-row.tsx';
import type {
  Element,
  ElementsBlock,
  HeaderBlock,
  InputBlock,
  SectionBlock,
  TextObject,
} from './block-kit.ts';
import { Context } from './context.tsx';
import { DataTable, type DataTableBlock } from './data-table.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Input } from './input.tsx';
import { prepareBlock } from './prepare-block.ts';
import { RenderedBlock } from './rendered-block.tsx';
import { Section } from './section.tsx';
import { Text } from './text.tsx';
import { UnsupportedBlock } from './unsupported-block.tsx';

/** Blocks with controls, or with text objects, which may be mrkdwn. The library renders others. */
const ownComponents: { readonly [type: string]: (block: BlockData) => ReactNode } = {
  section: (block) => <Section block={block as SectionBlock} />,
  input: (block) => <Input block={block as InputBlock} />,
  actions: (block) => <ActionRow block={block} elements={(block as ElementsBlock).elements} />,
  context_actions: (block) => (
    <ActionRow block={block} elements={(block as ElementsBlock).elements} />
  ),
  context: (block) => <Context block={block as ElementsBlock} />,
  header: (block) => <Header block={block as HeaderBlock} />,
  divider: () => <hr className="block-divider" />,
  data_table: (block) => <DataTable block={block as DataTableBlock} />,
  alert: (block) => (
    <div className={`block-alert block-alert-${block.level ?? 'default'}`} role="note">
      <Text text={block.text as TextObject} />
    </div>
  ),
  card: (block) => (
    <>
      <RenderedBlock block={prepareBlock(block)} />
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

const libraryTypes = new Set(
  'rich_text image table markdown video plan task_card data_visualization file'.split(' '),
);

export const Block = memo(function Block({ block }: { block: BlockData }) {
  return (
    <ErrorBoundary block={block}>
      <BlockContent block={block} />
    </ErrorBoundary>
  );
});

/** Below the pane's title in a message; below the dialog's or thread's in a view. */
function Header({ block }: { block: HeaderBlock }) {
  const { container } = useInteraction();
  const Heading = container.type === 'message' ? 'h2' : 'h3';
  return (
    <Heading className="block-header">
      <Text text={block.text} />
    </Heading>
  );
}

function BlockContent({ block }: { block: BlockData }) {
  const render = ownComponents[block.type];
  if (render) return render(block);
  return libraryTypes.has(block.type) ? (
    <RenderedBlock block={prepareBlock(block)} />
  ) : (
    <UnsupportedBlock block={block} />
  );
}
