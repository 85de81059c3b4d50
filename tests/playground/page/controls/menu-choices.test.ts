import { describe, expect, test } from 'vitest';
import { menuChoices, parseChoices } from '../../../../playground/page/controls/menu-choices.ts';
import { aChannel, aView } from '../fixtures.ts';

const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });
const keys = (found: readonly { key: string }[]) => found.map(({ key }) => key);

describe('menuChoices', () => {
  const view = aView({
    channels: [
      aChannel('C1', 'general'),
      aChannel('C3', 'attic', { is_archived: true }),
      aChannel('G1', 'secret', { kind: 'private' }),
      aChannel('D1', 'ben', { kind: 'im' }),
      aChannel('D2', 'tides', { kind: 'im', members: ['U1', 'U9'] }),
    ],
  });

  test('offers active users', () => {
    expect(keys(menuChoices({ type: 'users_select' }, view))).toEqual(['U1', 'U2']);
  });

  test('offers public channels or all conversations, but no archived ones', () => {
    expect(keys(menuChoices({ type: 'multi_channels_select' }, view))).toEqual(['C1']);
    expect(keys(menuChoices({ type: 'conversations_select' }, view))).toEqual([
      'C1',
      'G1',
      'D1',
      'D2',
    ]);
  });

  test('a menu of conversations offers people who have not been written to', () => {
    const channels = [aChannel('D2', 'tides', { kind: 'im', members: ['U1', 'U9'] })];
    const found = menuChoices({ type: 'conversations_select' }, aView({ channels }));
    expect(keys(found)).toEqual(['D2', 'U2']);
    const filter = { include: ['public'] };
    const filtered = menuChoices({ type: 'conversations_select', filter }, aView({ channels }));
    expect(filtered).toEqual([]);
  });

  test('applies the conversation filter', () => {
    const filter = { include: ['im', 'private'], exclude_bot_users: true };
    expect(keys(menuChoices({ type: 'conversations_select', filter }, view))).toEqual(['G1', 'D1']);
  });

  test('offers options with the label of their group', () => {
    const label = { type: 'plain_text' as const, text: 'Piers' };
    const element = {
      type: 'static_select',
      option_groups: [{ label, options: [option('north')] }],
    };
    expect(menuChoices(element, view)).toMatchObject([{ key: 'north', group: 'Piers' }]);
  });
});

test('parses options, option groups and an empty answer', () => {
  expect(keys(parseChoices({ options: [option('a')] }))).toEqual(['a']);
  const label = { type: 'plain_text', text: 'Group' };
  expect(keys(parseChoices({ option_groups: [{ label, options: [option('b')] }] }))).toEqual(['b']);
  expect(keys(parseChoices([option('c')]))).toEqual(['c']);
  expect(parseChoices(null)).toEqual([]);
});
