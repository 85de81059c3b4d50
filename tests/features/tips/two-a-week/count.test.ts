import { describe, expect, test } from 'vitest';
import type { Weekday } from '../../../../src/calendar/rule.ts';
import type { Presses } from '../../../../src/features/tips/keys.ts';
import { workdaysOf } from '../../../../src/features/tips/plan.ts';
import { twoOf, withPress, withTip } from '../../../../src/features/tips/two-a-week/count.ts';

const hour = 3_600_000;
const nineOn = (day: number) => Date.UTC(2026, 10, day, 9);
const dueOn = (day: number) => ({ date: `2026-11-${day}`, postAt: nineOn(day) / 1000 });

/** What each day's tip offers; it is counted the day before, after the tip of that day. */
function offers(days: readonly number[], pressedOn: readonly number[] = []): readonly number[] {
  let presses: Presses = { tips: [] };
  const offered: number[] = [];
  for (const day of days) {
    // Counting again, as the outbox may ask twice, changes nothing.
    for (const now of [nineOn(day) - 23 * hour, nineOn(day) - 20 * hour])
      presses = withTip(presses, dueOn(day), now).presses;
    if (pressedOn.includes(day)) presses = withPress(presses, nineOn(day) + hour).presses;
    if (presses.offer?.date === dueOn(day).date) offered.push(day);
  }
  return offered;
}

const days = Array.from({ length: 20 }, (_, at) => 10 + at);

describe('two a week', () => {
  test('is offered with the sixth tip after five without a press, and never again', () => {
    expect(offers(days)).toEqual([15]);
  });

  test('is not offered to people who press now and then', () => {
    expect(offers(days, [12, 16, 20, 24])).toEqual([]);
    expect(offers(days, [11])).toEqual([17]);
  });

  test('is taken back by a press before the tip that offers it', () => {
    const tips = [10, 11, 12, 13, 14].map(dueOn);
    const counted = withTip({ tips }, dueOn(15), nineOn(14) + hour);
    expect(counted.isOffered).toBe(true);
    const pressed = withPress(counted.presses, nineOn(14) + 2 * hour);
    expect(pressed).toEqual({ presses: { tips: [dueOn(15)] }, isOfferGone: true });
    expect(withTip(pressed.presses, dueOn(15), nineOn(14) + 2 * hour).isOffered).toBe(false);
  });

  test('cannot be taken back in the last ten minutes, and then was made', () => {
    const { presses } = withTip(
      { tips: [10, 11, 12, 13, 14].map(dueOn) },
      dueOn(15),
      nineOn(14) + hour,
    );
    const pressed = withPress(presses, nineOn(15) - 60_000);
    expect(pressed).toMatchObject({ isOfferGone: false, presses: { offer: dueOn(15) } });
  });

  test('moves to the next tip if the one that offers it was cancelled', () => {
    const { presses } = withTip(
      { tips: [10, 11, 12, 13, 14].map(dueOn) },
      dueOn(15),
      nineOn(14) + hour,
    );
    expect(withTip(presses, dueOn(16), nineOn(14) + 2 * hour)).toMatchObject({
      isOffered: true,
      presses: { offer: dueOn(16) },
    });
  });

  test.each<[string, string]>([
    ['12345', '24'],
    ['1234567', '25'],
    ['123456', '25'],
    ['135', '15'],
    ['234', '24'],
    ['1245', '14'],
    ['36', '36'],
    ['5', '5'],
  ])('of the days %s: %s', (all, two) => {
    expect(twoOf([...all].map((day) => Number(day) as Weekday)).join('')).toBe(two);
  });

  test('leaves working days as they were, until other days are set', () => {
    const rule = { time: '09:00', zone: 'UTC', daysOff: [] };
    const plan = { id: 'U1', name: '', owner: 'U1', isOn: true, skills: [], mode: 'even' as const };
    const workdays: Weekday[] = [1, 2, 3, 4, 5];
    const on = (...days: Weekday[]) => workdaysOf({ ...plan, workdays, rule: { ...rule, days } });
    expect(on(2, 4)).toEqual(workdays);
    expect(on(2, 4, 5)).toEqual([2, 4, 5]);
    expect(on(6)).toEqual([6]);
  });
});
