import { type Installations, installations } from '../../src/installation/installations.ts';
import { tokenCipher } from '../../src/installation/token-cipher.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';

export const [key, otherKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

/** Installations in a store in memory, or in this one, with a clock set by hand. */
export async function installed({
  store: given,
  cipher = tokenCipher(key),
}: {
  readonly store?: Store;
  readonly cipher?: ReturnType<typeof tokenCipher>;
} = {}) {
  let time = Date.UTC(2026, 10, 24, 12);
  const clock = { now: () => time };
  const log = recordedLog();
  const store = given ?? (await openStore({ url: 'memory:', clock, log }));
  const deps = { store, cipher, clock, log };
  const pass = (ms: number) => {
    time += ms;
  };
  return { ...deps, pass, all: installations(deps) };
}

export async function addTo(
  all: Installations,
  place: string,
  { token = `xoxb-${place}`, enterprise }: { token?: string; enterprise?: string } = {},
): Promise<void> {
  const isOrgWide = place.startsWith('E');
  await all.save({
    place,
    token,
    isOrgWide,
    botUserId: `U${place}`,
    ...(enterprise ? { enterprise } : {}),
  });
}
