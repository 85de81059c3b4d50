import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadHolidays } from '../../../../src/calendar/holidays.ts';
import type { ParseResult } from '../../../../src/calendar/parse/parse-result.ts';
import type { Weekday } from '../../../../src/calendar/rule.ts';
import { asksForHolidays, parseTips } from '../../../../src/features/tips/parse/parse-tips.ts';
import { normalizeTyped } from '../../../../src/text/normalize.ts';
import { english } from '../../../i18n/grammars.ts';

const holidays = await loadHolidays();

const skills = new Map([
  ['patience', 'patience'],
  ['listening', 'good-listener'],
  ['effective and persuasive communication', 'effective-communication'],
  ['self control', 'self-control'],
]);

function findSkill(text: string): ParseResult<string> {
  const id = skills.get(text.toLowerCase());
  if (id) return { value: id };
  return { nearest: text.toLowerCase().startsWith('pat') ? ['Patience'] : [] };
}

/** A Wednesday. */
const today = '2026-12-02';
const read = (text: string, planDays: readonly Weekday[] = [1, 2, 3, 4, 5]) => {
  const { text: typed, typed: typedFor } = english.read('tips', normalizeTyped(text));
  const found = parseTips(typed, { today, planDays, findSkill, findPlace: holidays.parsePlace });
  return found?.kind === 'problem'
    ? { ...found, part: typedFor(found.part), typed: typedFor(found.typed) }
    : found;
};

const week = [1, 2, 3, 4, 5];
const offDays = (first: number, last: number) => ({
  kind: 'days-off',
  dates: Array.from({ length: last - first + 1 }, (_, day) => `2026-12-${first + day}`),
});
const on = (time?: string, days?: number[], zone?: string) => ({ kind: 'on', time, days, zone });

describe('commands', () => {
  test.each<[string, object]>([
    ['', { kind: 'show' }],
    ['show', { kind: 'show' }],
    ['Show.', { kind: 'show' }],
    ['on', on()],
    ['on 09:00', on('09:00')],
    ['on 9', on('09:00')],
    ['on 9:00 weekdays Europe/Lisbon', on('09:00', week, 'Europe/Lisbon')],
    ['on Europe/Lisbon 9:00 weekdays', on('09:00', week, 'Europe/Lisbon')],
    ['ON 9AM DAILY', on('09:00', [1, 2, 3, 4, 5, 6, 7])],
    ['on new york mon, wed, fri 9:30 pm', on('21:30', [1, 3, 5], 'America/New_York')],
    ['on at 9 every weekday in Lisbon', on('09:00', week, 'Europe/Lisbon')],
    ['on 9.30 mon to fri, lisbon', on('09:30', week, 'Europe/Lisbon')],
    ['on noon monday and thursday', on('12:00', [1, 4])],
    ['on mon 9:00 thu', on('09:00', [1, 4])],
    ['on half past nine mon', on('09:30', [1])],
    ['quarter to ten', on('09:45')],
    ['on 21h weekend', on('21:00', [6, 7])],
    ['on lisbon', on(undefined, undefined, 'Europe/Lisbon')],
    ['on 9:00 salt lake city', on('09:00', undefined, 'America/Denver')],
    ['9:00 weekdays', on('09:00', week)],
    ['at 9', on('09:00')],
    ['off', { kind: 'off' }],
    ['off on 2026-12-24', { kind: 'days-off', dates: ['2026-12-24'] }],
    ['off 24 Dec, 31 Dec', { kind: 'days-off', dates: ['2026-12-24', '2026-12-31'] }],
    [
      'off from 2026-12-30 to 2027-01-02',
      { kind: 'days-off', dates: ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'] },
    ],
    ['off on December 24, 2026', { kind: 'days-off', dates: ['2026-12-24'] }],
    ['off on 24.12. and 6 Jan', { kind: 'days-off', dates: ['2026-12-24', '2027-01-06'] }],
    ['off on 29 february', { kind: 'days-off', dates: ['2028-02-29'] }],
    ['off 2026-12-24…2026-12-27', offDays(24, 27)],
    ['off 2026-12-24—2026-12-27', offDays(24, 27)],
    ['off 2026‑12‑24 – 2026‑12‑27', offDays(24, 27)],
    ['off 2026-12-24..2026-12-27', offDays(24, 27)],
    ['off 24–27 December', offDays(24, 27)],
    ['off 24 to 27 December', offDays(24, 27)],
    ['off from 24th – 27th of December', offDays(24, 27)],
    ['off Dec 24-27', offDays(24, 27)],
    ['off 24, 25 and 26 December', offDays(24, 26)],
    ['off 24. and 25.12.', offDays(24, 25)],
    ['off December 24–27, 2026', offDays(24, 27)],
    ['off 24.–27.12.', offDays(24, 27)],
    ['off 24.12.—27.12.', offDays(24, 27)],
    ['off 24-27/12/2026', offDays(24, 27)],
    ['off 24 Dec – 27 Dec', offDays(24, 27)],
    ['off 2026-12-24 2026-12-25', offDays(24, 25)],
    [
      'off 24–25 December and 27 December',
      { kind: 'days-off', dates: ['2026-12-24', '2026-12-25', '2026-12-27'] },
    ],
    ['off between 24 December and 25 December', offDays(24, 25)],
    ['off 24. and 25. December', offDays(24, 25)],
    ['off 24.-25. December', offDays(24, 25)],
    ['days off 2026-12-24', offDays(24, 24)],
    ['day off 24 Dec', offDays(24, 24)],
    ['off ２０２６-１２-２４', offDays(24, 24)],
    ['status', { kind: 'show' }],
    ['settings', { kind: 'show' }],
    ['list', { kind: 'show' }],
    ['turn off', { kind: 'off' }],
    ['switch on', on()],
    ['holidays in the uk', { kind: 'holidays', place: { country: 'GB' } }],
    ['on 09:00\u200b mon–fri', on('09:00', week)],
    ['on ０９：００ mon…fri', on('09:00', week)],
    ['off today', { kind: 'days-off', dates: ['2026-12-02'] }],
    ['off xmas', { kind: 'days-off', dates: ['2026-12-25'] }],
    ['off christmas eve', { kind: 'days-off', dates: ['2026-12-24'] }],
    ['off new year’s eve', { kind: 'days-off', dates: ['2026-12-31'] }],
    ['off New Year’s Day', { kind: 'days-off', dates: ['2027-01-01'] }],
    ['off until monday', { kind: 'pause', until: '2026-12-07' }],
    ['pause', { kind: 'pause', until: 'open' }],
    ['pause until further notice', { kind: 'pause', until: 'open' }],
    ['pause until 2027-01-05', { kind: 'pause', until: '2027-01-05' }],
    ['pause until monday', { kind: 'pause', until: '2026-12-07' }],
    ['pause until wednesday', { kind: 'pause', until: '2026-12-09' }],
    ['pause until next week', { kind: 'pause', until: '2026-12-07' }],
    ['pause until january', { kind: 'pause', until: '2027-01-01' }],
    ['pause until december', { kind: 'pause', until: '2027-12-01' }],
    ['pause until mar 2027', { kind: 'pause', until: '2027-03-01' }],
    ['pause till 5 January', { kind: 'pause', until: '2027-01-05' }],
    ['pause until 24/12', { kind: 'pause', until: '2026-12-24' }],
    ['pause 2026-12-20', { kind: 'pause', until: '2026-12-20' }],
    ['pause for a week', { kind: 'pause', until: '2026-12-09' }],
    ['pause for two weeks', { kind: 'pause', until: '2026-12-16' }],
    ['pause 10 days', { kind: 'pause', until: '2026-12-12' }],
    ['pause for this week', { kind: 'pause', until: '2026-12-07' }],
    ['pause today', { kind: 'pause', until: '2026-12-03' }],
    ['resume', { kind: 'resume' }],
    ['skip', { kind: 'skip' }],
    ['skip the next one', { kind: 'skip' }],
    ['unskip', { kind: 'unskip' }],
    ['undo skip', { kind: 'unskip' }],
    ['skip undo', { kind: 'unskip' }],
    ['skip tomorrow', { kind: 'days-off', dates: ['2026-12-03'] }],
    ['preview', { kind: 'preview' }],
    ['holidays Portugal', { kind: 'holidays', place: { country: 'PT' } }],
    ['holidays in germany, bayern', { kind: 'holidays', place: { country: 'DE', region: 'BY' } }],
    ['holidays off', { kind: 'holidays', place: undefined }],
    ['skills patience, listening', { kind: 'skills', skills: ['patience', 'good-listener'] }],
    ['skills patience and listening', { kind: 'skills', skills: ['patience', 'good-listener'] }],
    [
      'skills effective and persuasive communication, patience',
      { kind: 'skills', skills: ['effective-communication', 'patience'] },
    ],
    ['skills patience, Patience', { kind: 'skills', skills: ['patience'] }],
    ['skills all', { kind: 'skills', skills: 'all' }],
    ['mode least', { kind: 'mode', mode: 'least' }],
    ['mode EVEN', { kind: 'mode', mode: 'even' }],
    ['bundle daily', { kind: 'bundle', bundle: 'daily' }],
    ['Bundle every day.', { kind: 'bundle', bundle: 'daily' }],
    ['bundle once a day with the tip', { kind: 'bundle', bundle: 'daily' }],
    ['bundle weekly', { kind: 'bundle', bundle: 'weekly' }],
    ['bundle weekly on Friday', { kind: 'bundle', bundle: 5 }],
    ['bundle every monday', { kind: 'bundle', bundle: 1 }],
    ['bundle ｆｒｉ', { kind: 'bundle', bundle: 5 }],
    ['bundle shout-outs off', { kind: 'bundle', bundle: 'off' }],
    ['bundles off!', { kind: 'bundle', bundle: 'off' }],
  ])('parses %s', (typed, command) => {
    expect(read(typed)).toEqual({ whose: 'channel', ...command });
  });

  test.each<[string, object]>([
    ['me', on()],
    ['me 8:30 mon-fri', on('08:30', week)],
    ['me on 8:30', on('08:30')],
    ['me off', { kind: 'off' }],
    ['me pause for a week', { kind: 'pause', until: '2026-12-09' }],
    ['me resume', { kind: 'resume' }],
    ['me skip', { kind: 'skip' }],
    ['Me preview', { kind: 'preview' }],
    ['me skills patience', { kind: 'skills', skills: ['patience'] }],
  ])('for oneself: %s', (typed, command) => {
    expect(read(typed)).toEqual({ whose: 'me', ...command });
  });
});

describe('problems, with suggestions', () => {
  test.each([
    ['on 25:00', 'time', '25:00', []],
    ['on 9:5 weekdays', 'time', '9:5', ['09:05', '09:50']],
    ['on 13pm', 'time', '13pm', ['13:00']],
    ['on 9:00 10:00', 'twice', '10:00', []],
    ['on 9:00 lisbon berlin', 'twice', 'berlin', []],
    ['on 9:00 wekdays', 'days', 'wekdays', ['weekdays', 'weekday', 'workdays']],
    ['on wekdays', 'days', 'wekdays', ['weekdays', 'weekday', 'workdays']],
    ['on 9:00 mon,wendesday', 'days', 'wendesday', ['wednesday']],
    ['tomorrow no', 'word', 'tomorrow no', ['/care tips off tomorrow']],
    ['not tomorrow', 'word', 'not tomorrow', ['/care tips off tomorrow']],
    ['stop tomorrow', 'word', 'stop tomorrow', ['/care tips off tomorrow']],
    ['me tomorrow no', 'word', 'tomorrow no', ['/care tips me off tomorrow']],
    [
      'without friday',
      'word',
      'without friday',
      ['/care tips off friday', '/care tips on monday,tuesday,wednesday,thursday'],
    ],
    [
      'not on mondays',
      'word',
      'not on mondays',
      ['/care tips on tuesday,wednesday,thursday,friday'],
    ],
    [
      'no tips from 24 to 31 December',
      'word',
      'no tips from 24 to 31 December',
      ['/care tips off 24 to 31 December'],
    ],
    ['time 25:00', 'time', '25:00', []],
    ['13:00pm', 'time', '13:00pm', ['13:00']],
    ['zone Atlantis', 'zone', 'Atlantis', []],
    ['zone Londno', 'zone', 'Londno', ['London']],
    ['timezone lisbn', 'zone', 'lisbn', ['Lisbon']],
    ['every mondy', 'days', 'mondy', ['monday']],
    ['9', 'word', '9', ['/care tips on 9']],
    ['London', 'word', 'London', ['/care tips on London']],
    ['on 9:00 Europe/Lisbn', 'zone', 'Europe/Lisbn', ['Lisbon']],
    ['on lisbonn', 'zone', 'lisbonn', ['Lisbon']],
    ['on 9:00 new yrok', 'zone', 'new yrok', ['New York']],
    ['on 9:00 IST', 'zone', 'IST', ['Kolkata', 'Dublin', 'Jerusalem']],
    ['on 9:00 Mars/Olympus', 'zone', 'Mars/Olympus', []],
    ['on 9:00 somewhere', 'word', 'somewhere', []],
    ['at 9 somewhere', 'word', 'somewhere', []],
    ['at 9 lisbn', 'zone', 'lisbn', ['Lisbon']],
    ['9am lisbn', 'zone', 'lisbn', ['Lisbon']],
    ['daily at 9 in lisbn', 'zone', 'lisbn', ['Lisbon']],
    ['at 9 on tusday in lisbn', 'days', 'tusday', ['tuesday', 'thursday', 'sunday']],
    ['me 8:30 lisbon', 'own-zone', 'lisbon', []],
    ['me 25:00 daily', 'time', '25:00', []],
    ['25:00', 'time', '25:00', []],
    ['me 07:00 daily Narnia', 'word', 'Narnia', []],
    ['off on', 'missing', 'on', []],
    ['off on 2026-12-01', 'past', '2026-12-01', []],
    ['off on 30 february', 'date', '30 february', ['2027-02-28']],
    ['pause until 2026-02-30', 'date', '2026-02-30', []],
    ['off on 24 Dcember', 'date', '24 Dcember', ['24 december']],
    ['off on easter', 'date', 'easter', []],
    ['off on 2027-01-02 to 2026-12-30', 'date', '2027-01-02 to 2026-12-30', []],
    ['off from 2027-01-01 to 2027-12-31', 'many', '2027-01-01 to 2027-12-31', []],
    ['off 31-24 December', 'date', '31-24 December', []],
    ['off 24 Foo-27 Foo', 'date', '24 Foo-27 Foo', []],
    ['on 9-17', 'time', '9-17', []],
    ['delete', 'word', 'delete', ['/care tips off', '/care tips me off']],
    ['delete me', 'word', 'delete me', ['/care tips me off']],
    [
      'delete on friday',
      'word',
      'delete on friday',
      [
        '/care tips off friday',
        '/care tips me off friday',
        '/care tips on monday,tuesday,wednesday,thursday',
      ],
    ],
    [
      'delete until monday',
      'word',
      'delete until monday',
      ['/care tips pause until monday', '/care tips me pause until monday'],
    ],
    ['delete me for a week', 'word', 'delete me for a week', ['/care tips me pause for a week']],
    ['not this week', 'word', 'not this week', ['/care tips pause this week']],
    [
      'stop the tips until january',
      'word',
      'stop the tips until january',
      ['/care tips pause until january'],
    ],
    ['stop until easter', 'date', 'easter', []],
    ['until january', 'word', 'until january', ['/care tips pause until january']],
    ['off on holidays', 'word', 'off on holidays', ['/care tips holidays …']],
    ['no holidays', 'word', 'no holidays', ['/care tips holidays …', '/care tips holidays off']],
    [
      'delete on holidays',
      'word',
      'delete on holidays',
      ['/care tips holidays …', '/care tips me holidays …'],
    ],
    [
      'not on public holidays in portugal',
      'word',
      'not on public holidays in portugal',
      ['/care tips holidays portugal'],
    ],
    ['delete the plan', 'word', 'delete the plan', ['/care tips off', '/care tips me off']],
    ['zone London', 'word', 'zone London', ['/care tips on London']],
    ['change to 10:00', 'word', 'change to 10:00', ['/care tips on 10:00']],
    ['set the time to 9', 'word', 'set the time to 9', ['/care tips on 9']],
    ['daily', 'word', 'daily', ['/care tips on daily']],
    ['on holidays PT', 'word', 'on holidays PT', ['/care tips holidays PT']],
    ['snooze', 'word', 'snooze', ['/care tips pause']],
    ['pause until', 'missing', 'until', []],
    ['pause until 2026-11-05', 'past', '2026-11-05', []],
    ['pause until today', 'past', 'today', []],
    ['pause until yesterday', 'past', 'yesterday', []],
    ['pause until 2062-01-05', 'far', '2062-01-05', []],
    ['pause for 900 weeks', 'far', 'for 900 weeks', []],
    ['pause until mondy', 'date', 'mondy', ['monday']],
    ['pause until 2026-13-01', 'date', '2026-13-01', []],
    ['pause until 5/6/2027', 'date', '5/6/2027', ['2027-05-06', '2027-06-05']],
    ['holidays', 'missing', 'holidays', []],
    ['holidays portugl', 'place', 'portugl', ['Portugal']],
    ['holidays germany bayenr', 'place', 'germany bayenr', ['Germany, Bayern']],
    ['holidays atlantis', 'place', 'atlantis', []],
    ['skills', 'missing', 'skills', []],
    ['skills patience, jugling', 'skill', 'jugling', []],
    ['skills patiense', 'skill', 'patiense', ['Patience']],
    ['mode', 'missing', 'mode', ['least', 'even']],
    ['mode leest', 'mode', 'leest', ['least']],
    ['mode random', 'mode', 'random', ['least', 'even']],
    ['bundle', 'missing', 'bundle', ['daily', 'weekly', 'off']],
    ['bundle dayly', 'bundle', 'dayly', ['daily']],
    ['bundle weekly frday', 'bundle', 'weekly frday', ['weekly']],
    ['bundle every monday and friday', 'bundle', 'every monday and friday', []],
    ['bundel daily', 'word', 'bundel', ['bundle']],
    ['me bundle daily', 'own-bundle', 'bundle daily', []],
    ['puase until monday', 'word', 'puase', ['pause']],
    ['resum', 'word', 'resum', ['resume']],
  ])('explains the problem in %s', (typed, about, part, nearest) => {
    expect(read(typed)).toEqual({ kind: 'problem', about, part, nearest, typed });
    expect(typed).toContain(part);
  });
});

test.each<[string, readonly Weekday[]]>([
  ['not on fridays', [1, 2, 3]],
  ['not on Friday', [1, 2, 3]],
  ['without 24 December', [1]],
  ['not on fridays', []],
])('%s with tips on days %j changes nothing', (typed, planDays) => {
  expect(read(typed, planDays)).toEqual({ whose: 'channel', kind: 'left-out' });
});

test.each<[string, readonly Weekday[], readonly string[]]>([
  ['not on thursdays', [2, 4], ['/care tips on tuesday']],
  ['not on thursdays', [4], ['/care tips off']],
  ['without saturday', [5, 6, 7], ['/care tips off saturday', '/care tips on friday,sunday']],
])('%s with tips on days %j suggests no day that the plan lacks', (typed, planDays, nearest) => {
  const found = read(typed, planDays);
  expect(found?.kind === 'problem' ? found.nearest : []).toEqual(nearest);
});

test.each([
  ['zone Atlantis', 'Atlantis'],
  ['timezone Foo the Bar', 'Foo the Bar'],
])('%s quotes the zone as it was typed', (typed, part) => {
  expect(read(typed)).toMatchObject({ about: 'zone', part });
});

describe('text that is a search', () => {
  test.each([
    'for angry callers',
    'bundle of joy',
    '10:30 customer is angry',
    'bundle a bag for a customer',
    'on patience',
    'on time',
    'on time management',
    'on quiet monday mornings',
    'on how to handle every day',
    'on handling angry callers',
    'on 5 star service',
    'on 24/7 support',
    "on we don't sell that",
    'on name',
    'on funeral',
    'on art',
    'off the record',
    'turn off the music',
    'list of complaints',
    'time management',
    'end of the day',
    'start of a shift',
    'change management',
    'stop complaining customers',
    'set the tone',
    'day one',
    'on 9 to 5',
    'on holidays with children',
    'off on the right foot',
    'off on cold and unfriendly',
    'pause between calls',
    'pause for a moment',
    'pause until the customer is calm',
    'resume after an interruption',
    'skip the queue',
    'preview of a meeting',
    'holidays are stressful for everyone',
    'skills for new staff',
    'mode of transport',
    'any friday',
    'timezone is wrong here',
    'timezone differs',
    'no till receipt',
    'without till receipts',
    'not on holidays when customers are angry',
    'timezone changes',
    'time zone differences',
    'zone my customers are in',
    'timezone issues with customers',
    'zone out when tired',
    'zone out',
    'at 9 for angry customers',
    'at 5 star hotels',
    '2026',
    '101',
    'me patience',
    'me me',
    'review',
    'praise',
    '3 angry customers',
    'tips',
  ])('leaves %s to the search', (typed) => {
    expect(read(typed)).toBeUndefined();
  });
});

test('loads holidays only where they are needed', () => {
  const findPlace = () => {
    throw new Error('asked for a place');
  };
  for (const typed of ['holidays Portugal', 'me holidays off', 'holidys Portugal']) {
    expect(asksForHolidays(typed)).toBe(true);
  }
  for (const typed of ['', 'on 9:00 lisbon', 'off on 2026-12-24', 'me', 'skills all', 'hold on']) {
    expect(asksForHolidays(typed)).toBe(false);
    parseTips(typed, { today, findSkill, findPlace });
  }
});

test('never throws, and a problem always quotes the text', () => {
  const word = fc.constantFrom(
    ...[
      'on off me pause until for a week 9 9:00 25:99 mon mon-fri weekdays lisbon IST',
      'UTC+2 2026-12-24 2026-02-30 5/6 , - to and skills patience mode least',
      'holidays de by skip tomorrow 29.2. 31 december 99999 ’ <@U1> 🦊',
    ].flatMap((line) => line.split(' ')),
  );
  const sentence = fc.array(fc.oneof(word, fc.string({ maxLength: 6 })), { maxLength: 7 });
  fc.assert(
    fc.property(sentence, (words) => {
      const typed = words.join(' ');
      const command = read(typed);
      if (command?.kind === 'problem')
        expect(normalizeTyped(typed).replace(/\s+/g, ' ')).toContain(command.part);
      if (command?.kind === 'pause') expect(command.until > today).toBe(true);
      if (command?.kind === 'days-off')
        for (const date of command.dates) expect(date >= today).toBe(true);
    }),
    { numRuns: 300 },
  );
});
