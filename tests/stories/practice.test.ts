import { describe, expect, test } from 'vitest';
import type { MessageView } from '../../playground/protocol.ts';
import { stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { type Store, StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { ourContent } from '../our-content.ts';
import { recordedLog } from '../recorded-log.ts';
import { answered, extraMile, manifest, type Transport, transports } from './extra-mile.ts';

/** Ana in #general, with a fixed `random`, and the last private answer to her. */
async function anaPractices(
  transport: Transport,
  random: number,
  parts: { readonly slack?: LocalSlack; readonly store?: Store } = {},
) {
  const { slack, log } = await extraMile(transport, { ...parts, random: () => random });
  const ana = slack.person('ana');
  const answer = () => {
    const message = privateMessages(slack).at(-1);
    if (!message) throw new Error('there is no message');
    return message;
  };
  const asks = async (words: string): Promise<MessageView> => {
    await ana.send('general', `/care ${words}`);
    return answered(answer());
  };
  /** Presses a button of that answer, and waits for it to say `said`. */
  const presses = async (label: string, said: string): Promise<MessageView> => {
    await ana.press(answer(), label);
    return slack.until(() => (answer().text.includes(said) ? answer() : undefined));
  };
  return { slack, log, ana, asks, presses };
}

const privateMessages = (slack: LocalSlack) =>
  slack
    .person('ana')
    .reads('general')
    .filter(({ ephemeral }) => ephemeral);

describe.each(transports)('over %s', (transport) => {
  test('/care practice shows a scene of any skill, in private', async () => {
    const { slack, asks } = await anaPractices(transport, 0);
    const before = slack.messages('general').length;
    const first = await asks('practice');
    expect(first.ephemeral).toBe(true);
    expect(first.text).toMatch(/^Practice · Customer focused\n/);
    expect(slack.messages('general')).toHaveLength(before);
    expect(slack.refusals()).toEqual([]);
  });

  test('picks the scene at random', async () => {
    const { asks } = await anaPractices(transport, 0.999);
    const last = await asks('practice');
    expect(last.text).toMatch(/^Practice · Customer feedback\n/);
  });

  test.each(['patience', 'PATIENCE', 'patiense', 'long line'])(
    '/care practice %s shows a scene of patience',
    async (words) => {
      const { asks, slack } = await anaPractices(transport, 0);
      const { text } = await asks(`practice ${words}`);
      expect(text).toMatch(/^Practice · Patience\nCoins on the counter\n/);
      expect(slack.refusals()).toEqual([]);
    },
  );

  test.each([
    ['words that find another entry', 'practice warm welcome'],
    ['a saying', 'practice makes perfect'],
    ['words that find nothing', 'practice qqqq'],
    ['a long text', `practice ${'x'.repeat(3000)}`],
  ])('searches for %s after practice', async (_name, words) => {
    const { asks, slack, log } = await anaPractices(transport, 0);
    const { text } = await asks(words);
    expect(text).not.toMatch(/^Practice ·/);
    expect(log.lines).toContainEqual(
      expect.objectContaining({ what: 'care search', outcome: 'answered' }),
    );
    expect(slack.refusals()).toEqual([]);
  });

  test('accepts the British spelling /care practise', async () => {
    const { asks } = await anaPractices(transport, 0);
    expect((await asks('practise patience')).text).toContain('Practice · Patience');
  });

  test('a mention in a thread starts practice', async () => {
    const { slack, ana } = await anaPractices(transport, 0);
    const { ts } = slack.messages('general').at(-1) ?? {};
    await ana.send('general', '@Extra Mile practice patience', { thread_ts: ts ?? '' });
    const answer = await slack.until(() => privateMessages(slack).at(-1));
    expect(answer.thread_ts).toBe(ts);
    expect(answer.text).toContain('Coins on the counter');
  });

  test('each answer shows its effect, and all three can be chosen', async () => {
    const { slack, asks, presses } = await anaPractices(transport, 0);
    const scene = await asks('practice patience');
    const effects = [
      ['Answer 2', 'Answer 2: what this does to the customer\nThe line is happy'],
      ['Answer 3', 'Answer 3: what this does to the customer\nHe has been seen'],
      ['Answer 1', "Answer 1: what this does to the customer\nIt's quick"],
    ] as const;
    for (const [label, said] of effects) {
      const { text, ts } = await presses(label, said);
      expect(ts).toBe(scene.ts);
      expect(text).toContain(scene.text);
      expect(text.match(/what this does/g)).toHaveLength(1);
    }
    expect(privateMessages(slack)).toHaveLength(1);
    expect(slack.refusals()).toEqual([]);
  });

  test('Another scene stays in the skill while it has one not seen today, and says so', async () => {
    const { slack, asks, presses } = await anaPractices(transport, 0);
    await asks('practice patience');
    await presses('Answer 1', 'what this does');
    const second = await presses('Another scene', 'The fourth call about the printer');
    expect(second.text).not.toContain('what this does');
    expect(second.text).not.toContain('Coins on the counter');
    const third = await presses('Another scene', 'Practice · Customer focused');
    expect(third.text).toContain('You have seen every scene of Patience today');
    const fourth = await presses('Another scene', 'The bike in the window');
    expect(fourth.text).not.toContain('You have seen every scene');
    expect(privateMessages(slack)).toHaveLength(1);
    expect(slack.refusals()).toEqual([]);
  });

  test('also shows the answer that goes furthest', async () => {
    const { asks, presses } = await anaPractices(transport, 0);
    await asks('practice patience');
    const { text } = await presses('Answer 2', 'Answer 3, which goes furthest of the three');
    expect(text).toContain('her hands shake less this time');
    await presses('Answer 3', 'Of the three, this one goes furthest.');
  });

  test('a scene that was answered well comes back later', async () => {
    const existing = await localSlack({ manifest, clock: stoppedClock(Date.UTC(2026, 10, 24, 9)) });
    const { slack, asks, presses } = await anaPractices(transport, 0.5, { slack: existing });
    const ben = slack.person('ben');
    await asks('practice patience');
    await presses('Answer 2', 'which goes furthest');
    existing.clock.advance(60_000);
    const second = await asks('practice patience');
    expect(second.text).toContain('Coins on the counter');
    await presses('Answer 3', 'this one goes furthest');
    existing.clock.advance(2 * 24 * 60 * 60_000);
    const back = await asks('practice');
    expect(back.text).toContain('The fourth call about the printer');
    await ben.send('general', '/care practice');
    const his = ben.reads('general').filter(({ ephemeral }) => ephemeral);
    expect(his.at(-1)?.text).not.toContain('Practice · Patience');
    expect(slack.refusals()).toEqual([]);
  });

  test('works without the store, keeping nothing', async () => {
    const real = await openStore({ url: 'memory:', clock: systemClock, log: recordedLog() });
    const store: Store = {
      ...real,
      update: async () => Promise.reject(new StoreUnavailable(new Error('gone'))),
    };
    const { slack, log, asks, presses } = await anaPractices(transport, 0, { store });
    await asks('practice patience');
    await presses('Answer 3', 'this one goes furthest');
    await presses('Another scene', 'The fourth call about the printer');
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'warn' }));
    expect(log.lines).not.toContainEqual(expect.objectContaining({ outcome: 'failed' }));
    expect(slack.refusals()).toEqual([]);
  });

  test('a skill links to its scenes and back', async () => {
    const { slack, asks, presses } = await anaPractices(transport, 0.5);
    await asks('patience');
    await presses('Practice', 'The fourth call about the printer');
    await presses('Read the skill', 'Skill 12 of 16');
    await presses('More', 'For a colleague');
    await presses('Practice', 'Coins on the counter');
    await presses('Answer 3', 'what this does');
    await presses('Read the skill', 'Skill 12 of 16');
    expect(privateMessages(slack)).toHaveLength(1);
    expect(slack.refusals()).toEqual([]);
  });

  test('has no button on entries without scenes, nor on shared ones', async () => {
    const { slack, ana, asks, presses } = await anaPractices(transport, 0);
    const welcome = await asks('warm welcome');
    await expect(ana.press(welcome, 'Practice')).rejects.toThrow('There is no control Practice');
    await asks('patience');
    await presses('Share here', 'Shared here');
    const shared = await slack.until(() => slack.messages('general').at(-1));
    await expect(ana.press(shared, 'Practice')).rejects.toThrow('There is no control Practice');
  });

  test('the button of a removed scene says so and leads to another', async () => {
    const content = await ourContent();
    const { library } = content;
    const gone = new Set<string>();
    const shrinking: typeof content = {
      ...content,
      library: {
        ...library,
        find: (id) => (gone.has(id) ? undefined : library.find(id)),
        list: (kind) => library.list(kind).filter(({ id }) => !gone.has(id)),
      },
    };
    const { slack, log } = await extraMile(transport, { content: shrinking, random: () => 0 });
    const ana = slack.person('ana');
    await ana.send('general', '/care patience');
    await ana.send('general', '/care practice patience');
    const [skill, scene] = privateMessages(slack);
    if (!skill || !scene) throw new Error('an answer is missing');
    gone.add('patience');
    const said = (words: string) =>
      slack.until(() => privateMessages(slack).find(({ text }) => text.includes(words)));
    await ana.press(scene, 'Answer 2');
    const told = await said('no longer in the library');
    expect(told.ts).toBe(scene.ts);
    await ana.press(told, 'Another scene');
    await said('Practice · Customer focused');
    await ana.press(skill, 'Practice');
    await said('no longer in the library');
    expect(log.lines).not.toContainEqual(expect.objectContaining({ outcome: 'failed' }));
    expect(slack.refusals()).toEqual([]);
  });

  test('/care help lists it', async () => {
    const { asks } = await anaPractices(transport, 0);
    expect((await asks('help')).text).toContain('/care practice');
  });
});
