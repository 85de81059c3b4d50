import type { Block, InputValue, StateValues } from '../../protocol.ts';
import type { JsonObject } from '../json-object.ts';
import { controlsOf } from '../state/elements.ts';

/** Errors that Slack finds before it sends a submission to the app, by block id. */
export function inputErrors(
  blocks: readonly Block[],
  state: StateValues,
): { readonly [blockId: string]: string } {
  const errors: { [blockId: string]: string } = {};
  for (const { block, blockId, actionId, element } of controlsOf(blocks)) {
    if (block.type !== 'input') continue;
    const error = inputError(element, state[blockId]?.[actionId], block.optional === true);
    if (error) errors[blockId] = error;
  }
  return errors;
}

function inputError(
  element: JsonObject,
  value: InputValue | undefined,
  isOptional: boolean,
): string | undefined {
  const held = Object.entries(value ?? {}).find(([key]) => key !== 'type')?.[1];
  const isEmpty =
    held === undefined || held === null || held === '' || (Array.isArray(held) && !held.length);
  if (isEmpty) return isOptional ? undefined : 'Please fill in this field.';
  return typeof held === 'string' ? textChecks[String(element.type)]?.(held, element) : undefined;
}

type TextCheck = (text: string, element: JsonObject) => string | undefined;

const textChecks: { readonly [type: string]: TextCheck } = {
  plain_text_input: (text, { min_length, max_length }) => {
    const length = [...text].length;
    if (typeof min_length === 'number' && length < min_length)
      return `At least ${min_length} characters, please.`;
    if (length > (typeof max_length === 'number' ? max_length : 3000))
      return `At most ${max_length ?? 3000} characters, please.`;
    return undefined;
  },
  email_text_input: (text) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'This is not an email address.',
  url_text_input: (text) => (URL.canParse(text) ? undefined : 'This is not a web address.'),
  number_input: (text, { is_decimal_allowed, min_value, max_value }) => {
    const number = Number(text);
    if (Number.isNaN(number)) return 'This is not a number.';
    if (is_decimal_allowed !== true && !Number.isInteger(number)) return 'A whole number, please.';
    if (min_value !== undefined && number < Number(min_value)) return `At least ${min_value}.`;
    if (max_value !== undefined && number > Number(max_value)) return `At most ${max_value}.`;
    return undefined;
  },
};
