import type { Element } from '../blocks/block-kit.ts';
import { Text } from '../blocks/text.tsx';
import { useInteraction } from './interaction.ts';
import type { ControlProps } from './use-control.ts';

/** A button. With a URL it is a link that also sends the action. */
export function Button({ block, element }: ControlProps) {
  const { press, isPending } = useInteraction();
  const pending = isPending(block, element);
  const label = element.accessibility_label;
  const className = `button${element.style ? ` button-${element.style}` : ''}`;
  const content = element.text ? (
    <Text text={element.text} />
  ) : (
    (element.type.replace('_', ' ') as string)
  );
  if (element.url) {
    return (
      <a
        className={className}
        href={element.url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={label}
        onClick={() => void press(block, element, {})}
      >
        {content}
      </a>
    );
  }
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      aria-busy={pending || undefined}
      onClick={() => pending || void press(block, element, {})}
    >
      {content}
    </button>
  );
}

/** A pair of buttons, each with its own value. */
export function FeedbackButtons({ block, element }: ControlProps) {
  const { press } = useInteraction();
  const pair = [element.positive_button, element.negative_button].filter(
    (one): one is Element => one !== undefined,
  );
  return pair.map((one) => (
    <button
      key={one.value}
      type="button"
      className="button"
      aria-label={one.accessibility_label}
      onClick={() => void press(block, element, { value: one.value ?? '' })}
    >
      {one.text ? <Text text={one.text} /> : one.value}
    </button>
  ));
}
