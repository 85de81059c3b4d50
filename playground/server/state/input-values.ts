import type { Block, InputValue, StateValues } from '../../protocol.ts';
import type { JsonObject } from '../json-object.ts';
import { type Control, controlsOf } from './elements.ts';

type ValueRule = {
  /** The field of the value in `view.state.values`. */
  readonly key: string;
  /** The element's field with the initial value. */
  readonly initial: string;
  readonly holds: 'plain' | 'option' | 'options';
  readonly empty: null | readonly never[];
};

const plain = (key: string, initial: string): ValueRule => ({
  key,
  initial,
  holds: 'plain',
  empty: null,
});
const plainList = (key: string, initial: string): ValueRule => ({
  key,
  initial,
  holds: 'plain',
  empty: [],
});
const option: ValueRule = {
  key: 'selected_option',
  initial: 'initial_option',
  holds: 'option',
  empty: null,
};
const options: ValueRule = {
  key: 'selected_options',
  initial: 'initial_options',
  holds: 'options',
  empty: [],
};

/** By element type; buttons and overflow menus have no value. */
const rules: { readonly [type: string]: ValueRule } = {
  plain_text_input: plain('value', 'initial_value'),
  email_text_input: plain('value', 'initial_value'),
  url_text_input: plain('value', 'initial_value'),
  number_input: plain('value', 'initial_value'),
  rich_text_input: plain('rich_text_value', 'initial_value'),
  datepicker: plain('selected_date', 'initial_date'),
  timepicker: plain('selected_time', 'initial_time'),
  datetimepicker: plain('selected_date_time', 'initial_date_time'),
  users_select: plain('selected_user', 'initial_user'),
  conversations_select: plain('selected_conversation', 'initial_conversation'),
  channels_select: plain('selected_channel', 'initial_channel'),
  multi_users_select: plainList('selected_users', 'initial_users'),
  multi_conversations_select: plainList('selected_conversations', 'initial_conversations'),
  multi_channels_select: plainList('selected_channels', 'initial_channels'),
  file_input: plainList('files', ''),
  static_select: option,
  external_select: option,
  radio_buttons: option,
  multi_static_select: options,
  multi_external_select: options,
  checkboxes: options,
};

/** The inputs' values: those in `before` with the same ids, else the initial ones. */
export function stateOf(blocks: readonly Block[], before: StateValues = {}): StateValues {
  const values: { [blockId: string]: { [actionId: string]: InputValue } } = {};
  for (const { blockId, actionId, element } of controlsOf(blocks)) {
    const rule = rules[element.type];
    if (!rule) continue;
    const kept = before[blockId]?.[actionId];
    values[blockId] ??= {};
    values[blockId][actionId] =
      kept?.type === element.type
        ? kept
        : { type: element.type, [rule.key]: element[rule.initial] ?? rule.empty };
  }
  return values;
}

/** `state` with the values of `given`; ignores values for inputs that `state` doesn't have. */
export function fillIn(state: StateValues, given: StateValues): StateValues {
  return mapState(state, (value, blockId, actionId) => {
    const filled = given[blockId]?.[actionId];
    return filled?.type === value.type ? filled : value;
  });
}

function mapState(
  state: StateValues,
  change: (value: InputValue, blockId: string, actionId: string) => InputValue,
): StateValues {
  return Object.fromEntries(
    Object.entries(state).map(([blockId, actions]) => [
      blockId,
      Object.fromEntries(
        Object.entries(actions).map(([actionId, value]) => [
          actionId,
          change(value, blockId, actionId),
        ]),
      ),
    ]),
  );
}

/** Whether elements of this type have a value in the state. */
export function holdsValue(type: string): boolean {
  return rules[type] !== undefined;
}

/**
 * A plain value (text, a date, an option's value or label, ids) as Slack reports it for this
 * control. Throws when a menu doesn't offer it.
 */
export function inputValue({ element }: Control, value: unknown): InputValue {
  const rule = rules[element.type];
  if (!rule) throw new Error(`A ${element.type} has no value`);
  const isEmpty = value === null || value === undefined || value === '';
  if (isEmpty) return { type: element.type, [rule.key]: rule.empty };
  return { type: element.type, [rule.key]: heldValue(rule, element, value) };
}

function heldValue(rule: ValueRule, element: JsonObject, value: unknown): unknown {
  if (rule.holds === 'option') return pickOption(element, value);
  if (rule.holds === 'options') {
    return (Array.isArray(value) ? value : [value]).map((one) => pickOption(element, one));
  }
  if (rule.empty) return Array.isArray(value) ? value : [value];
  return typeof value === 'number' && rule.key === 'value' ? String(value) : value;
}

/** The option with this value or label. External menus accept any option object. */
export function pickOption(element: JsonObject, wanted: unknown): JsonObject {
  const offered = optionsOf(element);
  const isObject = typeof wanted === 'object' && wanted !== null;
  const key = isObject && 'value' in wanted ? wanted.value : wanted;
  const found = offered.find(
    (offer) => offer.value === key || (offer.text as JsonObject | undefined)?.text === key,
  );
  if (found) return found;
  if (isObject && String(element.type).includes('external')) return wanted as JsonObject;
  const labels = offered.map((offer) => String(offer.value)).join(', ');
  throw new Error(`No option ${JSON.stringify(key)} in ${element.action_id}; there are: ${labels}`);
}

function optionsOf(element: JsonObject): readonly JsonObject[] {
  const groups = (element.option_groups ?? []) as readonly JsonObject[];
  const own = (element.options ?? []) as readonly JsonObject[];
  return [...own, ...groups.flatMap((group) => (group.options ?? []) as readonly JsonObject[])];
}
