import fc from 'fast-check';
import { stoppedClock } from '../../../playground/server/clock.ts';
import { updatePreferences } from '../../../src/features/shoutouts/records/preferences.ts';
import { findShoutout } from '../../../src/features/shoutouts/records/repository.ts';
import type { Thanked } from '../../../src/features/shoutouts/shoutout.ts';
import { openStore } from '../../../src/store/store.ts';
import { recordedLog } from '../../recorded-log.ts';
import {
  ben,
  type CallFault,
  chiara,
  choose,
  dev,
  giver,
  messageWorld,
  minute,
  moderator,
  openWork,
  type Replica,
  replica,
  room,
  type Shown,
} from './message-rig.ts';

const workspace = 'T1';
const people = [ben, chiara, dev] as const;

/** What people know: who wanted to be asked about which words, and who agreed to them. */
type Model = { wishes: Map<string, Thanked['wish']>; texts: number };

type Doing = { readonly on: Replica; readonly story: Story };

/** Something that a person does, at a replica. */
type Act = (doing: Doing) => Promise<unknown>;

type Story = Awaited<ReturnType<typeof begun>>;

const textOf = (number: number) => `she waited with lost child number ${number}.`;
const numberIn = (message: object): number | undefined => {
  const found = /lost child number (?<number>\d+)\./.exec(JSON.stringify(message));
  return found?.groups ? Number(found.groups.number) : undefined;
};

/** Throws as soon as anybody in the channel sees words without agreement. */
async function begun() {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 9));
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  const model: Model = { wishes: new Map(), texts: 0 };
  /** By the number of the words. */
  const wanted = new Map<number, Set<string>>();
  const agreed = new Map<number, Set<string>>();
  /** The questions that a person has seen. */
  const asked = new Map<string, string[]>();
  const questions = new Map<string, number>();
  const wrong: string[] = [];
  const lost = new Set<string>();
  const onShow = ({ channel, ts, message }: Shown, isLost: boolean): void => {
    const number = numberIn(message);
    if (isLost) lost.add(ts);
    if (number === undefined) return;
    const question = /"action_id":"shoutout\.agree".*?"value":"(?<value>[^"]+)"/.exec(
      JSON.stringify(message.blocks),
    )?.groups?.value;
    if (channel.startsWith('D') && question) {
      const user = channel.slice(1);
      asked.set(user, [...(asked.get(user) ?? []), question]);
      questions.set(question, number);
    }
    if (channel !== room) return;
    for (const user of wanted.get(number) ?? [])
      if (!agreed.get(number)?.has(user)) wrong.push(`words ${number} without ${user}`);
  };
  const world = messageWorld(clock, onShow);
  const start = () => replica({ store, clock, slackOf: () => world.slack });
  const replicas = [start(), start()] as [Replica, Replica];

  /** New words about these people, who are asked if they wish to be. */
  function words(about: readonly string[]): string {
    model.texts += 1;
    const asking = about.filter((user) => model.wishes.get(user) === 'ask');
    wanted.set(model.texts, new Set(asking));
    return textOf(model.texts);
  }
  // People who have never chosen would have ten minutes to do so before the card.
  for (const user of people) await updatePreferences({ store }, workspace, user, {});
  await replicas[0].give(workspace, people, words(people), 'first');
  const { forEachShoutout } = await import('../../../src/features/shoutouts/records/export.ts');
  let id = '';
  await forEachShoutout({ store }, workspace, (one) => {
    id = one.id;
  });

  /** A replica that was killed is started again. */
  function alive(which: 0 | 1): Replica {
    if (replicas[which].isDead()) replicas[which] = start();
    return replicas[which];
  }

  /** Lets work go on until nothing happens any more, and the locks of the dead expire. */
  async function settled(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    const done = () => {
      isDone = true;
    };
    work.then(done, done);
    for (let waits = 0; !isDone; waits += 1) {
      await new Promise<void>((resolve) => {
        if (waits < 100) setImmediate(resolve);
        else setTimeout(resolve, 5);
      });
      if (waits > 100) clock.advance(31_000);
    }
    for (let waits = 0; waits < 20; waits += 1) await new Promise(setImmediate);
  }

  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= minute / 2) {
      clock.advance(minute / 2);
      await settled(Promise.all([alive(0).run(), alive(1).run()]));
    }
  }

  /** What the channel shows and the record is not. */
  async function check(isQuiet: boolean): Promise<void> {
    if (wrong.length > 0) throw new Error(wrong.join(', '));
    const shoutout = await findShoutout({ store }, workspace, id);
    const { removal, task } = await openWork(store, workspace, id);
    const isPublic = shoutout?.state === 'posted';
    const known = shoutout?.card ?? removal?.card;
    const cards = world.cards();
    const strays = cards.filter(({ ts }) => ts !== known?.ts);
    // The app can't know of a card whose post was unconfirmed.
    const lostPosts = lost.size + kills.size;
    if (strays.length > lostPosts) throw new Error(`${strays.length} cards too many`);
    const shown = cards.find(({ ts }) => ts === known?.ts);
    const isNoted = shoutout ? shoutout.pending !== undefined : removal !== undefined;
    if (shown && !isPublic && !isNoted) throw new Error('private words, and nothing is noted');
    if (isNoted && !task) throw new Error('noted, but no task');
    if (!isQuiet) return;
    if (isNoted || task) throw new Error('still open');
    if (shown && !isPublic) throw new Error('private words in the channel');
    if (shown && shoutout && numberIn(shown.message) !== numberIn(shoutout))
      throw new Error('words of before');
    if (isPublic && !shown && shoutout.posting === undefined) throw new Error('no card');
  }

  /** The kills after which a post may have been lost. */
  const kills = new Set<Replica>();

  return {
    ...{ clock, store, world, model, agreed, asked, questions, id },
    ...{ words, alive, settled, pass, check, kills },
    close: () => store.close(),
  };
}

const acts = {
  edit:
    (about: readonly string[]): Act =>
    ({ on, story }) =>
      on.edit(workspace, story.id, about, story.words(about)),
  /** Agrees to what the question says that the person has seen; also an earlier one. */
  agree:
    (user: string, which: number): Act =>
    async ({ on, story: { asked, questions, agreed } }) => {
      const seen = asked.get(user) ?? [];
      const value = seen[seen.length - 1 - (which % Math.max(1, seen.length))];
      const number = value === undefined ? undefined : questions.get(value);
      if (value === undefined || number === undefined) return;
      agreed.set(number, (agreed.get(number) ?? new Set()).add(user));
      await on.press(workspace, 'shoutout.agree', { user, value });
    },
  keep:
    (user: string): Act =>
    async ({ on, story: { asked } }) => {
      const value = asked.get(user)?.at(-1);
      if (value) await on.press(workspace, 'shoutout.keep', { user, value });
    },
  menu:
    (item: 'private' | 'show', user: string): Act =>
    ({ on, story: { id } }) =>
      on.press(workspace, 'shoutout.mine', { user, value: `${item} ${id}` }),
  delete:
    (): Act =>
    ({ on, story: { id } }) =>
      on.press(workspace, 'shoutout.sure-delete', { user: giver, value: id }),
  hide:
    (): Act =>
    ({ on, story: { id } }) =>
      on.press(workspace, 'shoutout.hide', { user: moderator, value: id }),
  /** Somebody presses a button of a card in the channel. */
  saw:
    (which: number): Act =>
    async ({ on, story: { id, world } }) => {
      const cards = world.cards();
      const card = cards[which % Math.max(1, cards.length)];
      if (card) await on.press(workspace, 'shoutout.saw', { user: 'U7', value: id, ts: card.ts });
    },
};

type Described = { readonly name: string; readonly act: Act };

const someone = fc.constantFrom(...people);
const some = fc.subarray([...people], { minLength: 1 });
const anAct: fc.Arbitrary<Described> = fc.oneof(
  { arbitrary: some.map((who) => ({ name: `edit ${who}`, act: acts.edit(who) })), weight: 4 },
  {
    arbitrary: fc
      .tuple(someone, fc.constantFrom(0, 0, 0, 1, 2))
      .map(([who, which]) => ({ name: `agree ${who} ${which}`, act: acts.agree(who, which) })),
    weight: 8,
  },
  { arbitrary: someone.map((who) => ({ name: `keep ${who}`, act: acts.keep(who) })), weight: 1 },
  {
    arbitrary: fc
      .constantFrom(giver, ...people)
      .map((who) => ({ name: `private ${who}`, act: acts.menu('private', who) })),
    weight: 1,
  },
  { arbitrary: fc.constant({ name: 'delete', act: acts.delete() }), weight: 1 },
  { arbitrary: fc.constant({ name: 'show', act: acts.menu('show', giver) }), weight: 1 },
  { arbitrary: fc.constant({ name: 'hide', act: acts.hide() }), weight: 1 },
  { arbitrary: fc.nat(2).map((at) => ({ name: `saw ${at}`, act: acts.saw(at) })), weight: 1 },
);

type Step = fc.AsyncCommand<object, Story>;

function step(name: string, run: (story: Story) => Promise<void>): Step {
  return {
    check: () => true,
    toString: () => name,
    run: async (_, story) => {
      await run(story);
      await story.check(false);
    },
  };
}

const doing = anAct.map(({ name, act }) =>
  step(name, (story) => story.settled(act({ on: story.alive(0), story }))),
);
const together = fc
  .tuple(anAct, anAct)
  .map(([one, other]) =>
    step(`${one.name} and ${other.name} at once`, (story) =>
      story.settled(
        Promise.all([
          one.act({ on: story.alive(0), story }),
          other.act({ on: story.alive(1), story }),
        ]),
      ),
    ),
  );
const killed = fc.tuple(anAct, fc.nat(45)).map(([{ name, act }, after]) =>
  step(`${name}, killed after ${after}`, async (story) => {
    const on = story.alive(0);
    on.killAfter(after);
    await story.settled(act({ on, story }));
    if (on.isDead()) story.kills.add(on);
    else on.killAfter(Number.POSITIVE_INFINITY);
    story.clock.advance(31_000);
  }),
);
const fault = fc
  .record({
    on: fc.constantFrom<CallFault['on']>('post', 'update', 'deleteMessage'),
    does: fc.constantFrom<CallFault['does']>('limited', 'unreached', 'unsure', 'lost'),
    retryAfter: fc.integer({ min: 1, max: 100 }),
  })
  .map(({ retryAfter, ...given }) =>
    step(`the next ${given.on} is ${given.does}`, async ({ world }) => {
      world.faults.push({ ...given, ...(given.does === 'limited' ? { retryAfter } : {}) });
    }),
  );
const wish = fc
  .tuple(someone, fc.constantFrom<Thanked['wish']>('publicly', 'ask', 'ask', 'privately'))
  .map(([who, how]) =>
    step(`${who} wishes ${how}`, async ({ store, model }) => {
      model.wishes.set(who, how);
      await choose(store, workspace, who, how);
    }),
  );
const time = fc
  .integer({ min: 1, max: 4 })
  .map((halves) => step(`${halves} half minutes`, ({ pass }) => pass((halves * minute) / 2)));

/**
 * One shout-out to three people. Whatever they do, in any order and at once at two replicas, with
 * processes killed and calls that fail: nobody in the channel ever sees words that somebody who
 * wanted to be asked has not agreed to; what is private and in the channel is noted for removal;
 * and five minutes after Slack answers, the channel shows what the record is.
 */
export async function checkCardModel(numRuns: number, seed: number): Promise<void> {
  const commands = fc.commands([doing, doing, together, killed, fault, wish, time], {
    maxCommands: 25,
    size: 'max',
  });
  await fc.assert(
    fc.asyncProperty(commands, async (steps) => {
      const story = await begun();
      try {
        await fc.asyncModelRun(() => ({ model: {}, real: story }), steps);
        story.world.faults.splice(0);
        await story.pass(5 * minute);
        await story.check(true);
        // A press on each card tells the app of those whose post was unconfirmed.
        for (let at = story.world.cards().length - 1; at >= 0; at -= 1)
          await story.settled(acts.saw(at)({ on: story.alive(0), story }));
        await story.pass(5 * minute);
        await story.check(true);
        const shoutout = await findShoutout(story, workspace, story.id);
        const most = shoutout?.state === 'posted' ? 1 : 0;
        if (story.world.cards().length > most) throw new Error('a card is left');
      } finally {
        await story.close();
      }
    }),
    { numRuns, seed },
  );
}
