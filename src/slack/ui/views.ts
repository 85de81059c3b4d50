import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { type Field, input } from './fields.ts';
import { limits, plainText } from './limits.ts';
import type { Message, Part } from './message.ts';

export type FormSpec = {
  /** The callback id. */
  readonly route: string;
  readonly title: string;
  readonly submit: string;
  readonly close: string;
  /** Private metadata, which come back with the submission; at most 3,000 characters. */
  readonly about: string;
  readonly parts: readonly (Part | Field)[];
};

/** A modal with inputs. */
export function form({ route, title, submit, close, about, parts }: FormSpec): ModalView {
  return {
    type: 'modal',
    callback_id: route,
    private_metadata: about,
    title: plainText(limits.viewTitle, title),
    submit: plainText(limits.viewTitle, submit),
    close: plainText(limits.viewTitle, close),
    blocks: parts.map(blockOf),
  };
}

const blockOf = (part: Part | Field): KnownBlock => ('block' in part ? part.block : input(part));

/** A Home tab; its fields report what is typed into them. */
export function homeView(parts: readonly (Part | Field)[]): HomeView {
  return { type: 'home', blocks: parts.map(blockOf) };
}

/** A modal without inputs. */
export function infoView(title: string, close: string, parts: readonly Part[]): ModalView {
  return {
    type: 'modal',
    title: plainText(limits.viewTitle, title),
    close: plainText(limits.viewTitle, close),
    blocks: parts.map((part) => part.block),
  };
}

/** The callback id of a message that is shown as a modal. */
export const answerId = 'answer';

/** Blocks that Slack doesn't take in modals; the words around a table say the same. */
const notInModals: readonly string[] = ['data_table'];

/**
 * A message as a modal, for an answer to a press where there is no conversation. `isLeftOut` tells
 * the actions that make no sense there.
 */
export function answerView(
  title: string,
  close: string,
  { blocks }: Message,
  isLeftOut: (actionId: string) => boolean = () => false,
): ModalView {
  return {
    type: 'modal',
    callback_id: answerId,
    title: plainText(limits.viewTitle, title),
    close: plainText(limits.viewTitle, close),
    blocks: blocks.flatMap((block): KnownBlock[] => {
      if (notInModals.includes(block.type)) return [];
      if (block.type !== 'actions') return [block];
      const elements = block.elements.filter((one) => !isLeftOut(one.action_id ?? ''));
      return elements.length > 0 ? [{ ...block, elements }] : [];
    }),
  };
}
