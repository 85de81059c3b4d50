import type { Block, InputValue, StateValues } from '../../protocol.ts';
import { type Element, interactiveElements } from '../blocks/block-kit.ts';

/** By element type: the names of the value and of the initial value, and the empty value. */
const valueRules: {
  readonly [type: string]: {
    readonly value: string;
    readonly initial: string;
    readonly empty: null | readonly never[];
  };
} = {
  plain_text_input: { value: 'value', initial: 'initial_value', empty: null },
  email_text_input: { value: 'value', initial: 'initial_value', empty: null },
  url_text_input: { value: 'value', initial: 'initial_value', empty: null },
  number_input: { value: 'value', initial: 'initial_value', empty: null },
  rich_text_input: { value: 'rich_text_value', initial: 'initial_value', empty: null },
  checkboxes: { value: 'selected_options', initial: 'initial_options', empty: [] },
  radio_buttons: { value: 'selected_option', initial: 'initial_option', empty: null },
  static_select: { value: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { value: 'selected_option', initial: 'initial_option', empty: null },
  users_select: { value: 'selected_user', initial: 'initial_user', empty: null },
  conversations_select: {
    value: 'selected_conversation',
    initial: 'initial_conversation',
    empty: null,
  },
  channels_select: { value: 'selected_channel', initial: 'initial_channel', empty: null },
  multi_static_select: { value: 'selected_options', initial: 'initial_options', empty: [] },
  multi_external_select: { value: 'selected_options', initial: 'initial_options', empty: [] },
  multi_users_select: { value: 'selected_users', initial: 'initial_users', empty: [] },
  multi_conversations_select: {
    value: 'selected_conversations',
    initial: 'initial_conversations',
    empty: [],
  },
  multi_channels_select: { value: 'selected_channels', initial: 'initial_channels', empty: [] },
  datepicker: { value: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { value: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { value: 'selected_date_time', initial: 'initial_date_time', empty: null },
  file_input: { value: 'files', initial: 'initial_files', empty: [] },
};

/** The name of the value in Slack's state; `undefined` for elements without one (buttons). */
export function valueName(type: string): string | undefined {
  return valueRules[type]?.value;
}

/** The bare value of an input; `null` or an empty list when it is empty. */
export function contentOf(value: InputValue): unknown {
  const name = valueName(value.type);
  return name ? value[name] : undefined;
}

export function withContent(element: Element, content: unknown): InputValue {
  return { type: element.type, [valueName(element.type) ?? 'value']: content };
}

/**
 * The value of an input: the one typed on this page, else the server's, else the initial one.
 * Ignores values of another type: they belong to a former element with the same ids.
 */
export function inputValue(
  block: Block,
  element: Element,
  typed: StateValues,
  savedValues: StateValues,
): InputValue {
  const ids = [block.block_id ?? '', element.action_id ?? ''] as const;
  const found = [typed, savedValues]
    .map((values) => values[ids[0]]?.[ids[1]])
    .find((value) => value?.type === element.type);
  if (found) return found;
  const rule = valueRules[element.type];
  return withContent(element, rule ? (element[rule.initial] ?? rule.empty) : null);
}

/** The values of all inputs in these blocks, as in `view.state.values`. */
export function stateOf(
  blocks: readonly Block[],
  typed: StateValues,
  savedValues: StateValues,
): StateValues {
  const state: { [block: string]: { [action: string]: InputValue } } = {};
  for (const block of blocks) {
    for (const element of interactiveElements(block)) {
      if (!valueName(element.type)) continue;
      const { block_id = '' } = block;
      const value = inputValue(block, element, typed, savedValues);
      state[block_id] = { ...state[block_id], [element.action_id ?? '']: value };
    }
  }
  return state;
}
