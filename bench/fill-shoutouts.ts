import { indexWrites } from '../src/features/shoutouts/records/index-writes.ts';
import { type GivenShoutout, newShoutout } from '../src/features/shoutouts/shoutout.ts';
import { systemRandom } from '../src/ports/random.ts';
import type { Key, Store, Write } from '../src/ports/store.ts';

const skills = 16;
/** The last thousand are from one busy quarter in both runs, so both read the same amount. */
export const busy = { people: 50, channels: 10, days: 90, moments: 1000 };
const whole = { people: 5000, channels: 200, days: 730 };
export const workspace = 'T1';
export const end = Date.UTC(2026, 10, 24, 12);
export const today = '2026-11-24';

export const any = (most: number) => Math.floor(Math.random() * most);

export function someShoutout(at: number, { people, channels }: typeof whole = busy): GivenShoutout {
  const thanked = Array.from({ length: 1 + any(3) }, () => `U${any(people)}`);
  const ids = [...new Set(thanked)];
  return newShoutout(
    { clock: { now: () => at }, random: systemRandom },
    {
      from: `U${any(people)}`,
      timeZone: 'Europe/Lisbon',
      channel: `C${any(channels)}`,
      inPublicChannel: true,
      thanked: ids.map((id) => ({ id, wish: 'publicly', retell: people === busy.people })),
    },
    {
      people: ids,
      skill: `skill-${any(skills)}`,
      text: 'She waited with a lost child. '.repeat(5),
    },
  );
}

/**
 * Stores many as if they had been given, without what expires within days. Records that grow are
 * written once, at the end.
 */
export async function fill(store: Store, total: number): Promise<void> {
  const growing = new Map<string, Write>();
  let rest: Write[] = [];
  const nameOf = ({ namespace, name }: Key<unknown>) => `${namespace} ${name}`;
  for (let number = 0; number < total; number += 1) {
    const left = total - number;
    const part = left > busy.moments ? whole : busy;
    const at =
      end - (left / Math.min(total, part === busy ? busy.moments : total)) * part.days * 86_400_000;
    const shoutout = someShoutout(at, part);
    const { keys, writes } = await indexWrites({ store }, workspace, undefined, shoutout);
    const values = keys.map((key) => growing.get(nameOf(key))?.value);
    for (const write of writes(values, shoutout)) {
      if (/\/week\/|\/head$/.test(write.key.name)) growing.set(nameOf(write.key), write);
      else rest.push(write);
    }
    if (rest.length > 20_000) {
      await store.setMany(rest);
      rest = [];
    }
  }
  const last = [...rest, ...growing.values()];
  for (let place = 0; place < last.length; place += 10_000)
    await store.setMany(last.slice(place, place + 10_000));
}

/** The median of a thousand runs, in microseconds. */
export async function median(work: (run: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 1000; run += 1) {
    const start = performance.now();
    await work(run);
    times.push((performance.now() - start) * 1000);
  }
  return times.sort((one, other) => one - other)[500] ?? 0;
}

/** Prints what something costs with few and with many. */
export function printCosts(
  few: Readonly<Record<string, number>>,
  many: Readonly<Record<string, number>>,
  count: string,
): void {
  for (const [what, time] of Object.entries(few)) {
    const later = many[what] ?? 0;
    const [atFew, atMany] = [Math.round(time), Math.round(later)];
    const factor = (later / time).toFixed(2);
    process.stdout.write(
      `${what}: ${atFew} µs at 1000, ${atMany} µs at ${count}: ${factor} times\n`,
    );
  }
}
