import { Text } from '../blocks/text.tsx';
import { Icon } from '../parts/icons.tsx';
import { Menu } from '../parts/menu.tsx';
import { useInteraction } from './interaction.ts';
import type { ControlProps } from './use-control.ts';

export function Overflow({ block, element }: ControlProps) {
  const { press } = useInteraction();
  const items = (element.options ?? []).map((option) => ({
    key: option.value,
    label: <Text text={option.text} />,
    detail: option.description?.text,
    choose: () => {
      if (option.url) window.open(option.url, '_blank', 'noopener');
      void press(block, element, { selected_option: option });
    },
  }));
  const names = (element.options ?? []).map(({ text }) => text.text);
  return (
    <Menu
      label={element.accessibility_label ?? `More options: ${names.join(', ')}`}
      items={items}
      className="button button-icon"
    >
      <Icon name="more" />
    </Menu>
  );
}
