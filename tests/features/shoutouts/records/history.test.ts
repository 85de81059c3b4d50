import { describe, expect, test } from 'vitest';
import { countTry, coverage } from '../../../../src/features/shoutouts/coverage/coverage.ts';
import {
  historyOf,
  momentsOf,
  wholeHistoryOf,
} from '../../../../src/features/shoutouts/records/history.ts';
import {
  claimIntroduction,
  preferencesOf,
  thankedPeople,
  updatePreferences,
} from '../../../../src/features/shoutouts/records/preferences.ts';
import {
  addShoutout,
  changeShoutout,
} from '../../../../src/features/shoutouts/records/repository.ts';
import { deleteFor } from '../../../../src/features/shoutouts/transitions.ts';
import { systemClock } from '../../../../src/ports/clock.ts';
import type { Store } from '../../../../src/ports/store.ts';
import { aShoutout, engines, hour, kept, start, workspace } from './kept.ts';

const day = 24 * hour;
const always = async () => true;

/** Gives a shout-out on each of the days before the start; returns their ids, oldest first. */
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

  test('pages through years of history, newest first, each shout-out once', async () => {
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

  test('giving and deleting in between neither repeats nor skips shout-outs', async () => {
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

  test('starts an empty history, and any invalid cursor, at the beginning', async () => {
    const { store } = await kept(engine);
    expect(await historyOf({ store }, received, 5)).toEqual({ shoutouts: [], older: undefined });
    const [id] = await giveOn(store, [0]);
    for (const cursor of ['x', '2026-13_', '__proto__', '9999-99_9.9']) {
      const { shoutouts } = await historyOf({ store }, received, 5, cursor);
      expect(shoutouts.map((one) => one.id)).toEqual([id]);
    }
  });

  test('moments are those whose people all agreed when thanked, and still do', async () => {
    const { store } = await kept(engine);
    const agree = (user: string, retell: boolean) =>
      updatePreferences({ store }, workspace, user, { retell });
    const moments = async () => {
      const found = await momentsOf(
        { store },
        { workspace, skill: 'patience', today: '2026-11-24' },
        3,
        async ({ text }) => !text.includes('secret'),
      );
      return found.map(({ id }) => id);
    };
    const giveTo = async (back: number, ...people: string[]) => {
      const thanked = await thankedPeople({ store, clock: systemClock }, workspace, people);
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
    const thanked = await thankedPeople({ store, clock: systemClock }, workspace, ['U2']);
    await giveOn(store, [1], { thanked, text: 'He kept it secret for the lost child.' });
    expect(await moments()).toEqual([both, recent, old]);
    await agree('U3', false);
    expect(await moments()).toEqual([recent, old]);
  });

  test('preferences have defaults, change one by one, and allow one introduction', async () => {
    const { store } = await kept(engine);
    const first = await Promise.all(
      Array.from({ length: 5 }, () =>
        claimIntroduction({ store, clock: systemClock }, workspace, 'U2'),
      ),
    );
    expect(first.filter(Boolean)).toHaveLength(1);
    await updatePreferences({ store }, workspace, 'U2', { wish: 'ask' });
    await updatePreferences({ store }, workspace, 'U2', { retell: true });
    const preferences = await preferencesOf({ store }, workspace, ['U2', 'U3']);
    expect(preferences.get('U2')).toEqual({ wish: 'ask', retell: true, introduced: true });
    expect(preferences.get('U3')).toEqual({ wish: 'publicly', retell: false, introduced: false });
  });
});

test('giving and reading cost the same after a thousand shout-outs as after twenty', async () => {
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
      throw new Error('read every record');
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
      momentsOf(
        { store: counting },
        { workspace, skill: 'patience', today: '2026-11-24' },
        3,
        always,
      ),
    ),
  ];
  await giveMany(20);
  const few = await costs();
  await giveMany(1000);
  expect(await costs()).toEqual(few);
  expect(Math.max(...few)).toBeLessThan(25);
});
