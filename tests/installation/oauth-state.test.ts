import { expect, test } from 'vitest';
import { oauthState, stateLifetime } from '../../src/installation/oauth-state.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';

async function states() {
  let time = Date.UTC(2026, 10, 24, 12);
  const clock = { now: () => time };
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  let claims = 0;
  const counted = {
    claim: (name: string, ttl: number) => {
      claims += 1;
      return store.claim(name, ttl);
    },
  };
  let isFree = true;
  const deps = { store: counted, clock, isFree: () => isFree };
  return {
    state: oauthState({ ...deps, secret: 'a secret of ours' }),
    other: oauthState({ ...deps, secret: 'another secret' }),
    claims: () => claims,
    pass: (ms: number) => {
      time += ms;
    },
    block: () => {
      isFree = false;
    },
  };
}

test('counts once, and for ten minutes', async () => {
  const { state, pass } = await states();
  const [one, other] = [state.issue(), state.issue()];
  expect(await state.use(one)).toBeUndefined();
  expect(await state.use(one)).toBe('used');
  pass(stateLifetime);
  expect(await state.use(other)).toBeUndefined();
  const late = state.issue();
  pass(stateLifetime + 1);
  expect(await state.use(late)).toBe('expired');
});

test('ten thousand that it did not issue cost no look into the store', async () => {
  const { state, other, claims } = await states();
  const own = state.issue();
  const wrong = [other.issue(), `${own}x`, own.slice(0, -1), own.replace('.', '..'), '', 'x.y.z'];
  for (let index = 0; index < 10_000; index += 1)
    expect(await state.use(wrong[index % wrong.length] ?? '')).toBe('foreign');
  expect(claims()).toBe(0);
});

test('uses up nothing while too many come back at once', async () => {
  const { state, claims, block } = await states();
  const own = state.issue();
  block();
  expect(await state.use(own)).toBe('busy');
  expect(claims()).toBe(0);
});
