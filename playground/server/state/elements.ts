import type { Block } from '../../protocol.ts';
import type { JsonObject } from '../json-object.ts';
import type { IdGenerator } from './id-generator.ts';

/** An interactive element and its block. */
export type Control = {
  readonly block: Block;
  readonly blockId: string;
  readonly actionId: string;
  readonly element: JsonObject & { readonly type: string };
};

const interactiveTypes = new Set([
  'button',
  'workflow_button',
  'icon_button',
  'feedback_buttons',
  'checkboxes',
  'radio_buttons',
  'overflow',
  'datepicker',
  'timepicker',
  'datetimepicker',
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
  'plain_text_input',
  'rich_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'file_input',
]);

type Element = { type: string; action_id?: unknown; [key: string]: unknown };

/** A copy in which every block has a `block_id` and every control an `action_id`. */
export function withIds(ids: IdGenerator, blocks: readonly Block[]): Block[] {
  const copies = structuredClone(blocks) as Block[];
  for (const block of copies) {
    block.block_id ||= ids.next('bk');
    for (const element of interactiveElements(block)) element.action_id ||= ids.next('ac');
  }
  return copies;
}

export function controlsOf(blocks: readonly Block[]): readonly Control[] {
  return blocks.flatMap((block) =>
    [...interactiveElements(block)].map((element) => ({
      block,
      blockId: block.block_id ?? '',
      actionId: String(element.action_id ?? ''),
      element,
    })),
  );
}

function* interactiveElements(value: unknown): Generator<Element> {
  if (Array.isArray(value)) {
    for (const item of value) yield* interactiveElements(item);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && typeof value.type === 'string' && interactiveTypes.has(value.type)) {
    yield value as Element;
    return;
  }
  for (const inner of Object.values(value)) yield* interactiveElements(inner);
}

/** A control's visible label: a button's text, else the placeholder. */
export function labelOf({ text, placeholder }: JsonObject): string {
  const label = (text ?? placeholder) as { readonly text?: unknown } | undefined;
  return String(label?.text ?? '');
}
