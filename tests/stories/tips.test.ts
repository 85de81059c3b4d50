import { describe, expect, test } from 'vitest';
import type { MessageView } from '../../playground/protocol.ts';
import { stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { extraMile, manifest, type Transport, transports } from './extra-mile.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Tuesday, 24 November 2026, noon in Lisbon, where Ana lives. */
const start = Date.UTC(2026, 10, 24, 12);

async function anaAtWork(transport: Transport, channel = 'general') {
  const slack = await localSlack({ manifest, clock: stoppedClock(start) });
  const story = await extraMile(transport, { slack, chance: () => 0.5 });
  const ana = slack.person('ana');
  const answer = (where = channel) => lastOf(ana.reads(where));
  const asks = async (words: string): Promise<MessageView> => {
    await ana.send(channel, `/care ${words}`);
    return answer();
  };
  return { ...story, ana, answer, asks };
}

function lastOf(messages: readonly MessageView[]): MessageView {
  const found = messages.at(-1);
  if (!found) throw new Error('there is no message');
  return found;
}

const tipsIn = (slack: LocalSlack, channel: string) =>
  slack.messages(channel).filter(({ text }) => text.startsWith('Care tip ·'));

describe.each(transports)('over %s', (transport) => {
  test('one line sets up tips, and the next one comes on the minute', async () => {
    const { slack, asks } = await anaAtWork(transport);
    const { text, ephemeral } = await asks('tips on 09:00 weekdays');
    expect(ephemeral).toBe(true);
    expect(text).toContain('Tips are on.');
    expect(text).toContain('Every weekday at 09:00, Europe/Lisbon time.');
    expect(text).toContain('The next one comes on Wednesday, November 25 at 09:00.');
    slack.clock.advance(21 * hour - minute);
    expect(tipsIn(slack, 'general')).toEqual([]);
    slack.clock.advance(minute);
    expect(tipsIn(slack, 'general')).toHaveLength(1);
    expect(slack.refusals()).toEqual([]);
  });
});
