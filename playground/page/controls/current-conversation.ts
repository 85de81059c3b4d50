import type { Block } from '../../protocol.ts';
import { interactiveElements } from '../blocks/block-kit.ts';
import { inputsOf, setInput } from './input-store.ts';
import { withContent } from './values.ts';

/** Applies `default_to_current_conversation` to menus without a choice. */
export function chooseCurrentConversation(
  container: string,
  blocks: readonly Block[],
  channel: string | undefined,
): void {
  for (const block of blocks) {
    const { block_id = '' } = block;
    for (const element of interactiveElements(block)) {
      const { action_id = '', default_to_current_conversation } = element;
      if (!channel || !default_to_current_conversation) continue;
      if (inputsOf(container)[block_id]?.[action_id]) continue;
      const content = element.type.startsWith('multi_') ? [channel] : channel;
      setInput(container, block_id, action_id, withContent(element, content));
    }
  }
}
