import type { Clock } from '../ports/clock.ts';
import type { Engine, Line } from './engine.ts';
import { retention } from './engine-store.ts';
import { endOf } from './entry.ts';

export type Copied = {
  readonly copied: number;
  /** Keys whose texts differ afterwards. */
  readonly different: readonly string[];
};

type Sides = { readonly from: Engine; readonly to: Engine; readonly clock: Clock };

/** Whether an engine holds no data. */
export async function isEmpty({ batches }: Engine): Promise<boolean> {
  for await (const batch of batches('')) if (batch.length > 0) return false;
  return true;
}

/** The number of lines that have not expired. */
export async function countEntries({ batches }: Engine, clock: Clock): Promise<number> {
  const now = clock.now();
  let count = 0;
  for await (const batch of batches('')) count += aliveAt(now, batch).length;
  return count;
}

const aliveAt = (now: number, lines: readonly Line[]): readonly Line[] =>
  lines.filter(({ text }) => (endOf(text) ?? Infinity) > now);

/**
 * Copies everything that has not expired into an empty engine, then compares every key. A write to
 * either side in the meantime shows as a difference. `progress` receives the number of lines
 * copied or compared.
 */
export async function copyEverything(
  { from, to, clock }: Sides,
  progress: (lines: number) => void,
): Promise<Copied> {
  const now = clock.now();
  let copied = 0;
  for await (const batch of from.batches('')) {
    const lines = aliveAt(now, batch);
    if (lines.length > 0) {
      await to.keyv.setMany(
        lines.map(({ key, text }) => {
          const end = endOf(text);
          return {
            key,
            value: text,
            ...(end === undefined ? {} : { ttl: end - now + retention }),
          };
        }),
      );
    }
    copied += lines.length;
    progress(batch.length);
  }

  const different: string[] = [];
  for await (const batch of from.batches('')) {
    const lines = aliveAt(now, batch);
    const texts =
      lines.length === 0 ? [] : await to.keyv.getMany<string>(lines.map(({ key }) => key));
    lines.forEach(({ key, text }, place) => {
      if (texts[place] !== text) different.push(key);
    });
    progress(batch.length);
  }
  for await (const batch of to.batches('')) {
    const texts =
      batch.length === 0 ? [] : await from.keyv.getMany<string>(batch.map(({ key }) => key));
    batch.forEach(({ key }, place) => {
      if (texts[place] === undefined) different.push(key);
    });
  }
  return { copied, different };
}
