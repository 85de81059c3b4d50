import { expect, test } from 'vitest';
import { allRead, unread } from '../../../../playground/page/session/unread.ts';
import { aChannel, aMessage, aView } from '../fixtures.ts';

const messages = [
  aMessage('1.000001'),
  aMessage('2.000001', { text: 'hi <@U1>' }),
  aMessage('3.000001', { user: 'U1' }),
];

test('counts messages after the last read one, without the user’s own', () => {
  const channel = aChannel('C1', 'general', { messages });
  expect(unread(channel, { C1: '1.000001' }, 'U1')).toEqual({ count: 1, mentioned: true });
  expect(unread(channel, { C1: '2.000001' }, 'U1')).toEqual({ count: 0, mentioned: false });
});

test('counts every direct message as a mention', () => {
  const channel = aChannel('D1', 'ben', { kind: 'im', messages: [aMessage('1.000001')] });
  expect(unread(channel, {}, 'U1')).toEqual({ count: 1, mentioned: true });
});

test('allRead() marks all messages as read', () => {
  const channel = aChannel('C1', 'general', { messages });
  const lastRead = allRead(aView({ channels: [channel] }));
  expect(unread(channel, lastRead, 'U2').count).toBe(0);
});
