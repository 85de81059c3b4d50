import { describe, expect, test } from 'vitest';
import { stateOf } from '../../../../playground/page/controls/values.ts';
import type { Block } from '../../../../playground/protocol.ts';

const option = { text: { type: 'plain_text', text: 'North' }, value: 'north' };
const input = (element: object): Block => ({
  type: 'input',
  block_id: 'b',
  label: { type: 'plain_text', text: 'Label' },
  element: { action_id: 'a', ...element },
});

describe('inputValue', () => {
  test.each([
    [{ type: 'plain_text_input' }, { value: null }],
    [{ type: 'plain_text_input', initial_value: 'x' }, { value: 'x' }],
    [{ type: 'static_select', initial_option: option }, { selected_option: option }],
    [{ type: 'multi_static_select' }, { selected_options: [] }],
    [{ type: 'multi_users_select', initial_users: ['U1'] }, { selected_users: ['U1'] }],
    [{ type: 'conversations_select' }, { selected_conversation: null }],
    [{ type: 'checkboxes', initial_options: [option] }, { selected_options: [option] }],
    [{ type: 'datetimepicker', initial_date_time: 5 }, { selected_date_time: 5 }],
  ])('%j has the initial value %j', (element, value) => {
    expect(stateOf([input(element)], {}, {})).toEqual({
      b: { a: { type: element.type, ...value } },
    });
  });

  test('prefers typed input to the server’s value, and that to the initial value', () => {
    const blocks = [input({ type: 'plain_text_input', initial_value: 'app' })];
    const value = (text: string) => ({ b: { a: { type: 'plain_text_input', value: text } } });
    expect(stateOf(blocks, value('typed'), value('savedValues'))).toEqual(value('typed'));
    expect(stateOf(blocks, {}, value('savedValues'))).toEqual(value('savedValues'));
    expect(stateOf(blocks, {}, {})).toEqual(value('app'));
  });

  test('ignores a value of another type', () => {
    const typed = { b: { a: { type: 'plain_text_input', value: 'old' } } };
    expect(stateOf([input({ type: 'datepicker' })], typed, {})).toEqual({
      b: { a: { type: 'datepicker', selected_date: null } },
    });
  });
});

test('the state contains menus but no buttons', () => {
  const blocks: Block[] = [
    { type: 'section', block_id: 's', accessory: { type: 'users_select', action_id: 'who' } },
    {
      type: 'actions',
      block_id: 'r',
      elements: [
        { type: 'button', action_id: 'go' },
        { type: 'datepicker', action_id: 'day' },
        { type: 'timepicker', action_id: 'hour' },
      ],
    },
    { type: 'section', block_id: 'i', accessory: { type: 'image', image_url: '', alt_text: '' } },
  ];
  expect(stateOf(blocks, {}, {})).toEqual({
    s: { who: { type: 'users_select', selected_user: null } },
    r: {
      day: { type: 'datepicker', selected_date: null },
      hour: { type: 'timepicker', selected_time: null },
    },
  });
});
