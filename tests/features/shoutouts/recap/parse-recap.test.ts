import { expect, test } from 'vitest';
import { parseRecap } from '../../../../src/features/shoutouts/recap/parse-recap.ts';
import { normalizeTyped } from '../../../../src/text/normalize.ts';
import { english } from '../../../i18n/grammars.ts';

const read = (text: string) => {
  const { text: typed, typed: typedFor } = english.read('recap', normalizeTyped(text));
  const found = parseRecap(typed);
  return found?.kind === 'problem' ? { ...found, part: typedFor(found.part) } : found;
};

test.each([
  ['', { kind: 'show' }],
  ['status', { kind: 'show' }],
  ['off', { kind: 'off' }],
  ['Off.', { kind: 'off' }],
  ['stop it', { kind: 'off' }],
  ['now', { kind: 'now' }],
  ['preview!', { kind: 'now' }],
  ['on', { kind: 'on' }],
  ['on weekly', { kind: 'on' }],
  ['on friday', { kind: 'on', day: 5 }],
  ['on fri 16:00', { kind: 'on', day: 5, time: '16:00' }],
  ['on 4pm on Fridays', { kind: 'on', day: 5, time: '16:00' }],
  [
    'on every week on monday at 9.30 lisbon',
    { kind: 'on', day: 1, time: '09:30', zone: 'Europe/Lisbon' },
  ],
  ['fri 16:00', { kind: 'on', day: 5, time: '16:00' }],
  ['every friday at 16:00.', { kind: 'on', day: 5, time: '16:00' }],
  ['friday – 16:00', { kind: 'on', day: 5, time: '16:00' }],
])('reads "%s"', (text, order) => expect(read(text)).toMatchObject(order));

test.each([
  ['on fridya 16:00', 'days', 'fridya'],
  ['on friday 25:00', 'time', '25:00'],
  ['on friday 16:00 lisbo', 'zone', 'lisbo'],
  ['on friday 16:00 17:00', 'twice', '17:00'],
  ['on mon,fri 16:00', 'several', 'mon,fri 16:00'],
  ['on weekdays', 'several', 'weekdays'],
  ['on bananas', 'word', 'bananas'],
  ['off friday', 'word', 'off friday'],
  ['onn', 'word', 'onn'],
  ['change to friday', 'word', 'change to friday'],
  ['turn off', 'word', 'turn off'],
  ['cancel', 'word', 'cancel'],
  ['pause', 'word', 'pause'],
  ['skip', 'word', 'skip'],
  [`on ${'friday '.repeat(60)}`, 'long', expect.stringContaining('friday')],
])('says what it does not understand in "%s"', (text, about, part) =>
  expect(read(text)).toMatchObject({ kind: 'problem', about, part }),
);

test.each([
  ['change to friday', '/care recap on friday'],
  ['turn off', '/care recap off'],
  ['pause', '/care recap off'],
  ['send', '/care recap now'],
  ['off friday', '/care recap off'],
])('suggests for "%s"', (text, suggestion) =>
  expect(read(text)).toMatchObject({ nearest: [suggestion] }),
);

test.each([
  'of patience',
  'how to apologize',
  'end of a long day',
  'on the phone with angry people',
])('leaves "%s" to the search', (text) => expect(read(text)).toBeUndefined());
