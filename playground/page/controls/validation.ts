import type { Block, InputValue, StateValues } from '../../protocol.ts';
import type { Element, InputBlock } from '../blocks/block-kit.ts';
import { contentOf } from './values.ts';

/** Errors that prevent a submission, by block id. */
export function validateForm(
  blocks: readonly Block[],
  state: StateValues,
): { readonly [blockId: string]: string } {
  const problems: { [blockId: string]: string } = {};
  for (const block of blocks) {
    if (block.type !== 'input') continue;
    const { block_id = '', element, optional = false } = block as InputBlock;
    const value = state[block_id]?.[element.action_id ?? ''];
    const problem = value && validateInput(element, value, optional);
    if (problem) problems[block_id] = problem;
  }
  return problems;
}

function validateInput(element: Element, value: InputValue, optional: boolean): string | undefined {
  const content = contentOf(value);
  if (isEmpty(content)) return optional ? undefined : 'Please complete this required field.';
  if (typeof content !== 'string') return undefined;
  return checks[element.type]?.(element, content);
}

type Check = (element: Element, text: string) => string | undefined;

const checks: { readonly [type: string]: Check } = {
  plain_text_input: (element, text) => {
    const length = [...text].length;
    const { min_length: min = 0, max_length: max = 3000 } = element;
    if (length < min) return `Must be at least ${min} characters long.`;
    return length > max ? `Must be at most ${max} characters long.` : undefined;
  },
  email_text_input: (_, text) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Must be a valid email address.',
  url_text_input: (_, text) =>
    /^https?:\/\/[^\s/]+\S*$/i.test(text)
      ? undefined
      : 'Must be a link that starts with http:// or https://.',
  number_input: (element, text) => {
    const number = Number(text);
    if (Number.isNaN(number)) return 'Must be a number.';
    if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'Must be a whole number.';
    if (element.min_value !== undefined && number < Number(element.min_value))
      return `Must be ${element.min_value} or more.`;
    if (element.max_value !== undefined && number > Number(element.max_value))
      return `Must be ${element.max_value} or less.`;
    return undefined;
  },
};

function isEmpty(content: unknown): boolean {
  if (content === null || content === undefined || content === '') return true;
  return Array.isArray(content) && content.length === 0;
}
