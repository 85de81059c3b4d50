/**
 * The requirements of @keyv/test-suite 2.1.2 for a storage adapter, group by group and in its order: its
 * `api`, `values`, `namespace` and `iterator` tests. The package itself would bring the native
 * sqlite3 and another vitest. Its `compression` tests are about compression adapters, which this is
 * not. Expiry is Keyv's own here, by the system's time, which the tests set.
 */
import { DatabaseSync } from 'node:sqlite';
import { Keyv } from 'keyv';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sqliteAdapter, statements, table } from '../../src/store/engines/sqlite-adapter.ts';

function adapter() {
  const database = new DatabaseSync(':memory:');
  database.exec(table);
  const file = { database, statements: statements(database) };
  return sqliteAdapter({
    file: () => file,
    whenFree: async (work) => work(),
  });
}

const newKeyv = (options = {}) => new Keyv<unknown>({ store: adapter(), ...options });

afterEach(() => vi.useRealTimers());

function timePasses(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
}

describe('api', () => {
  test('set resolves to true and stores the value', async () => {
    const keyv = newKeyv();
    const setting = keyv.set('foo', 'bar');
    expect(setting).toBeInstanceOf(Promise);
    expect(await setting).toBe(true);
    expect(await keyv.get('foo')).toBe('bar');
  });

  test('a value with a ttl expires', async () => {
    const keyv = newKeyv();
    await keyv.set('foo', 'bar', 1000);
    expect(await keyv.get('foo')).toBe('bar');
    timePasses(1001);
    expect(await keyv.get('foo')).toBeUndefined();
  });

  test('get resolves to the value or undefined', async () => {
    const keyv = newKeyv();
    expect(keyv.get('foo')).toBeInstanceOf(Promise);
    await keyv.set('foo', 'bar');
    expect(await keyv.get('foo')).toBe('bar');
    expect(await keyv.get('none')).toBeUndefined();
  });

  test('getMany resolves to values in order, undefined for missing ones', async () => {
    const keyv = newKeyv();
    for (const [key, value] of [
      ['foo', 'bar'],
      ['foo1', 'bar1'],
      ['foo2', 'bar2'],
    ] as const) {
      await keyv.set(key, value);
    }
    expect(await keyv.get(['foo', 'foo1', 'foo2'])).toEqual(['bar', 'bar1', 'bar2']);
    expect(await keyv.get(['foo', 'foo9', 'foo2'])).toEqual(['bar', undefined, 'bar2']);
    expect(await keyv.get(['x', 'y'])).toEqual([undefined, undefined]);
  });

  test('getMany gives undefined for an expired key', async () => {
    const keyv = newKeyv();
    await keyv.set('foo', 'bar');
    await keyv.set('foo1', 'bar1', 1);
    await keyv.set('foo2', 'bar2');
    timePasses(30);
    expect(await keyv.get(['foo', 'foo1', 'foo2'])).toEqual(['bar', undefined, 'bar2']);
  });

  test('delete resolves to true, or false for a missing key', async () => {
    const keyv = newKeyv();
    await keyv.set('foo', 'bar');
    const deleting = keyv.delete('foo');
    expect(deleting).toBeInstanceOf(Promise);
    expect(await deleting).toBe(true);
    expect(await keyv.get('foo')).toBeUndefined();
    expect(await keyv.delete('foo')).toBe(false);
    expect(keyv.delete(['foo'])).toBeInstanceOf(Promise);
  });

  test('deleteMany deletes all keys and resolves to false if none existed', async () => {
    const keyv = newKeyv();
    for (const key of ['foo', 'foo1', 'foo2']) await keyv.set(key, key);
    expect(await keyv.deleteMany(['foo', 'foo1', 'foo2'])).toBe(true);
    expect(await keyv.get(['foo', 'foo1', 'foo2'])).toEqual([undefined, undefined, undefined]);
    expect(await keyv.deleteMany(['foo', 'foo1', 'foo2'])).toBe(false);
  });

  test('clear resolves to undefined and removes everything', async () => {
    const keyv = newKeyv();
    await keyv.set('foo', 'bar');
    await keyv.set('fizz', 'buzz');
    const clearing = keyv.clear();
    expect(clearing).toBeInstanceOf(Promise);
    expect(await clearing).toBeUndefined();
    expect(await keyv.get('foo')).toBeUndefined();
    expect(await keyv.get('fizz')).toBeUndefined();
  });

  test('has() is true for stored keys', async () => {
    const keyv = newKeyv();
    await keyv.set('foo', 'bar');
    expect(await keyv.has('foo')).toBe(true);
    expect(await keyv.has('fizz')).toBe(false);
    expect(await keyv.hasMany(['fizz', 'foo'])).toEqual([false, true]);
  });

  test('setMany is one step', async () => {
    const keyv = newKeyv();
    await keyv.setMany([
      { key: 'foo', value: 'bar' },
      { key: 'fizz', value: 'buzz' },
    ]);
    expect(await keyv.get(['foo', 'fizz'])).toEqual(['bar', 'buzz']);
  });
});

describe('values', () => {
  test.each([
    ['false', false],
    ['null', null],
    ['undefined', undefined],
    ['a number', 0],
    ['an object', { fizz: 'buzz', list: [1, 'two', null] }],
    ['a buffer', Buffer.from('bar')],
    ['an object with a buffer', { buff: Buffer.from('buzz') }],
    ['a text with quotes', '"'],
    ['a text', 'bar'],
    ['a single quote', "'"],
    ['two single quotes', "''"],
  ])('a value can be %s', async (_, value) => {
    const keyv = newKeyv({ throwOnErrors: true });
    await keyv.set('foo', value);
    const read = await keyv.get('foo');
    if (value === null || value === undefined) expect(read ?? null).toBeNull();
    else expect(read).toEqual(value);
  });

  test('a value cannot be a symbol', async () => {
    const keyv = newKeyv();
    keyv.on('error', () => {});
    await expect(keyv.set('foo', Symbol('value'))).rejects.toThrow('symbol cannot be serialized');
  });

  test('a value can be a BigInt with a custom serializer', async () => {
    const keyv = newKeyv({
      serialize: ({ value }: { value: bigint }) => `${value}`,
      deserialize: (text: string) => ({ value: BigInt(text) }),
    });
    await keyv.set('foo', 9223372036854775807n);
    expect(await keyv.get('foo')).toBe(9223372036854775807n);
  });

  test('a key can be a single quote', async () => {
    const keyv = newKeyv();
    await keyv.set("'", "'");
    expect(await keyv.get("'")).toBe("'");
  });
});

describe('namespace', () => {
  const two = () => {
    const store = adapter();
    const named = (namespace: string) => new Keyv<string>({ store, namespace });
    return { one: () => named('keyv1'), other: () => named('keyv2') };
  };

  test('the same key holds a value per namespace', async () => {
    const { one, other } = two();
    await one().set('foo', 'keyv1');
    await other().set('foo', 'keyv2');
    expect([await one().get('foo'), await other().get('foo')]).toEqual(['keyv1', 'keyv2']);
  });

  test('delete and clear affect one namespace only', async () => {
    const { one, other } = two();
    for (const key of ['foo', 'bar']) {
      await one().set(key, 'keyv1');
      await other().set(key, 'keyv2');
    }
    expect(await one().delete('foo')).toBe(true);
    expect(await one().get(['foo', 'bar'])).toEqual([undefined, 'keyv1']);
    await one().clear();
    expect(await one().get('bar')).toBeUndefined();
    expect(await other().get(['foo', 'bar'])).toEqual(['keyv2', 'keyv2']);
  });
});

describe('iterator', () => {
  const numbers = Array.from({ length: 500 }, (_, place) => [`${place}`, `${place + 10}`] as const);
  const all = async (keyv: Keyv<unknown>) =>
    new Map((await Array.fromAsync(keyv.iterator?.('') ?? [])) as [string, string][]);

  test('iterates over all values', async () => {
    const keyv = newKeyv();
    await keyv.setMany(numbers.map(([key, value]) => ({ key, value })));
    expect(typeof keyv.iterator?.('')[Symbol.asyncIterator]).toBe('function');
    expect(await all(keyv)).toEqual(new Map(numbers));
  });

  test('skips values of other namespaces', async () => {
    const store = adapter();
    const one = new Keyv<unknown>({ store, namespace: 'keyv1' });
    await one.setMany(numbers.map(([key, value]) => ({ key, value })));
    const other = new Keyv<unknown>({ store, namespace: 'keyv2' });
    await other.set('only', 'this');
    expect(await all(other)).toEqual(new Map([['only', 'this']]));
  });

  test('skips and deletes expired values', async () => {
    const store = adapter();
    const keyv = new Keyv<unknown>({ store });
    for (const [key, value] of numbers.slice(0, 5)) await keyv.set(key, value, 200);
    await keyv.set('foo', 'bar');
    timePasses(250);
    expect(await all(keyv)).toEqual(new Map([['foo', 'bar']]));
    expect(await store.has?.('keyv:0')).toBe(false);
  });
});
