import { describe, expect, test } from 'vitest';
import type { Tries, Try } from '../../../../src/features/tips/keys.ts';
import {
  mayRecall,
  moveQuestions,
  nextRecall,
  questionDue,
  withAsked,
  withPressedRecall,
} from '../../../../src/features/tips/tries/schedule.ts';
import { workdaysBy } from '../../../../src/features/tips/tries/working-time.ts';

const isWorkday = workdaysBy(undefined);
const ms = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const seconds = (text: string) => ms(text) / 1000;
const local = (second: number | undefined, zone: string) =>
  second === undefined
    ? undefined
    : Temporal.Instant.fromEpochMilliseconds(second * 1000)
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' });

/** A try at noon of a date; what is tried is named by the press unless given. */
const tried = (date: string, more: Partial<Try> = {}): Try => ({
  ...{ press: date, tip: `patience/${more.press ?? date}`, skill: 'patience', text: 'Wait.', date },
  ...more,
});
const triesOf = (...tries: readonly Try[]): Tries => ({ asks: true, tries: [...tries] });

describe('asks how a try went late in a working day', () => {
  const due = (now: string, zone: string, tries = triesOf()) =>
    local(
      questionDue(tries, { zone, isWorkday }, ms(now), () => true),
      zone,
    );

  test.each([
    ['in the morning: today', '2026-11-25T08:00Z', '2026-11-25T16:30'],
    ['at four: still today', '2026-11-25T16:00Z', '2026-11-25T16:30'],
    ['a minute after four: tomorrow', '2026-11-25T16:01Z', '2026-11-26T16:30'],
    ['on Friday evening: on Monday', '2026-11-27T18:00Z', '2026-11-30T16:30'],
    ['on Saturday morning: on Monday', '2026-11-28T08:00Z', '2026-11-30T16:30'],
    ['on Sunday evening: on Monday', '2026-11-29T22:00Z', '2026-11-30T16:30'],
    ['on the last day of the year: in the next', '2026-12-31T20:00Z', '2027-01-01T16:30'],
  ])('%s', (_when, now, moment) => {
    expect(due(now, 'UTC')).toBe(moment);
  });

  test('in the person’s own time zone', () => {
    const now = '2026-11-25T10:45Z';
    expect(due(now, 'Asia/Kolkata')).toBe('2026-11-26T16:30');
    expect(due(now, 'America/Los_Angeles')).toBe('2026-11-25T16:30');
    expect(due('2026-11-27T10:45Z', 'Pacific/Kiritimati')).toBe('2026-11-30T16:30');
  });

  test('across a change to summer time', () => {
    expect(due('2026-03-29T00:30Z', 'Europe/Lisbon')).toBe('2026-03-30T16:30');
  });

  const asked = (...dates: readonly string[]) =>
    triesOf(...dates.map((date) => tried(date, { askAt: seconds(`${date}T16:30Z`) })));

  test('one question a day, and none that would come too late', () => {
    const now = '2026-11-23T08:00Z';
    expect(due(now, 'UTC', asked('2026-11-23'))).toBe('2026-11-24T16:30');
    const two = ['2026-11-23', '2026-11-24'] as const;
    expect(due(now, 'UTC', asked(...two))).toBe('2026-11-25T16:30');
    expect(due(now, 'UTC', asked(...two, '2026-11-25'))).toBeUndefined();
  });

  test('not on the day on which an earlier try comes back', () => {
    const recall = { press: 'x', stage: 0, isQueued: true, date: '2026-11-23' };
    const tries = { ...triesOf(), recall: { ...recall, postAt: seconds('2026-11-23T11:30Z') } };
    expect(due('2026-11-23T08:00Z', 'UTC', tries)).toBe('2026-11-24T16:30');
  });

  test('not on the day on which an earlier try is to come back', () => {
    const tries = triesOf(tried('2026-11-19'));
    // Due on Sunday.
    expect(due('2026-11-23T08:00Z', 'UTC', tries)).toBe('2026-11-24T16:30');
    expect(due('2026-11-20T08:00Z', 'UTC', tries)).toBe('2026-11-20T16:30');
  });

  test('not after five questions without an answer, for two weeks', () => {
    const dates = ['16', '17', '18', '19', '20'].map((date) => `2026-11-${date}`);
    const open = asked(...dates);
    const quiet = { ...open, recalls: false };
    expect(due('2026-11-23T08:00Z', 'UTC', quiet)).toBeUndefined();
    expect(due('2026-12-03T08:00Z', 'UTC', quiet)).toBeUndefined();
    expect(due('2026-12-07T08:00Z', 'UTC', quiet)).toBe('2026-12-07T16:30');
    const answered = open.tries.map((one, at) =>
      at === 4 ? { ...one, outcome: 'did' as const } : one,
    );
    expect(due('2026-11-23T08:00Z', 'UTC', { ...quiet, tries: answered })).toBe('2026-11-23T16:30');
  });

  test('not after two weeks away', () => {
    const away = (days: number) => {
      const back = Temporal.PlainDate.from('2026-11-23').add({ days }).toString();
      const time = { zone: 'UTC', isWorkday: (date: string) => date >= back };
      return local(
        questionDue(triesOf(), time, ms('2026-11-23T08:00Z'), () => true),
        'UTC',
      );
    };
    expect(away(14)).toBe('2026-12-07T16:30');
    expect(away(15)).toBeUndefined();
  });
});

describe('questions move with the person', () => {
  const askAt = seconds('2026-11-25T16:30Z');
  const open = triesOf(tried('2026-11-25', { askAt, zone: 'UTC' }));
  const moved = (zone: string, now: string, tries = open, workday = isWorkday) => {
    const after = moveQuestions(tries, { zone, isWorkday: workday }, ms(now), () => true);
    return [local(after.tries.tries[0]?.askAt, zone), after.moved.length];
  };

  test.each([
    ['to the west: the same day', 'America/New_York', '2026-11-25T10:00Z', '2026-11-25T16:30'],
    ['to the east: the same day', 'Asia/Kolkata', '2026-11-25T08:00Z', '2026-11-25T16:30'],
    ['where it is evening: the next', 'Asia/Tokyo', '2026-11-25T10:00Z', '2026-11-26T16:30'],
  ])('%s', (_where, zone, now, moment) => {
    expect(moved(zone, now)).toEqual([moment, 1]);
  });

  test('off a new day off, but not in the last ten minutes', () => {
    const workday = (date: string) => isWorkday(date) && date !== '2026-11-25';
    expect(moved('UTC', '2026-11-25T10:00Z', open, workday)).toEqual(['2026-11-26T16:30', 1]);
    expect(moved('UTC', '2026-11-25T16:20Z', open, workday)).toEqual(['2026-11-25T16:30', 0]);
  });

  test('what is right or answered stays', () => {
    expect(moved('UTC', '2026-11-25T10:00Z')).toEqual(['2026-11-25T16:30', 0]);
    const answered = triesOf(tried('2026-11-25', { askAt, zone: 'UTC', outcome: 'did' }));
    expect(moved('Asia/Tokyo', '2026-11-25T10:00Z', answered)[1]).toBe(0);
  });
});

describe('what was tried comes back', () => {
  const next = (tries: Tries, after: string, zone = 'UTC', workday = isWorkday) => {
    const found = nextRecall(
      tries,
      { zone, isWorkday: workday },
      seconds(after),
      (skill) => skill !== 'gone',
    );
    return found && `${found.press} ${found.stage} ${local(found.postAt, zone)}`;
  };
  /** All questions, one after the other, as if Slack posted each. */
  const all = (first: Tries, after: string) => {
    const lines: string[] = [];
    let tries = first;
    let from = seconds(after);
    for (let count = 0; count < 40; count += 1) {
      const found = nextRecall(tries, { zone: 'UTC', isWorkday }, from, () => true);
      if (!found) return lines;
      lines.push(`${found.press} ${found.stage} ${found.date}`);
      from = found.postAt;
      tries = withAsked({ ...tries, recall: { ...found, isQueued: true } }, from);
    }
    return lines;
  };

  test('after 3, 8 and 21 days, on working days', () => {
    // Monday, then Thursday, Tuesday and Monday.
    expect(all(triesOf(tried('2026-11-23')), '2026-11-23T12:00Z')).toEqual([
      '2026-11-23 0 2026-11-26',
      '2026-11-23 1 2026-12-01',
      '2026-11-23 2 2026-12-14',
    ]);
    // Wednesday, then Saturday.
    expect(next(triesOf(tried('2026-11-25')), '2026-11-25T12:00Z')).toBe(
      '2026-11-25 0 2026-11-30T11:30',
    );
  });

  test('at 11:30 where the person is today', () => {
    const tries = triesOf(tried('2026-11-23'));
    expect(next(tries, '2026-11-23T12:00Z', 'Asia/Tokyo')).toContain('11-26T11:30');
    expect(next(tries, '2026-11-26T02:30Z', 'Asia/Tokyo')).toContain('11-27T11:30');
    expect(next(tries, '2026-11-26T02:30Z', 'America/New_York')).toContain('11-26T11:30');
  });

  test('after five in a row that nobody pressed only four weeks later', () => {
    const tries = { ...triesOf(tried('2026-11-23')), lastRecall: '2026-11-16' };
    expect(next({ ...tries, unpressedRecalls: 4 }, '2026-11-23T12:00Z')).toContain('11-26T');
    expect(next({ ...tries, unpressedRecalls: 5 }, '2026-11-23T12:00Z')).toContain('12-14T');
    const recall = { press: '2026-11-23', stage: 0, date: '2026-11-26', isQueued: true };
    const asked = { ...tries, recall: { ...recall, postAt: seconds('2026-11-26T11:30Z') } };
    const pressed = withPressedRecall({ ...asked, unpressedRecalls: 4 }, ms('2026-11-26T15:00Z'));
    expect(pressed).toMatchObject({ lastRecall: '2026-11-26', unpressedRecalls: 0 });
    expect(
      withAsked({ ...asked, unpressedRecalls: 4 }, seconds('2026-11-27T12:00Z')),
    ).toMatchObject({
      unpressedRecalls: 5,
    });
  });

  test('one at a time, about two a week, what waited longest first', () => {
    const tries = triesOf(...['2026-11-23', '2026-11-24', '2026-11-25'].map((date) => tried(date)));
    expect(all(tries, '2026-11-25T12:00Z').slice(0, 4)).toEqual([
      '2026-11-23 0 2026-11-26',
      '2026-11-24 0 2026-11-30',
      '2026-11-23 1 2026-12-03',
      '2026-11-24 1 2026-12-07',
    ]);
  });

  test('not on a day with a question how a try went', () => {
    const askAt = seconds('2026-11-26T16:30Z');
    const tries = triesOf(tried('2026-11-23'), tried('2026-11-26', { askAt }));
    expect(next(tries, '2026-11-26T08:00Z')).toBe('2026-11-23 0 2026-11-27T11:30');
  });

  test('never on a day off; a time that was missed is left out', () => {
    const back = (date: string) => isWorkday(date) && date >= '2026-12-02';
    const tries = triesOf(tried('2026-11-23'));
    expect(next(tries, '2026-11-23T12:00Z', 'UTC', back)).toBe('2026-11-23 1 2026-12-02T11:30');
    const late = (date: string) => isWorkday(date) && date >= '2026-12-30';
    expect(next(tries, '2026-11-23T12:00Z', 'UTC', late)).toBeUndefined();
  });

  test('what was tried twice comes back by its latest try', () => {
    const tries = triesOf(
      tried('2026-11-23', { tip: 'patience/a' }),
      tried('2026-11-26', { tip: 'patience/a' }),
    );
    expect(all(tries, '2026-11-26T08:00Z')[0]).toBe('2026-11-26 0 2026-11-30');
  });

  test('also after "not today"', () => {
    const tries = triesOf(tried('2026-11-23', { outcome: 'not-today' }));
    expect(next(tries, '2026-11-23T12:00Z')).toContain('2026-11-26');
  });

  test.each([
    ['ended', { isEnded: true }],
    ['of a skill that is gone', { skill: 'gone' }],
    ['stored by an earlier version', { text: undefined }],
    ['asked about three times', { recalled: 3 }],
  ] as const)('not what is %s', (_what, more) => {
    const one = { ...tried('2026-11-23'), ...more } as Try;
    expect(next(triesOf(one), '2026-11-23T12:00Z')).toBeUndefined();
  });

  test('nothing where questions are off', () => {
    const tries = triesOf(tried('2026-11-23'));
    expect(mayRecall(tries)).toBe(true);
    expect(mayRecall({ ...tries, recalls: false })).toBe(false);
    expect(mayRecall({ ...tries, asks: false })).toBe(false);
  });

  test('a question that Slack never had is not counted as asked', () => {
    const recall = { press: '2026-11-23', stage: 0, date: '2026-11-26', postAt: 100 };
    const tries = triesOf(tried('2026-11-23'));
    expect(withAsked({ ...tries, recall: { ...recall, isQueued: false } }, 200).tries).toEqual(
      tries.tries,
    );
    const asked = withAsked({ ...tries, recall: { ...recall, isQueued: true } }, 100);
    expect(asked).toMatchObject({ lastRecall: '2026-11-26', tries: [{ recalled: 1 }] });
    expect(asked).not.toHaveProperty('recall');
  });
});

describe('working days', () => {
  const rule = {
    time: '09:00',
    zone: 'UTC',
    days: [2, 3, 6] as (2 | 3 | 6)[],
    daysOff: ['2026-11-25'],
  };
  const plan = {
    id: 'U1',
    name: '',
    owner: 'U1',
    isOn: true,
    rule,
    skills: [],
    mode: 'even' as const,
  };
  const week = (isDay: (date: string) => boolean) =>
    ['23', '24', '25', '26', '27', '28', '29'].filter((day) => isDay(`2026-11-${day}`)).join(' ');

  test('are those of the person’s own tips, without days off, holidays and pauses', () => {
    expect(week(workdaysBy(undefined))).toBe('23 24 25 26 27');
    expect(week(workdaysBy(plan))).toBe('24 28');
    expect(week(workdaysBy({ ...plan, isOn: false }))).toBe('23 24 26 27');
    const away = { ...rule, pausedUntil: '2026-11-25' };
    expect(week(workdaysBy({ ...plan, rule: away }))).toBe('28');
    expect(week(workdaysBy({ ...plan, rule: { ...rule, pausedUntil: 'open' } }))).toBe('24 28');
    const holidays = { country: 'PT' };
    const isHoliday = (_: object, date: string) => date === '2026-11-24';
    expect(week(workdaysBy({ ...plan, rule: { ...rule, holidays } }, isHoliday))).toBe('28');
  });
});
