import { afterEach, describe, expect, test } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import { updatePreferences } from '../../../src/features/shoutouts/records/preferences.ts';
import { addShoutout } from '../../../src/features/shoutouts/records/repository.ts';
import { newShoutout } from '../../../src/features/shoutouts/shoutout.ts';
import { SlackFailure } from '../../../src/ports/slack.ts';
import { type Store, StoreUnavailable } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/store.ts';
import { eventually } from '../../eventually.ts';
import { seeded } from '../../random.ts';
import { recordedLog } from '../../recorded-log.ts';
import { brokenContent } from '../../stories/extra-mile.ts';
import { homeReplica, homeTabs, noon, settled, workspace } from './home-rig.ts';

const second = 1000;
const minute = 60 * second;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Replicas on one store; what each does to the store goes through `around`. */
async function replicas(count: number, around: (store: Store) => Store = (store) => store) {
  const clock = stoppedClock(noon);
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  closing.push(() => store.close());
  const tabs = homeTabs(clock);
  const all = Array.from({ length: count }, () =>
    homeReplica({ store: around(store), clock, tabs }),
  );
  const [first = all[0], second = all[0]] = all;
  if (!first || !second) throw new Error('no replica');
  /** Advances the clock step by step, as timers would. */
  const pass = async (ms: number, step = 250) => {
    for (let left = ms; left > 0; left -= step) {
      clock.advance(Math.min(step, left));
      await settled();
    }
  };
  return { clock, store, tabs, first, second, pass };
}

type Rig = Awaited<ReturnType<typeof replicas>>;

/** Gives thanks that this replica handles. */
async function thank({ store, clock }: Rig, by: Rig['first'], people: string[], text: string) {
  const { changed: homeChanged } = by.home;
  const shoutout = newShoutout(
    { clock, random: Math.random },
    {
      from: 'UGIVER',
      timeZone: 'Europe/Lisbon',
      channel: 'C1',
      inPublicChannel: true,
      thanked: people.map((id) => ({ id, wish: 'publicly', retell: true, newUntil: undefined })),
    },
    { people, skill: 'patience', text },
  );
  await addShoutout({ store, homeChanged }, workspace, crypto.randomUUID(), shoutout);
}

/** Publications for one person that come sooner than two seconds after another. */
const tooSoon = ({ tabs }: Rig) =>
  tabs.published.filter((one, place) =>
    tabs.published.some(
      (other, at) => at < place && other.user === one.user && one.at - other.at < 2 * second,
    ),
  );

/** The most publications in any minute. */
function mostPerMinute({ tabs }: Rig): number {
  const times = tabs.published.map(({ at }) => at);
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + minute).length),
  );
}

test('an opening costs few reads and one publication, and none if nothing has changed', async () => {
  let reads = 0;
  const count = <Result>(call: Promise<Result>): Promise<Result> => {
    reads += 1;
    return call;
  };
  const counted = (store: Store): Store => ({
    ...store,
    get: (...given) => count(store.get(...given)),
    getMany: (...given) => count(store.getMany(...given)),
    update: (...given) => count(store.update(...given)),
    claim: () => Promise.reject(new Error('an opening needs no claim')),
  });
  const rig = await replicas(1, counted);
  for (let number = 0; number < 30; number += 1)
    await thank(rig, rig.first, ['U1'], `she waited for a lost child, number ${number}`);
  reads = 0;
  await rig.first.opens('U1');
  await settled();
  expect(rig.tabs.published).toHaveLength(1);
  expect(reads).toBeLessThanOrEqual(12);
  await rig.pass(minute);
  await rig.first.opens('U1');
  await settled();
  expect(rig.tabs.published).toHaveLength(1);
  expect(rig.first.log.lines).toEqual([]);
});

test('nothing is published for people who never opened it', async () => {
  const rig = await replicas(1);
  await thank(rig, rig.first, ['U1'], 'she waited for a lost child');
  await rig.pass(minute);
  expect(rig.tabs.published).toEqual([]);
});

test('two replicas publish at most once in two seconds, and the last state', async () => {
  const rig = await replicas(2);
  await rig.first.opens('U1');
  await settled();
  for (let number = 1; number <= 20; number += 1) {
    const by = number % 2 === 0 ? rig.first : rig.second;
    await thank(rig, by, ['U1'], `she waited for a lost child, number ${number}.`);
    await rig.pass(300, 100);
  }
  await rig.pass(10 * second);
  expect(rig.tabs.shown('U1')?.text).toContain('number 20.');
  expect(tooSoon(rig)).toEqual([]);
  expect(rig.tabs.published.length).toBeLessThan(8);
});

test('a change that a crash kept from the Home tab is shown by another replica', async () => {
  const rig = await replicas(2);
  await rig.first.opens('U1');
  await rig.pass(3 * second);
  await rig.first.home.stop();
  await thank(rig, rig.first, ['U1'], 'she waited for a lost child');
  await rig.pass(20 * second);
  expect(rig.tabs.shown('U1')?.text).not.toContain('lost child');
  await rig.pass(20 * second);
  await rig.second.messages.run(minute);
  await settled();
  expect(rig.tabs.shown('U1')?.text).toContain('lost child');
  const before = rig.tabs.published.length;
  await rig.pass(5 * minute, minute);
  await rig.second.messages.run(minute);
  expect(rig.tabs.published).toHaveLength(before);
});

test('a change while the Home tab is being published is shown as well', async () => {
  const rig = await replicas(2);
  await rig.second.home.stop();
  rig.tabs.faults.push(async () => {
    await thank(rig, rig.second, ['U1'], 'she waited for a lost child');
    await settled();
  });
  await rig.first.opens('U1');
  // The change is stored in the same time as the first publication.
  await eventually(() => expect(rig.tabs.published).toHaveLength(1));
  expect(rig.tabs.shown('U1')?.text).not.toContain('lost child');
  await rig.pass(5 * second);
  expect(rig.tabs.shown('U1')?.text).toContain('lost child');
});

test('a thousand openings a second of 200 people stay within the limit, with the last state', async () => {
  const rig = await replicas(1);
  const random = seeded(7);
  const people = Array.from({ length: 200 }, (_, number) => `U${number}`);
  const anyone = () => people[Math.floor(random() * people.length)] ?? 'U0';
  for (let opening = 0; opening < 3000; opening += 1) {
    await rig.first.opens(anyone());
    if (opening % 20 === 0) rig.clock.advance(20);
    if (opening % 200 === 0) await settled();
  }
  const parts = people.map((_, at) => people.slice(at * 10, at * 10 + 10)).slice(0, 20);
  for (const part of parts) await thank(rig, rig.first, part, 'the last of all thanks');
  await rig.pass(6 * minute, second);
  for (const user of people) expect(rig.tabs.shown(user)?.text).toContain('the last of all');
  expect(mostPerMinute(rig)).toBeLessThanOrEqual(100);
  expect(tooSoon(rig)).toEqual([]);
});

test('a Home tab that somebody else published meanwhile is composed anew, once', async () => {
  const rig = await replicas(1);
  await rig.first.opens('U1');
  await rig.pass(3 * second);
  await rig.tabs.publishHome('U1', { type: 'home', blocks: [] });
  await thank(rig, rig.first, ['U1'], 'she waited for a lost child');
  await settled();
  expect(rig.tabs.shown('U1')?.text).toContain('lost child');
  expect(rig.tabs.published).toHaveLength(3);
  expect(rig.first.log.lines).toEqual([]);
});

describe('what fails', () => {
  const failures = {
    limited: new SlackFailure('views.publish', 'limited', 'ratelimited', { retryAfter: 30 }),
    unsure: new SlackFailure('views.publish', 'unsure', 'timeout'),
    unreached: new SlackFailure('views.publish', 'unreached', 'ECONNREFUSED'),
  };
  test.each(Object.entries(failures))('a call that was %s is made again', async (_, failure) => {
    const rig = await replicas(1);
    await rig.first.opens('U1');
    await rig.pass(3 * second);
    rig.tabs.faults.push(() => {
      throw failure;
    });
    await thank(rig, rig.first, ['U1'], 'she waited for a lost child');
    await rig.pass(10 * second);
    expect(rig.tabs.shown('U1')?.text).not.toContain('lost child');
    await rig.pass(30 * second);
    expect(rig.tabs.shown('U1')?.text).toContain('lost child');
  });

  test('a refused call is logged once and not repeated', async () => {
    const rig = await replicas(1);
    rig.tabs.faults.push(() => {
      throw new SlackFailure('views.publish', 'refused', 'not_enabled');
    });
    await rig.first.opens('U1');
    await rig.pass(5 * minute, second);
    expect(rig.tabs.published).toEqual([]);
    expect(rig.first.log.lines).toMatchObject([{ message: 'could not publish a Home tab' }]);
  });

  test('without the store an opening shows the library and says so, until it is back', async () => {
    const outage: { isOn: boolean } = { isOn: false };
    const away = <Result>(call: () => Promise<Result>): Promise<Result> =>
      outage.isOn ? Promise.reject(new StoreUnavailable(new Error('away'))) : call();
    const rig = await replicas(1, (store) => ({
      ...store,
      get: (...given) => away(() => store.get(...given)),
      getMany: (...given) => away(() => store.getMany(...given)),
      update: (...given) => away(() => store.update(...given)),
    }));
    await rig.first.opens('U1');
    await thank(rig, rig.first, ['U1'], 'she waited for a lost child');
    await rig.pass(5 * second);
    expect(rig.tabs.shown('U1')?.text).toContain('lost child');
    outage.isOn = true;
    rig.first.home.changed(workspace, ['U1']);
    await rig.pass(5 * second);
    expect(rig.tabs.shown('U1')?.text).toContain('lost child');
    await rig.first.opens('U1');
    await settled();
    const { text } = rig.tabs.shown('U1') ?? {};
    expect(text).toContain('Nothing is lost');
    expect(text).toContain('Skills (16)');
    expect(text).toContain('Tip for today');
    outage.isOn = false;
    await rig.pass(2 * minute, second);
    expect(rig.tabs.shown('U1')?.text).toContain('lost child');
    expect(rig.tabs.shown('U1')?.text).not.toContain('Nothing is lost');
  });

  test('content that breaks leaves a line', async () => {
    const clock = stoppedClock(noon);
    const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
    closing.push(() => store.close());
    const tabs = homeTabs(clock);
    const words = () => 'a text';
    const library = new Proxy(brokenContent.library, {
      get: () => () => {
        throw new Error('the shelf fell over');
      },
    });
    const replica = homeReplica({
      store,
      clock,
      tabs,
      content: { ...brokenContent, library, words },
    });
    await replica.opens('U1');
    await settled();
    expect(tabs.shown('U1')?.text).toContain('a text');
  });
});

test('new content reaches those who may be looking', async () => {
  const rig = await replicas(1);
  await rig.first.opens('U1');
  await rig.pass(3 * second);
  await updatePreferences(rig, workspace, 'U1', { wish: 'ask' });
  rig.first.home.contentChanged();
  await settled();
  expect(rig.tabs.shown('U1')?.text).toContain('You are asked before');
});

test('a stop waits for what is being published', async () => {
  const rig = await replicas(1);
  await rig.first.opens('U1');
  await rig.first.home.stop();
  expect(rig.tabs.published).toHaveLength(1);
  await rig.first.opens('U2');
  await settled();
  expect(rig.tabs.published).toHaveLength(1);
});
