import { describe, expect, test } from 'vitest';
import type { Element } from '../../../../playground/page/blocks/block-kit.ts';
import { validateForm } from '../../../../playground/page/controls/validation.ts';
import type { InputValue } from '../../../../playground/protocol.ts';

const typed = (type: string, value: unknown) => ({ type, value });

function validateInput(element: Element, value: InputValue, optional: boolean): string | undefined {
  const block = { type: 'input', block_id: 'b', optional, element: { ...element, action_id: 'a' } };
  return validateForm([block], { b: { a: value } }).b;
}

describe('an input', () => {
  test.each([
    [{ type: 'plain_text_input' }, null, /required/],
    [{ type: 'plain_text_input', min_length: 3 }, 'ab', /at least 3/],
    [{ type: 'plain_text_input', max_length: 2 }, 'abc', /at most 2/],
    [{ type: 'email_text_input' }, 'ana@harbor', /mail/],
    [{ type: 'url_text_input' }, 'harbor.example', /http/],
    [{ type: 'number_input', is_decimal_allowed: false }, '1.5', /whole/],
    [{ type: 'number_input', min_value: '2' }, '1', /2 or more/],
    [{ type: 'number_input', max_value: '2' }, '3', /2 or less/],
    [{ type: 'number_input' }, 'many', /number/],
  ])('%j refuses %j', (element, value, reason) => {
    expect(validateInput(element, typed(element.type, value), false)).toMatch(reason);
  });

  test.each([
    [{ type: 'plain_text_input', min_length: 3, max_length: 3 }, 'abc'],
    [{ type: 'plain_text_input', max_length: 1 }, '🎉'],
    [{ type: 'email_text_input' }, 'ana@harbor.example'],
    [{ type: 'url_text_input' }, 'https://harbor.example/x?y'],
    [{ type: 'number_input', is_decimal_allowed: true }, '-1.5'],
    [{ type: 'number_input', min_value: '2', max_value: '2' }, '2'],
  ])('%j accepts %j', (element, value) => {
    expect(validateInput(element, typed(element.type, value), false)).toBeUndefined();
  });

  test('an optional input may be empty', () => {
    const value = { type: 'multi_users_select', selected_users: [] };
    expect(validateInput({ type: 'multi_users_select' }, value, true)).toBeUndefined();
    expect(validateInput({ type: 'multi_users_select' }, value, false)).toMatch(/required/);
  });
});

test('validateForm() returns errors by block id', () => {
  const block = (id: string, optional: boolean) => ({
    type: 'input',
    block_id: id,
    optional,
    element: { type: 'plain_text_input', action_id: 'a' },
  });
  const empty = { a: { type: 'plain_text_input', value: null } };
  const problems = validateForm([block('one', false), block('two', true)], {
    one: empty,
    two: empty,
  });
  expect(Object.keys(problems)).toEqual(['one']);
});
