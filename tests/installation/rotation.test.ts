import { expect, test } from 'vitest';
import { z } from 'zod';
import type { NewTokens } from '../../src/installation/rotation.ts';
import { tokenCipher } from '../../src/installation/token-cipher.ts';
import { checkTokenKeys, renewEncryption } from '../../src/installation/token-keys.ts';
import { SlackFailure } from '../../src/ports/slack.ts';
import { type Store, StoreUnavailable } from '../../src/ports/store.ts';
import { addTo, installed, key, otherKey } from './rig.ts';

const hour = 3_600_000;
const minute = 60_000;
const half = 12 * 3600; // seconds

/** T1 with token rotation. Slack's answers wait until they are let go, if `isSlow`. */
async function rotating({ isSlow = false } = {}) {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const refresh = async (refreshToken: string): Promise<NewTokens> => {
    asked.push(refreshToken);
    const number = asked.length + 1;
    if (isSlow) await new Promise<void>((done) => waiting.push(done));
    return { token: `xoxe.xoxb-${number}`, refreshToken: `xoxe-${number}`, expiresIn: half };
  };
  const rig = await installed({ refresh });
  const first = { refreshToken: 'xoxe-1', expiresIn: half };
  await addTo(rig.all, 'T1', { token: 'xoxe.xoxb-1', rotating: first });
  const tokenOf = async (all = rig.all) => (await all.accessOf('T1'))?.token;
  return { ...rig, refresh, asked, waiting, tokenOf };
}

const moment = () => new Promise((done) => setTimeout(done, 5));

test('refreshes once, however many ask on two replicas, and keeps nobody waiting', async () => {
  const { clock, store, refresh, asked, waiting, all, tokenOf } = await rotating({ isSlow: true });
  const other = await installed({ store, clock, refresh });
  clock.advance(9 * hour);
  expect(await tokenOf()).toBe('xoxe.xoxb-1');
  expect(asked).toEqual([]);
  clock.advance(2 * hour);
  const many = Array.from({ length: 50 }, () => [tokenOf(all), tokenOf(other.all)]).flat();
  expect(new Set(await Promise.all(many))).toEqual(new Set(['xoxe.xoxb-1']));
  await expect.poll(() => waiting.length).toBe(1);
  for (const done of waiting) done();
  await expect.poll(() => tokenOf()).toBe('xoxe.xoxb-2');
  expect(await tokenOf(other.all)).toBe('xoxe.xoxb-2');
  await moment();
  expect(asked).toEqual(['xoxe-1']);
});

test('after the end of a token everybody waits for the one refresh', async () => {
  const { clock, store, refresh, asked, all, tokenOf } = await rotating();
  const other = await installed({ store, clock, refresh });
  clock.advance(13 * hour);
  const both = Array.from({ length: 20 }, () => [tokenOf(all), tokenOf(other.all)]).flat();
  const many = await Promise.all(both);
  expect(new Set(many)).toEqual(new Set(['xoxe.xoxb-2']));
  clock.advance(13 * hour);
  expect(await tokenOf()).toBe('xoxe.xoxb-3');
  expect(asked).toEqual(['xoxe-1', 'xoxe-2']);
});

test('an outage of the store after Slack’s answer loses no token', async () => {
  const { clock, store, refresh, tokenOf } = await rotating();
  const failures = [1, 2, 3];
  const shaky: Store = {
    ...store,
    update: ((keys: readonly { readonly name: string }[], decide: never) => {
      if (keys[0]?.name === 'T1/installation' && failures.pop())
        return Promise.reject(new StoreUnavailable(new Error('down')));
      return store.update(keys as never, decide);
    }) as Store['update'],
  };
  const { all } = await installed({ store: shaky, clock, refresh });
  clock.advance(11 * hour);
  await all.accessOf('T1');
  for (let tries = 0; tries < 20; tries += 1) {
    await moment();
    clock.advance(1000);
  }
  expect(failures).toEqual([]);
  expect(await tokenOf()).toBe('xoxe.xoxb-2');
});

test('a process that dies after Slack’s answer leaves the old token, which works to its end', async () => {
  const { clock, store, asked, refresh, tokenOf } = await rotating();
  const dead: Store = {
    ...store,
    update: ((keys: readonly { readonly name: string }[], decide: never) =>
      keys[0]?.name === 'T1/installation'
        ? new Promise(() => {})
        : store.update(keys as never, decide)) as Store['update'],
  };
  const killed = await installed({ store: dead, clock, refresh });
  clock.advance(11 * hour);
  expect(await tokenOf(killed.all)).toBe('xoxe.xoxb-1');
  await expect.poll(() => asked.length).toBe(1);
  expect(await tokenOf()).toBe('xoxe.xoxb-1');
  clock.advance(minute);
  await tokenOf();
  // Slack takes the refresh token again for a short time.
  await expect.poll(() => tokenOf()).toBe('xoxe.xoxb-3');
  expect(asked).toEqual(['xoxe-1', 'xoxe-1']);
});

test('a refused refresh is tried once a minute, removes nothing, and says what to do', async () => {
  const asked: string[] = [];
  const refresh = async (token: string): Promise<NewTokens> => {
    asked.push(token);
    throw new SlackFailure('oauth.v2.access', 'refused', 'invalid_refresh_token');
  };
  const { all, clock, log } = await installed({ refresh });
  const first = { refreshToken: 'xoxe-secret', expiresIn: half };
  await addTo(all, 'T1', { token: 'xoxe.xoxb-1', rotating: first });
  clock.advance(13 * hour);
  for (let tries = 0; tries < 5; tries += 1)
    expect(await all.accessOf('T1')).toMatchObject({ token: 'xoxe.xoxb-1' });
  expect(asked).toHaveLength(1);
  clock.advance(minute);
  await all.accessOf('T1');
  expect(asked).toHaveLength(2);
  expect(log.text()).toContain('add the app again');
  expect(log.text()).not.toContain('xoxe-secret');
  await addTo(all, 'T1', { token: 'xoxb-new' });
  expect(await all.accessOf('T1')).toMatchObject({ token: 'xoxb-new' });
});

test('a refresh token is encrypted, and encrypted again with a new key', async () => {
  const { store, log, clock, refresh } = await rotating();
  const texts: string[] = [];
  const records = { namespace: 'installations', prefix: 'T1', schema: z.unknown() };
  await store.forEach(records, ({ value }) => void texts.push(JSON.stringify(value)));
  expect(texts.join()).not.toMatch(/xoxe/);
  await checkTokenKeys({ store, cipher: tokenCipher(key) }, false);
  await renewEncryption({ store, cipher: tokenCipher(key), log }, false);
  const both = tokenCipher(otherKey, key);
  await checkTokenKeys({ store, cipher: both }, false);
  await renewEncryption({ store, cipher: both, log }, false);
  const { all } = await installed({ store, clock, refresh, cipher: tokenCipher(otherKey) });
  clock.advance(13 * hour);
  expect(await all.accessOf('T1')).toMatchObject({ token: 'xoxe.xoxb-2' });
});
