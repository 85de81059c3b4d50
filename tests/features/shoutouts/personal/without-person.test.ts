import { describe, expect, test } from 'vitest';
import {
  messagesWithout,
  reportWithout,
  weekWithout,
  withoutPerson,
} from '../../../../src/features/shoutouts/personal/without-person.ts';
import { aShoutout } from '../records/kept.ts';

const given = aShoutout({ from: 'U1', people: ['U2', 'U3'] });

describe('a shout-out', () => {
  test.each([
    ['of the giver goes, if they choose so', given, 'U1', 'delete', 'deleted'],
    ['that is hidden goes with its giver', { ...given, state: 'hidden' }, 'U1', 'keep', 'deleted'],
    ['for one person goes with them', aShoutout({ people: ['U2'] }), 'U2', 'keep', 'deleted'],
    ['of others stays as it is', given, 'U9', 'delete', undefined],
    ['that only says an id stays', { ...given, text: 'Ask U9 about it.' }, 'U9', 'keep', undefined],
  ] as const)('%s', (_name, before, user, choice, after) => {
    expect(withoutPerson(user, choice)(before as typeof given)).toBe(after);
  });

  test('stays from a colleague', () => {
    const { from: _, ...rest } = given;
    expect(withoutPerson('U1', 'keep')(given)).toEqual(rest);
  });

  test('loses the name of one of several people', () => {
    expect(withoutPerson('U2', 'delete')(given)).toEqual({ ...given, people: ['U3'] });
  });

  test('loses the name in every role', () => {
    const pending = { change: 'a', since: 1, by: 'U4', notify: ['U2'], unlessThere: ['U2'] };
    const before = { ...given, seenBy: ['U4', 'U5'], agreed: ['U2'], pending };
    expect(withoutPerson('U4', 'keep')(before)).toEqual({
      ...{ ...before, seenBy: ['U5'] },
      pending: { change: 'a', since: 1, notify: ['U2'], unlessThere: ['U2'] },
    });
    expect(JSON.stringify(withoutPerson('U2', 'keep')(before))).not.toContain('U2');
  });

  test.each(['asked', 'declined'] as const)(
    'stays private if the person who goes had %s',
    (answer) => {
      const before = { ...given, state: 'waiting' as const, [answer]: ['U2'] };
      const after = withoutPerson('U2', 'keep')(before);
      expect(after).toEqual({ ...given, people: ['U3'], state: 'private' });
    },
  );
});

test('a report keeps the words and loses the name', () => {
  const report = { id: 'a', since: 1, by: ['U1', 'U2'], reasons: [{ by: 'U1', why: 'a name' }] };
  expect(reportWithout(report, 'U1')).toEqual({
    ...{ id: 'a', since: 1 },
    by: ['U2'],
    reasons: [{ why: 'a name' }],
  });
});

test('messages to the person are forgotten, and the moderators read no name', () => {
  const report = {
    ...{ by: 'U1', inPrivate: true, reasons: [{ by: 'U1', why: 'a name' }] },
    decision: { what: 'leave' as const, by: 'U1' },
  };
  const sent = [{ user: 'U1' }, { user: 'U2' }];
  expect(messagesWithout({ sent, report }, 'U1')).toEqual({
    sent: [{ user: 'U2' }],
    report: { inPrivate: true, reasons: [{ why: 'a name' }], decision: { what: 'leave' } },
  });
});

test('a week keeps its counts', () => {
  const skills = { patience: { seen: [1, 0, 0, 0, 0, 0, 0], tried: 1 } };
  const week = { skills, people: { U1: 2, U2: 1 }, many: false };
  expect(weekWithout(week, 'U1')).toEqual({ skills, people: { U2: 1 }, many: false });
});
