import { useId } from 'react';
import { Control } from '../controls/control.tsx';
import type { Element, SectionBlock } from './block-kit.ts';
import { Text } from './text.tsx';

/** A section block: text and fields, with an accessory beside them. */
export function Section({ block }: { block: SectionBlock }) {
  const textId = useId();
  const { text, fields, accessory } = block;
  return (
    <div className={`block-section${accessory ? ' has-accessory' : ''}`}>
      <div className="block-section-text">
        <div id={textId}>{text ? <Text text={text} /> : null}</div>
        {fields ? (
          <div className="block-fields">
            {fields.map((field) => (
              <Text key={`${field.type} ${field.text}`} text={field} />
            ))}
          </div>
        ) : null}
      </div>
      {accessory ? <Accessory block={block} element={accessory} textId={textId} /> : null}
    </div>
  );
}

function Accessory({
  block,
  element,
  textId,
}: {
  block: SectionBlock;
  element: Element;
  textId: string;
}) {
  if (element.type === 'image')
    return (
      <img
        className="block-thumbnail"
        src={String(element.image_url)}
        alt={element.alt_text ?? ''}
      />
    );
  return (
    <div className={`block-accessory accessory-${element.type}`}>
      <Control block={block} element={element} labels={{ labelledBy: textId }} />
    </div>
  );
}
