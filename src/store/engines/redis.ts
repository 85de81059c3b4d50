import { setTimeout as pause } from 'node:timers/promises';
import KeyvRedis from '@keyv/redis';
import type { Random } from '../../ports/random.ts';
import { type Change, type Engine, textKeyv } from '../engine.ts';
import { keyedMutex } from '../keyed-mutex.ts';
import { batchSize } from './prefix.ts';
import { doubts, redisClient } from './redis-client.ts';

/** How long others may be faster, in milliseconds. */
const longestContest = 5000;

const marked = (text: string | null | undefined): string => (text == null ? '' : `=${text}`);
const globSigns = /[*?[\]\\]/g;

/** Keeps everything in a Redis database under `prefix`. Any number of processes may share it; a cluster won't do. */
export async function redisEngine({
  url,
  prefix,
  chance,
}: {
  readonly url: string;
  readonly prefix: string;
  readonly chance: Random;
}): Promise<Engine> {
  const { client, close } = await redisClient({ url, chance });
  const warnings = await doubts(client);
  const adapter = new KeyvRedis(client as never, { throwOnErrors: true });
  adapter.on('error', () => {});
  const inner = `${prefix}${adapter.keyPrefixSeparator}`;
  const turns = keyedMutex();

  return {
    warnings,
    keyv: textKeyv(adapter, prefix),

    update: (keys, decide) =>
      turns(keys, async () => {
        const names = keys.map((key) => inner + key);
        const deadline = performance.now() + longestContest;
        for (let attempt = 1; ; attempt += 1) {
          const texts = keys.length === 0 ? [] : await client.mGet(names);
          const changes = decide(texts.map((text) => text ?? undefined));
          if (await write(names, texts, changes)) return;
          if (performance.now() > deadline) throw new Error('too many write the same at once');
          await pause(Math.min(2 ** attempt, 50) * chance());
        }
      }),

    batches: async function* (wanted) {
      const pattern = `${(inner + wanted).replace(globSigns, '\\$&')}*`;
      let cursor = '0';
      do {
        const found = await client.scan(cursor, { MATCH: pattern, COUNT: batchSize });
        cursor = String(found.cursor);
        const texts = found.keys.length === 0 ? [] : await client.mGet(found.keys);
        yield found.keys.flatMap((key, place) => {
          const text = texts[place];
          return text == null ? [] : [{ key: key.slice(inner.length), text }];
        });
      } while (cursor !== '0');
    },

    // Redis forgets by itself what was to be kept no longer.
    sweep: async () => {},

    size: () => client.dbSize(),

    close,
  };

  async function write(
    read: readonly string[],
    before: readonly (string | null)[],
    changes: readonly Change[],
  ): Promise<boolean> {
    if (changes.length === 0) return true;
    return client.compareAndSet(
      [...read, ...changes.map(({ key }) => inner + key)],
      [
        String(read.length),
        ...before.map(marked),
        ...changes.flatMap(({ text, keep }) => [
          marked(text),
          keep === undefined ? '' : String(Math.ceil(keep)),
        ]),
      ],
    );
  }
}
