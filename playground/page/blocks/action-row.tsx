import type { Block } from '../../protocol.ts';
import { Control } from '../controls/control.tsx';
import { useFailure } from '../controls/interaction.ts';
import type { Element } from './block-kit.ts';

/** A wrapping row of controls, with the error of the last action. */
export function ActionRow({ block, elements }: { block: Block; elements: readonly Element[] }) {
  const failure = useFailure(block);
  if (elements.length === 0) return null;
  return (
    <div className="block-actions">
      {elements.map((element, index) => (
        <Control key={element.action_id ?? index} block={block} element={element} labels={{}} />
      ))}
      {failure ? (
        <p className="failure" role="alert">
          {failure}
        </p>
      ) : null}
    </div>
  );
}
