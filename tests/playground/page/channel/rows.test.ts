import { describe, expect, test } from 'vitest';
import { mainMessages, rows, threadMessages } from '../../../../playground/page/channel/rows.ts';
import { aMessage } from '../a-view.ts';

const at = (hour: number, minute = 0, day = 22) =>
  `${Date.UTC(2026, 10, day, hour, minute) / 1000}.000001`;
const now = Date.UTC(2026, 10, 22, 20);
const continued = (...messages: Parameters<typeof rows>[0]) =>
  rows(messages, now, 'UTC').map((row) => (row.kind === 'day' ? row.name : row.continued));

describe('a conversation', () => {
  test('has a divider before each new day of the reader', () => {
    const messages = [aMessage(at(23, 0, 21)), aMessage(at(1))];
    expect(continued(...messages)).toEqual(['Yesterday', false, 'Today', false]);
    const inNewYork = rows(messages, now, 'America/New_York').filter((row) => row.kind === 'day');
    expect(inNewYork).toHaveLength(1);
  });

  test('names an author once for what is said within five minutes', () => {
    expect(continued(aMessage(at(9, 0)), aMessage(at(9, 4)), aMessage(at(9, 9)))).toEqual([
      'Today',
      false,
      true,
      false,
    ]);
  });

  test.each([
    ['somebody else writes', {}, { user: 'U1' }],
    ['only the reader sees the next message', {}, { ephemeral: true }],
    ['only the reader saw the one before', { ephemeral: true }, { ephemeral: true }],
    ['a thread hangs below the message before', { reply_count: 1 }, {}],
  ])('names the author again when %s', (_, before, after) => {
    expect(continued(aMessage(at(9, 0), before), aMessage(at(9, 1), after)).at(-1)).toBe(false);
  });
});

test('replies are in their thread and not in the channel', () => {
  const first = aMessage('1.000001', { reply_count: 1, thread_ts: '1.000001' });
  const reply = aMessage('2.000001', { thread_ts: '1.000001' });
  const other = aMessage('3.000001');
  const all = [first, reply, other];
  expect(mainMessages(all)).toEqual([first, other]);
  expect(threadMessages(all, '1.000001')).toEqual([first, reply]);
});
