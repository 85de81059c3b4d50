import type { Block } from '../../protocol.ts';
import { interactiveElements } from '../blocks/block-kit.ts';
import { type, typedIn } from './typed.ts';
import { withContent } from './values.ts';

/** Chooses the conversation that somebody comes from, in every menu of a modal that wants it and in which nothing was chosen yet. */
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
      if (typedIn(container)[block_id]?.[action_id]) continue;
      const content = element.type.startsWith('multi_') ? [channel] : channel;
      type(container, block_id, action_id, withContent(element, content));
    }
  }
}
