import { describe, expect, test } from 'vitest';
import { countTry, coverage } from '../../../../src/features/shoutouts/coverage/coverage.ts';
import {
  channelWeek,
  historyOf,
  momentsOf,
  olderMoment,
  wholeHistoryOf,
} from '../../../../src/features/shoutouts/records/history.ts';
import {
  choose,
  introduce,
  preferencesOf,
  thankedPeople,
} from '../../../../src/features/shoutouts/records/preferences-store.ts';
import {
  addShoutout,
  changeShoutout,
} from '../../../../src/features/shoutouts/records/repository.ts';
import { deleteFor } from '../../../../src/features/shoutouts/transitions.ts';
import type { Store } from '../../../../src/ports/store.ts';
import { aShoutout, engines, hour, kept, start, workspace } from './kept.ts';

const day = 24 * hour;

/** Gives one shout-out for each of the days before the start, the oldest first, and returns their ids in that order. */
async function giveOn(
  store: Store,
  days: readonly number[],
  wanted: Parameters<typeof aShoutout>[0] = {},
) {
  const ids: string[] = [];
  for (const back of [...days].sort((one, other) => other - one)) {
    const shoutout = aShoutout({ ...wanted, at: start - back * day + ids.length });
    await addShoutout({ store }, workspace, `V${shoutout.id}`, shoutout);
    ids.push(shoutout.id);
  }
  return ids;
}

describe.each(engines)('in %s', (engine) => {
  const received = { workspace, user: 'U2', side: 'received' } as const;

  test('a history comes the newest first, page by page, over months and years, each shout-out once', async () => {
    const { store } = await kept(engine);
    const ids = await giveOn(store, [0, 1, 20, 30, 31, 70, 400, 401, 900]);
    const seen: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const page: Awaited<ReturnType<typeof historyOf>> = await historyOf(
        { store },
        received,
        2,
        cursor,
      );
      expect(page.shoutouts.length).toBeGreaterThan(0);
      seen.push(...page.shoutouts.map(({ id }) => id));
      cursor = page.older;
    }
    expect(seen).toEqual(ids.toReversed());
    const all: string[] = [];
    for await (const { id } of wholeHistoryOf({ store }, received)) all.push(id);
    expect(all).toEqual(seen);
  });

  test('what is given or deleted meanwhile neither repeats nor hides what is on the next page', async () => {
    const { store } = await kept(engine);
    const ids = await giveOn(store, [1, 2, 3, 4, 5, 6]);
    const first = await historyOf({ store }, received, 3);
    await giveOn(store, [0]);
    await changeShoutout({ store }, workspace, ids[5] ?? '', deleteFor('U1'));
    await changeShoutout({ store }, workspace, ids[2] ?? '', deleteFor('U1'));
    const next = await historyOf({ store }, received, 3, first.older);
    expect(next.shoutouts.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
    expect(next.older).toBeUndefined();
  });

  test('nobody has an empty history, and a cursor of anything is the beginning', async () => {
    const { store } = await kept(engine);
    expect(await historyOf({ store }, received, 5)).toEqual({ shoutouts: [], older: undefined });
    const [id] = await giveOn(store, [0]);
    for (const cursor of ['x', '2026-13_', '__proto__', '9999-99_9.9']) {
      const { shoutouts } = await historyOf({ store }, received, 5, cursor);
      expect(shoutouts.map((one) => one.id)).toEqual([id]);
    }
  });

  test('an older moment is from another month than the newest', async () => {
    const { store } = await kept(engine);
    const older = (chance: number) => olderMoment({ store, chance: () => chance }, workspace, 'U2');
    await giveOn(store, [0, 1]);
    expect(await older(0)).toBeUndefined();
    const ids = await giveOn(store, [100, 200]);
    expect([(await older(0))?.id, (await older(0.99))?.id]).toEqual([ids[1], ids[0]]);
  });

  test('a channel’s week has what could be seen there, from Monday on', async () => {
    const { store } = await kept(engine);
    const [, monday, today] = await giveOn(store, [2, 1, 0]);
    await giveOn(store, [0], { channel: 'C2' });
    await giveOn(store, [0], { channel: undefined });
    const week = await channelWeek(
      { store },
      { workspace, channel: 'C1', monday: '2026-11-23' },
      10,
    );
    expect(week.shoutouts.map(({ id }) => id)).toEqual([today, monday]);
  });

  test('moments of a skill are those whose people all agreed when they were thanked, and still do', async () => {
    const { store } = await kept(engine);
    const agree = (user: string, retell: boolean) => choose({ store }, workspace, user, { retell });
    const moments = async () => {
      const found = await momentsOf(
        { store },
        { workspace, skill: 'patience', today: '2026-11-24' },
        3,
      );
      return found.map(({ id }) => id);
    };
    const giveTo = async (back: number, ...people: string[]) => {
      const thanked = await thankedPeople({ store }, workspace, people);
      const [id] = await giveOn(store, [back], { thanked });
      return id;
    };
    await giveTo(0, 'U2');
    await agree('U2', true);
    expect(await moments()).toEqual([]);
    const old = await giveTo(90, 'U2');
    const recent = await giveTo(3, 'U2');
    await giveTo(2, 'U2', 'U3');
    await agree('U3', true);
    const both = await giveTo(1, 'U2', 'U3');
    expect(await moments()).toEqual([both, recent, old]);
    await agree('U3', false);
    expect(await moments()).toEqual([recent, old]);
  });

  test('settings begin with publicly and not retold, are kept one by one, and the first note is sent once', async () => {
    const { store } = await kept(engine);
    const first = await Promise.all(
      Array.from({ length: 5 }, () => introduce({ store }, workspace, 'U2')),
    );
    expect(first.filter(Boolean)).toHaveLength(1);
    await choose({ store }, workspace, 'U2', { wish: 'ask' });
    await choose({ store }, workspace, 'U2', { retell: true });
    const settings = await preferencesOf({ store }, workspace, ['U2', 'U3']);
    expect(settings.get('U2')).toEqual({ wish: 'ask', retell: true, introduced: true });
    expect(settings.get('U3')).toEqual({ wish: 'publicly', retell: false, introduced: false });
  });
});

test('giving and reading ask for as many records after a thousand as after twenty', async () => {
  const { store } = await kept('memory');
  let keys = 0;
  const counting: Store = {
    ...store,
    get: (key) => {
      keys += 1;
      return store.get(key);
    },
    getMany: (some) => {
      keys += some.length;
      return store.getMany(some);
    },
    update: (some, decide) => {
      keys += some.length;
      return store.update(some, decide);
    },
    forEach: () => {
      throw new Error('every record was read');
    },
  };
  const cost = async (work: () => Promise<unknown>) => {
    keys = 0;
    await work();
    return keys;
  };
  let given = 0;
  const giveMany = async (count: number) => {
    for (const end = given + count; given < end; given += 1) {
      await addShoutout(
        { store: counting },
        workspace,
        `V${given}`,
        aShoutout({ from: `G${given}` }),
      );
    }
  };
  const costs = async () => [
    await cost(() => giveMany(1)),
    await cost(() =>
      historyOf({ store: counting }, { workspace, user: 'U2', side: 'received' }, 10),
    ),
    await cost(() =>
      coverage({ store: counting }, { workspace, channel: 'C1', today: '2026-11-24' }),
    ),
    await cost(() =>
      countTry({ store: counting }, `t${given}`, {
        workspace,
        channel: 'C1',
        user: 'U2',
        skill: 'patience',
        day: '2026-11-24',
      }),
    ),
    await cost(() =>
      momentsOf({ store: counting }, { workspace, skill: 'patience', today: '2026-11-24' }, 3),
    ),
  ];
  await giveMany(20);
  const few = await costs();
  await giveMany(1000);
  expect(await costs()).toEqual(few);
  expect(Math.max(...few)).toBeLessThan(25);
});
