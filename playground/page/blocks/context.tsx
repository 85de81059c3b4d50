import type { Element, ElementsBlock, TextObject } from './block-kit.ts';
import { Text } from './text.tsx';

type Picture = { readonly type: 'image'; readonly image_url: string; readonly alt_text: string };

/** A context block: small texts and images in a row. */
export function Context({ block }: { block: ElementsBlock }) {
  return (
    <div className="block-context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          <ContextPicture key={keyOf(element, index)} picture={element as unknown as Picture} />
        ) : (
          <Text key={keyOf(element, index)} text={element as unknown as TextObject} />
        ),
      )}
    </div>
  );
}

function ContextPicture({ picture }: { picture: Picture }) {
  return <img src={picture.image_url} alt={picture.alt_text} width={20} height={20} />;
}

function keyOf(element: Element, index: number): string {
  return `${index} ${element.type}`;
}
