import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../src/ports/clock.ts';
import {
  BrokenRecord,
  type Key,
  LockTimeout,
  put,
  remove,
  type Store,
  StoreUnavailable,
} from '../../src/ports/store.ts';
import type { Engine } from '../../src/store/engine.ts';
import { recordedLog } from '../recorded-log.ts';

export type Opened = {
  readonly store: Store;
  readonly engine: Engine;
  /** Another store on the same data, as in another process. */
  readonly again: () => Promise<Store>;
  /** Writes a raw text into the engine, bypassing the store. */
  readonly scribble: (key: string, text: string) => Promise<void>;
};

export type OpenParts = { readonly clock: Clock; readonly log: ReturnType<typeof recordedLog> };

const note = z.object({ text: z.string(), times: z.int().optional() });
type Note = z.infer<typeof note>;
const noteKey = (name: string): Key<Note> => ({
  namespace: 'notes',
  name: `T1/${name}`,
  schema: note,
});
const count: Key<number> = { namespace: 'counts', name: 'T1/visits', schema: z.int() };

/**
 * The tests for every engine. `open` gives an empty store, which is closed after the test; `sweeps`
 * is true if the store deletes expired records itself.
 */
export function contract(
  open: (parts: OpenParts) => Promise<Opened>,
  { sweeps = true }: { readonly sweeps?: boolean } = {},
): void {
  const start = async () => {
    let time = 1_700_000_000_000;
    const log = recordedLog();
    const clock = { now: () => time };
    const opened = await open({ clock, log });
    const pass = (ms: number) => {
      time += ms;
    };
    return { ...opened, log, pass };
  };

  test('reads what was written, and undefined otherwise', async () => {
    const { store } = await start();
    expect(await store.get(noteKey('a'))).toBeUndefined();
    await store.setMany([put(noteKey('a'), { text: 'one' })]);
    expect(await store.get(noteKey('a'))).toEqual({ text: 'one' });
    await store.setMany([put(noteKey('a'), { text: 'two' })]);
    expect(await store.get(noteKey('a'))).toEqual({ text: 'two' });
  });

  test('reads many in the order of their keys, undefined for missing ones', async () => {
    const { store } = await start();
    await store.setMany(['c', 'a'].map((name) => put(noteKey(name), { text: name })));
    const read = await store.getMany(['a', 'b', 'c', 'a'].map(noteKey));
    expect(read.map((value) => value?.text)).toEqual(['a', undefined, 'c', 'a']);
    expect(await store.getMany([])).toEqual([]);
  });

  test('keeps any text unchanged', async () => {
    const { store } = await start();
    const text = 'Ana’s “thanks” 🙂\n\u0000\ud800 :base64:x : %_* \\ \'" <!channel>';
    await store.setMany([put(noteKey('it’s %_*?[x]\\ a:b "key" 🙂'), { text })]);
    expect(await store.get(noteKey('it’s %_*?[x]\\ a:b "key" 🙂'))).toEqual({ text });
  });

  test('sets and removes many at once, and the last write to a key counts', async () => {
    const { store } = await start();
    await store.setMany([put(noteKey('a'), { text: 'a' }), put(noteKey('b'), { text: 'b' })]);
    await store.setMany([
      remove(noteKey('a')),
      put(noteKey('b'), { text: 'first' }),
      put(noteKey('c'), { text: 'c' }),
      put(noteKey('b'), { text: 'last' }),
    ]);
    const read = await store.getMany(['a', 'b', 'c'].map(noteKey));
    expect(read.map((value) => value?.text)).toEqual([undefined, 'last', 'c']);
    await store.setMany([]);
  });

  test('separates namespaces and workspaces', async () => {
    const { store } = await start();
    const elsewhere = { ...noteKey('a'), namespace: 'letters' };
    const stranger = { ...noteKey('a'), name: 'T2/a' };
    await store.setMany([put(noteKey('a'), { text: 'mine' })]);
    expect(await store.get(elsewhere)).toBeUndefined();
    expect(await store.get(stranger)).toBeUndefined();
    await store.setMany([put(elsewhere, { text: 'letter' }), remove(stranger)]);
    expect(await store.get(noteKey('a'))).toEqual({ text: 'mine' });
  });

  test('removes a workspace from every namespace, and no other', async () => {
    const { store, engine, scribble } = await start();
    const names = ['T1/a', 'T1/index/x', 'T10/a', 'T2/x:T1/a', '_/T1/a'];
    const namespaces = ['notes', 'tip-notes', 'tip', 'zebra'];
    const keyOf = (namespace: string, name: string) => ({ ...noteKey('a'), namespace, name });
    for (const namespace of namespaces)
      await store.setMany(names.map((name) => put(keyOf(namespace, name), { text: name })));
    const many = Array.from({ length: 450 }, (_, index) => keyOf('many', `T1/${index}`));
    await store.setMany(many.map((key) => put(key, { text: 'x' })));
    await scribble('notes:T1/broken', 'no JSON');
    const except = [keyOf('zebra', 'T1/a')];
    const never = { except, mayContinue: () => false };
    expect(await store.removeWorkspace('T1', never)).toBe(false);
    expect(await store.get(keyOf('many', 'T1/0'))).toBeDefined();
    const all = { except, mayContinue: () => true };
    expect(await store.removeWorkspace('T1', all)).toBe(true);
    const left: string[] = [];
    for await (const lines of engine.batches('')) left.push(...lines.map(({ key }) => key));
    const others = namespaces.flatMap((one) => names.slice(2).map((name) => `${one}:${name}`));
    expect(new Set(left)).toEqual(new Set([...others, 'zebra:T1/a']));
    expect(await store.removeWorkspace('T1', all)).toBe(true);
  });

  test('rejects ambiguous names', async () => {
    const { store } = await start();
    for (const name of ['no-workspace', '/x', 'T1/', 'T1/\u0000', `T1/${'x'.repeat(251)}`]) {
      await expect(store.get({ ...noteKey('a'), name })).rejects.toThrow(TypeError);
    }
    await expect(store.get({ ...noteKey('a'), namespace: 'a:b' })).rejects.toThrow(TypeError);
  });

  test('expires values by the given clock', async () => {
    const { store, pass } = await start();
    await store.setMany([
      put(noteKey('short'), { text: 'short' }, 1000),
      put(noteKey('long'), { text: 'long' }),
    ]);
    pass(999);
    expect(await store.get(noteKey('short'))).toEqual({ text: 'short' });
    pass(1);
    expect(await store.get(noteKey('short'))).toBeUndefined();
    expect(await store.getMany(['short', 'long'].map(noteKey))).toEqual([
      undefined,
      { text: 'long' },
    ]);
    expect(await store.update([noteKey('short')], (a) => ({ writes: [], result: a }))).toBe(
      undefined,
    );
    await store.setMany([put(noteKey('short'), { text: 'again' })]);
    pass(1_000_000);
    expect(await store.get(noteKey('short'))).toEqual({ text: 'again' });
  });

  test('update reads, decides and writes, also keys that it did not read', async () => {
    const { store } = await start();
    await store.setMany([put(count, 1), put(noteKey('old'), { text: 'old' })]);
    const result = await store.update([count, noteKey('none')], (visits, none) => ({
      writes: [
        put(count, (visits ?? 0) + 1),
        put(noteKey('new'), { text: 'new' }),
        remove(noteKey('old')),
      ],
      result: [visits, none] as const,
    }));
    expect(result).toEqual([1, undefined]);
    expect(await store.get(count)).toBe(2);
    expect(await store.getMany(['old', 'new'].map(noteKey))).toEqual([undefined, { text: 'new' }]);
  });

  test('update without writes changes nothing', async () => {
    const { store, engine, log } = await start();
    await store.setMany([put(count, 7)]);
    expect(await store.update([count, noteKey('a')], () => ({ writes: [], result: 'no' }))).toBe(
      'no',
    );
    expect(await store.get(count)).toBe(7);
    expect(await store.get(noteKey('a'))).toBeUndefined();
    expect(await recordsOf(store, '')).toEqual([]);
    expect(await engine.keyv.get('notes:T1/a')).toBeUndefined();
    expect(log.lines).toEqual([]);
  });

  test('counts a hundred concurrent updates of a new record', async () => {
    const { store } = await start();
    const seen = await Promise.all(
      Array.from({ length: 100 }, () =>
        store.update([count], (visits = 0) => ({
          writes: [put(count, visits + 1)],
          result: visits,
        })),
      ),
    );
    expect(new Set(seen).size).toBe(100);
    expect(await store.get(count)).toBe(100);
  });

  test('keeps a plain write made during concurrent updates', async () => {
    const { store } = await start();
    const add = () =>
      store.update([count], (visits = 0) => ({ writes: [put(count, visits + 1)], result: 0 }));
    for (let round = 1; round <= 5; round += 1) {
      const many = () => Array.from({ length: 10 }, add);
      await Promise.all([...many(), store.setMany([put(count, 1000 * round)]), ...many()]);
      expect(await store.get(count)).toBeGreaterThanOrEqual(1000 * round);
      await store.setMany([remove(count)]);
    }
  });

  test('sweeps only what expired, or leaves it to the engine', async () => {
    const { store, engine, pass } = await start();
    const ends = [10, 20, 30].map((ttl) => put(noteKey(`ends${ttl}`), { text: 'x' }, ttl));
    const more = Array.from({ length: 1500 }, (_, place) =>
      put(noteKey(`more${place}`), { text: 'x' }, 5),
    );
    await store.setMany([...ends, ...more, put(noteKey('stays'), { text: '{"ends":"0' })]);
    await engine.sweep(1_700_000_000_020);
    pass(-1);
    const left = await recordsOf(store, '');
    expect(left).toHaveLength(sweeps ? 3 : 1504);
    expect(left).toEqual(expect.arrayContaining(['T1/ends20', 'T1/ends30', 'T1/stays']));
  });

  test('serialises two writers that create and remove a record', async () => {
    const { store, again } = await start();
    const toggle = (one: Store) =>
      one.update([count], (visits) => ({
        writes: [visits === undefined ? put(count, 1) : remove(count)],
        result: visits === undefined ? 1 : -1,
      }));
    const other = await again();
    const changes = await Promise.all(
      Array.from({ length: 120 }, (_, place) => toggle(place % 2 ? store : other)),
    );
    const sum = changes.reduce((total, change) => total + change, 0);
    expect(sum).toBe(0);
    expect(await store.get(count)).toBeUndefined();
  });

  test('admits only one of two updates that check for each other', async () => {
    const { store } = await start();
    for (let round = 0; round < 10; round += 1) {
      const [left, right] = [noteKey(`left${round}`), noteKey(`right${round}`)];
      const enter = (mine: Key<Note>) =>
        store.update([left, right], (a, b) => ({
          writes: a || b ? [] : [put(mine, { text: 'here' })],
          result: !(a || b),
        }));
      const entered = await Promise.all([enter(left), enter(right)]);
      expect(entered.filter(Boolean)).toHaveLength(1);
    }
  });

  test('passes an error of decide to the caller and writes nothing', async () => {
    const { store } = await start();
    const thrown = new Error('not today');
    await expect(
      store.update([count], () => {
        throw thrown;
      }),
    ).rejects.toBe(thrown);
    expect(await store.get(count)).toBeUndefined();
    expect(store.ready()).toBe(true);
    await store.setMany([put(count, 1)]);
    expect(await store.get(count)).toBe(1);
  });

  test('reports a record that does not fit its schema and leaves it unchanged', async () => {
    const { store, scribble, log } = await start();
    const wrong = ['{"value":{"text":7}}', 'not json', '{"text":"x"}', 'null', ''];
    await store.setMany([put(noteKey('good'), { text: 'good' })]);
    for (const [place, text] of wrong.entries()) await scribble(`notes:T1/wrong${place}`, text);
    const keys = wrong.map((_, place) => noteKey(`wrong${place}`));
    for (const key of keys) {
      expect(await store.get(key)).toBeUndefined();
      await expect(
        store.update([key], () => ({ writes: [put(key, { text: 'over' })], result: 0 })),
      ).rejects.toThrow(BrokenRecord);
      expect(log.lines.at(-1)).toMatchObject({
        level: 'error',
        namespace: 'notes',
        name: key.name,
      });
    }
    expect(await store.getMany([...keys, noteKey('good')])).toEqual([
      ...wrong.map(() => undefined),
      { text: 'good' },
    ]);
    expect(await recordsOf(store, '')).toEqual(['T1/good']);
    expect(log.text()).not.toContain('not json');
    const anything = { ...noteKey('wrong0'), schema: z.unknown() };
    expect(await store.get(anything)).toEqual({ text: 7 });
  });

  test('reads records with extra fields or without optional ones', async () => {
    const { store, scribble } = await start();
    await scribble('notes:T1/a', '{"value":{"text":"a","later":true}}');
    expect(await store.get(noteKey('a'))).toEqual({ text: 'a' });
  });

  test('grants a claim once until it expires or is released', async () => {
    const { store, pass } = await start();
    expect(await store.claim('T1/view/V1', 60_000)).toBe(true);
    expect(await store.claim('T1/view/V1', 60_000)).toBe(false);
    expect(await store.claim('T1/view/V2', 60_000)).toBe(true);
    await store.release('T1/view/V2');
    expect(await store.claim('T1/view/V2', 60_000)).toBe(true);
    pass(60_000);
    expect(await store.claim('T1/view/V1', 60_000)).toBe(true);
    await store.release('T1/view/none');
  });

  test('grants one of many concurrent claims', async () => {
    const { store } = await start();
    const claims = await Promise.all(Array.from({ length: 20 }, () => store.claim('T1/x', 1000)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  test('runs tasks under one lock one at a time and passes their results on', async () => {
    const { store } = await start();
    let inside = 0;
    const task = async (place: number) => {
      inside += 1;
      expect(inside).toBe(1);
      await store.get(count);
      inside -= 1;
      if (place === 2) throw new Error('two failed');
      return place;
    };
    const done = await Promise.allSettled(
      [0, 1, 2, 3].map((place) => store.withLock('T1/plan', () => task(place))),
    );
    expect(done.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
      0,
      1,
      'failed',
      3,
    ]);
  });

  test('rejects after waiting too long for a lock', async () => {
    const { store } = await start();
    await store.withLock('T1/plan', async () => {
      await expect(store.withLock('T1/plan', async () => 1, 0)).rejects.toThrow(LockTimeout);
      expect(await store.withLock('T1/other', async () => 2, 0)).toBe(2);
    });
    expect(await store.withLock('T1/plan', async () => 3, 0)).toBe(3);
  });

  test('expires a dead holder’s lock; a late holder knows and releases nothing', async () => {
    const { store, pass } = await start();
    const late = Promise.withResolvers<void>();
    let stillHeld: boolean | undefined;
    const lost = store.withLock('T1/plan', async ({ held }) => {
      expect(held()).toBe(true);
      await late.promise;
      stillHeld = held();
    });
    await expect(store.withLock('T1/plan', async () => {}, 0)).rejects.toThrow(LockTimeout);
    pass(60_000);
    await store.withLock('T1/plan', async ({ held }) => {
      late.resolve();
      await lost;
      expect(stillHeld).toBe(false);
      expect(held()).toBe(true);
      await expect(store.withLock('T1/plan', async () => {}, 0)).rejects.toThrow(LockTimeout);
    });
  });

  test('rejects calls after close, and closes only once', async () => {
    const { store } = await start();
    await store.setMany([put(count, 1)]);
    expect(store.ready()).toBe(true);
    await store.close();
    await store.close();
    expect(store.ready()).toBe(false);
    for (const ask of [
      () => store.get(count),
      () => store.getMany([count]),
      () => store.setMany([put(count, 2)]),
      () => store.update([count], () => ({ writes: [put(count, 2)], result: 0 })),
      () => store.claim('T1/x', 1),
      () => recordsOf(store, ''),
    ]) {
      await expect(ask()).rejects.toThrow(StoreUnavailable);
    }
  });

  test('visits every record with a prefix once, whatever its characters', async () => {
    const { store, pass } = await start();
    const names = Array.from({ length: 1234 }, (_, place) => `day/${place}`);
    await store.setMany(names.map((name) => put(noteKey(name), { text: name })));
    await store.setMany([
      put(noteKey('day*/x'), { text: 'star' }),
      put(noteKey('da'), { text: 'shorter' }),
      put(noteKey('day/ended'), { text: 'ended' }, 10),
      put({ ...noteKey('day/other'), name: 'T2/day/other' }, { text: 'other workspace' }),
      put({ ...noteKey('day/x'), namespace: 'notes-too' }, { text: 'other namespace' }),
    ]);
    pass(10);
    expect(await recordsOf(store, 'day/')).toEqual(
      names.map((name) => `T1/${name}`).toSorted(order),
    );
    expect(await recordsOf(store, 'day*')).toEqual(['T1/day*/x']);
    expect(await recordsOf(store, 'nothing')).toEqual([]);
    expect(await recordsOf(store, '')).toHaveLength(1236);
  });

  test('lets other work go on while it visits many', async () => {
    const { store } = await start();
    const keys = Array.from({ length: 500 }, (_, place) => noteKey(`n${place}`));
    await store.setMany(keys.map((key) => put(key, { text: 'one' })));
    const seen: number[] = [];
    let visits = 0;
    setImmediate(() => seen.push(visits));
    await store.forEach({ namespace: 'notes', prefix: 'T1/', schema: note }, () => {
      visits += 1;
    });
    expect(seen[0]).toBeLessThan(500);
  });

  test('lets a visitor change records, and stops at its error', async () => {
    const { store } = await start();
    const keys = Array.from({ length: 500 }, (_, place) => noteKey(`n${place}`));
    await store.setMany(keys.map((key) => put(key, { text: 'old' })));
    await store.forEach({ namespace: 'notes', prefix: 'T1/', schema: note }, ({ name }) =>
      store.setMany([remove({ ...noteKey(''), name })]),
    );
    expect(await recordsOf(store, '')).toEqual([]);
    await store.setMany(keys.map((key) => put(key, { text: 'new' })));
    let visits = 0;
    await expect(
      store.forEach({ namespace: 'notes', prefix: 'T1/', schema: note }, () => {
        visits += 1;
        throw new Error('enough');
      }),
    ).rejects.toThrow('enough');
    expect(visits).toBe(1);
  });
}

/** The tests for an engine whose server or file can refuse writes. */
export function refusals(
  open: (
    parts: OpenParts,
  ) => Promise<Opened & { readonly refuse: () => unknown; readonly accept: () => unknown }>,
): void {
  test('rejects a write that the engine refuses, and keeps nothing of it', async () => {
    const log = recordedLog();
    const { store, refuse, accept } = await open({ clock: { now: () => 0 }, log });
    await store.setMany([put(noteKey('a'), { text: 'before' })]);
    await refuse();
    const change = [put(noteKey('a'), { text: 'after' }), put(noteKey('b'), { text: 'after' })];
    const tries = [
      () => store.setMany(change),
      () => store.setMany(change.slice(0, 1)),
      () => store.setMany([...change, remove(noteKey('c'))]),
      () => store.update([noteKey('a')], () => ({ writes: change, result: 'done' })),
      () => store.claim('T1/x', 1000),
      () => store.withLock('T1/x', async () => 'done'),
    ];
    for (const write of tries) await expect(write()).rejects.toThrow(StoreUnavailable);
    expect(store.ready()).toBe(false);
    await accept();
    expect(await store.getMany(['a', 'b'].map(noteKey))).toEqual([{ text: 'before' }, undefined]);
    expect(store.ready()).toBe(true);
    await store.setMany(change);
    expect(await store.get(noteKey('b'))).toEqual({ text: 'after' });
    expect(await store.claim('T1/x', 1000)).toBe(true);
    expect(log.lines.map(({ message }) => message)).toEqual([
      'the store cannot be reached',
      'the store is reachable again',
    ]);
  });
}

const order = (a: string, b: string): number => (a < b ? -1 : 1);

async function recordsOf(store: Store, prefix: string): Promise<string[]> {
  const names: string[] = [];
  await store.forEach({ namespace: 'notes', prefix: `T1/${prefix}`, schema: note }, ({ name }) => {
    names.push(name);
  });
  return names.toSorted(order);
}
