import { expect, test } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import { type Slack, SlackFailure } from '../../../src/ports/slack.ts';
import { outsiders } from '../../../src/slack/router/requester.ts';

/** Slack knows Ana as ours and Pat as a stranger; others it doesn't show, or it is away. */
function asking() {
  const asked: string[] = [];
  const clock = stoppedClock(0);
  const person = async (id: string) => {
    asked.push(id);
    if (id === 'UAWAY') throw new SlackFailure('users.info', 'unsure', 'http_503');
    if (id !== 'UANA' && id !== 'UPAT')
      throw new SlackFailure('users.info', 'refused', 'user_not_found');
    return { isStranger: id === 'UPAT' };
  };
  const slack = { person } as unknown as Slack;
  return { asked, clock, isOutsider: outsiders({ slacks: async () => slack, clock }) };
}

test.each([
  ['a command here', { team_id: 'T1' }],
  ['a press here', { team: { id: 'T1' }, user: { team_id: 'T1' } }],
  ['a form with a foreign team, by our own', { team: { id: 'T2' }, user: { team_id: 'T1' } }],
  ['an event here', { team_id: 'T1', event: { team: 'T1' } }],
  ['an event in the other company, by our own', { team_id: 'T2', event: { user_team: 'T1' } }],
])('asks nothing about %s', async (_name, body) => {
  const { asked, isOutsider } = asking();
  expect(await isOutsider('T1', 'UPAT', body)).toBe(false);
  expect(asked).toEqual([]);
});

test.each([
  ['a command from elsewhere', { team_id: 'T2' }],
  ['a press by somebody from elsewhere', { team: { id: 'T1' }, user: { team_id: 'T2' } }],
  ['an organisation’s press', { team: null, user: { team_id: 'E1' } }],
  ['an event from elsewhere', { team_id: 'T2', event: {} }],
  ['an event in a shared channel', { team_id: 'T1', is_ext_shared_channel: true, event: {} }],
  ['a person from elsewhere', { team_id: 'T1', event: { user_team: 'T2' } }],
])('asks Slack about %s', async (_name, body) => {
  const { asked, isOutsider } = asking();
  expect(await isOutsider('T1', 'UANA', body)).toBe(false);
  expect(await isOutsider('T1', 'UPAT', body)).toBe(true);
  expect(await isOutsider('T1', 'UNKNOWN', body)).toBe(true);
  await expect(isOutsider('T1', 'UAWAY', body)).rejects.toThrow('http_503');
  expect(asked).toEqual(['UANA', 'UPAT', 'UNKNOWN', 'UAWAY']);
});

test('asks about a person once an hour', async () => {
  const { asked, clock, isOutsider } = asking();
  const body = { team_id: 'T2' };
  for (const minutes of [0, 59, 2]) {
    clock.advance(minutes * 60_000);
    expect(await isOutsider('T1', 'UPAT', body)).toBe(true);
  }
  expect(asked).toEqual(['UPAT', 'UPAT']);
});
