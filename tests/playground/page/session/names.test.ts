import { describe, expect, test } from 'vitest';
import { initialChannel } from '../../../../playground/page/session/initial-channel.ts';
import { channelTitle, initials, personName } from '../../../../playground/page/session/names.ts';
import { aChannel, aView } from '../fixtures.ts';

const view = aView();

test('personName() knows users, the app and Slackbot, and falls back to the id', () => {
  const names = ['U2', 'U9', 'USLACKBOT', 'U404'].map((id) => personName(view, id));
  expect(names).toEqual(['Ben Okafor', 'Tides', 'Slackbot', 'U404']);
});

test('a direct message is named after its other members, or after the user', () => {
  const titled = (members: readonly string[]) =>
    channelTitle(view, aChannel('D1', 'x', { kind: 'im', members }));
  expect(titled(['U1', 'U2'])).toBe('Ben Okafor');
  expect(titled(['U1'])).toBe('Ana Duarte');
});

test.each([
  ['Harbor & Co.', 'HC'],
  ['ana', 'A'],
  ['José María da Silva', 'JS'],
  ['李 雷', '李雷'],
  ['', ''],
])('%j has the initials %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

describe('initialChannel', () => {
  const channels = [
    aChannel('C1', 'attic', { is_archived: true }),
    aChannel('C2', 'elsewhere', { is_member: false }),
    aChannel('C3', 'general'),
  ];

  test('is the wanted channel if it is visible, else the first joined one', () => {
    const there = aView({ channels });
    expect(initialChannel(there, 'C2')).toBe('C2');
    expect(initialChannel(there, 'C9')).toBe('C3');
    expect(initialChannel(there, undefined)).toBe('C3');
  });

  test('is any channel for a user without channels', () => {
    expect(initialChannel(aView({ channels: channels.slice(0, 2) }), undefined)).toBe('C1');
    expect(initialChannel(aView({ channels: [] }), undefined)).toBeUndefined();
  });
});
