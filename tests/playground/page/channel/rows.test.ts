import { describe, expect, test } from 'vitest';
import { mainMessages, rows, threadMessages } from '../../../../playground/page/channel/rows.ts';
import { aMessage } from '../fixtures.ts';

const at = (hour: number, minute = 0, day = 22) =>
  `${Date.UTC(2026, 10, day, hour, minute) / 1000}.000001`;
const now = Date.UTC(2026, 10, 22, 20);
const continued = (...messages: Parameters<typeof rows>[0]) =>
  rows(messages, now, 'UTC').map((row) => (row.kind === 'day' ? row.name : row.continued));

describe('rows', () => {
  test('adds a divider before each new day in the user’s time zone', () => {
    const messages = [aMessage(at(23, 0, 21)), aMessage(at(1))];
    expect(continued(...messages)).toEqual(['Yesterday', false, 'Today', false]);
    const inNewYork = rows(messages, now, 'America/New_York').filter((row) => row.kind === 'day');
    expect(inNewYork).toHaveLength(1);
  });

  test('groups messages of an author within five minutes', () => {
    expect(continued(aMessage(at(9, 0)), aMessage(at(9, 4)), aMessage(at(9, 9)))).toEqual([
      'Today',
      false,
      true,
      false,
    ]);
  });

  test.each([
    ['another user writes', {}, { user: 'U1' }],
    ['the message is ephemeral', {}, { ephemeral: true }],
    ['the previous message is ephemeral', { ephemeral: true }, { ephemeral: true }],
    ['the previous message has a thread', { reply_count: 1 }, {}],
  ])('names the author again when %s', (_, before, after) => {
    expect(continued(aMessage(at(9, 0), before), aMessage(at(9, 1), after)).at(-1)).toBe(false);
  });
});

test('shows replies in their thread and not in the channel', () => {
  const first = aMessage('1.000001', { reply_count: 1, thread_ts: '1.000001' });
  const reply = aMessage('2.000001', { thread_ts: '1.000001' });
  const other = aMessage('3.000001');
  const all = [first, reply, other];
  expect(mainMessages(all)).toEqual([first, other]);
  expect(threadMessages(all, '1.000001')).toEqual([first, reply]);
});
