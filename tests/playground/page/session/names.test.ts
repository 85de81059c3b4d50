import { describe, expect, test } from 'vitest';
import { homeChannel } from '../../../../playground/page/session/home-channel.ts';
import { channelTitle, initials, personName } from '../../../../playground/page/session/names.ts';
import { aChannel, aView } from '../a-view.ts';

const view = aView();

test('everybody has a name: people, the app, Slackbot, and strangers their id', () => {
  const names = ['U2', 'U9', 'USLACKBOT', 'U404'].map((id) => personName(view, id));
  expect(names).toEqual(['Ben Okafor', 'Tides', 'Slackbot', 'U404']);
});

test('a direct message is called by the others in it, one’s notes to oneself by oneself', () => {
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

describe('the conversation to open', () => {
  const channels = [
    aChannel('C1', 'attic', { is_archived: true }),
    aChannel('C2', 'elsewhere', { is_member: false }),
    aChannel('C3', 'general'),
  ];

  test('is the wanted one where there is such a one, else the first that one is in', () => {
    const there = aView({ channels });
    expect(homeChannel(there, 'C2')).toBe('C2');
    expect(homeChannel(there, 'C9')).toBe('C3');
    expect(homeChannel(there, undefined)).toBe('C3');
  });

  test('is any one for somebody who is in none', () => {
    expect(homeChannel(aView({ channels: channels.slice(0, 2) }), undefined)).toBe('C1');
    expect(homeChannel(aView({ channels: [] }), undefined)).toBeUndefined();
  });
});
