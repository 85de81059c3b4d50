import type { MessageView } from '../../playground/protocol.ts';
import { stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import type { Content } from '../../src/content/content.ts';
import type { Store } from '../../src/ports/store.ts';
import type { RunningApp } from '../../src/start.ts';
import { answered, extraMile, manifest, type Transport } from './extra-mile.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Tuesday, 24 November 2026, noon in Lisbon, where Ana lives. */
const noon = Date.UTC(2026, 10, 24, 12);

export async function anaAtWork(
  transport: Transport,
  {
    channel = 'general',
    start = noon,
    clock = stoppedClock(start),
    store,
    content,
    locale,
  }: {
    channel?: string;
    start?: number;
    clock?: ReturnType<typeof stoppedClock>;
    store?: Store;
    content?: Content;
    /** Ana's, in Slack. */
    locale?: string;
  } = {},
) {
  const slack = await localSlack({ manifest, clock });
  const options = { slack, random: () => 0.5, ...(content ? { content } : {}) };
  const story = await extraMile(transport, store ? { ...options, store } : options);
  if (locale !== undefined) slack.admin.changePerson('ana', { locale });
  const ana = slack.person('ana');
  const answer = () => lastOf(ana.reads(channel).filter(({ ephemeral }) => ephemeral));
  const asks = async (words: string): Promise<MessageView> => {
    await ana.send(channel, `/care ${words}`);
    return answered(answer());
  };
  /** Presses a control, and waits for a private answer that contains `said`. */
  const presses = async (message: MessageView, label: string, said: string) => {
    await ana.press(message, label);
    return slack.until(() => ana.reads(channel).findLast(({ text }) => text.includes(said)));
  };
  /** Tries a tip as it is, and waits for a private answer that contains `said`. */
  const tries = async (tip: MessageView, said: string) => {
    const choices = await presses(tip, "I'll try it", 'Which of these');
    return presses(choices, 'Just the tip', said);
  };
  return { ...story, ana, answer, asks, presses, tries, pass: passing(slack, story.app) };
}

/** Advances the clock hour by hour or in other steps, with a run of the outbox in each. */
export const passing =
  (slack: LocalSlack, app: Pick<RunningApp, 'runOutbox'>, usual = hour) =>
  async (ms: number, step = usual): Promise<void> => {
    for (let left = ms; left > 0; left -= step) {
      slack.clock.advance(Math.min(step, left));
      await app.runOutbox();
    }
  };

export function lastOf(messages: readonly MessageView[]): MessageView {
  const found = messages.at(-1);
  if (!found) throw new Error('there is no message');
  return found;
}

/** Without acknowledgements, which a jump of the clock may make late. */
export const refusalsOf = (slack: LocalSlack) =>
  slack.refusals().filter((line) => !line.startsWith('acknowledgement'));

export const isTip = ({ text }: MessageView) => text.startsWith('Care tip ·');
export const tipsIn = (slack: LocalSlack, channel: string) => slack.messages(channel).filter(isTip);
export const times = (tips: readonly MessageView[]) =>
  tips.map(({ ts }) => new Date(Number(ts) * 1000).toISOString().slice(5, 16));
