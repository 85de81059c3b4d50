import { setTimeout as pause } from 'node:timers/promises';
import KeyvRedis from '@keyv/redis';
import type { Random } from '../../ports/random.ts';
import { type Change, type Engine, textKeyv } from '../engine.ts';
import { keyedMutex } from '../keyed-mutex.ts';
import { batchSize } from './prefix.ts';
import { durabilityWarnings, redisClient } from './redis-client.ts';

/** How long an update is retried while other processes change the same keys, in milliseconds. */
const updateTimeout = 5000;

/** Keys that Redis looks at in one step of a search for few of them. */
const scanCount = 1000;

const encodeText = (text: string | null | undefined): string => (text == null ? '' : `=${text}`);
const globCharacters = /[*?[\]\\]/g;

/**
 * Keeps everything in a Redis database under `prefix`. Any number of processes may share it; not
 * for clusters.
 */
export async function redisEngine({
  url,
  prefix,
  random,
}: {
  readonly url: string;
  readonly prefix: string;
  readonly random: Random;
}): Promise<Engine> {
  const { client, check, reconnect, close } = await redisClient({ url, random });
  const warnings = await durabilityWarnings(client);
  const adapter = new KeyvRedis(client as never, { throwOnErrors: true });
  adapter.on('error', () => {});
  const keyPrefix = `${prefix}${adapter.keyPrefixSeparator}`;
  const mutex = keyedMutex();

  return {
    warnings,
    keyv: textKeyv(adapter, prefix),

    update: (keys, decide) =>
      mutex(keys, async () => {
        const names = keys.map((key) => keyPrefix + key);
        const deadline = performance.now() + updateTimeout;
        for (let attempt = 1; ; attempt += 1) {
          const texts = keys.length === 0 ? [] : await client.mGet(names);
          const changes = decide(texts.map((text) => text ?? undefined));
          if (await write(names, texts, changes)) return;
          if (performance.now() > deadline)
            throw new Error('too many concurrent writes to the same keys');
          await pause(Math.min(2 ** attempt, 50) * random());
        }
      }),

    batches: async function* (wanted) {
      const pattern = `${(keyPrefix + wanted).replace(globCharacters, '\\$&')}*`;
      let cursor = '0';
      do {
        const found = await client.scan(cursor, { MATCH: pattern, COUNT: batchSize });
        cursor = String(found.cursor);
        const texts = found.keys.length === 0 ? [] : await client.mGet(found.keys);
        yield found.keys.flatMap((key, index) => {
          const text = texts[index];
          return text == null ? [] : [{ key: key.slice(keyPrefix.length), text }];
        });
      } while (cursor !== '0');
    },

    workspaceKeys: async function* (workspace) {
      const theirs = new RegExp(`^[a-z-]+:${workspace}/`);
      const pattern = `${keyPrefix.replace(globCharacters, '\\$&')}*:${workspace}/*`;
      let cursor = '0';
      do {
        const found = await client.scan(cursor, { MATCH: pattern, COUNT: scanCount });
        cursor = String(found.cursor);
        yield found.keys
          .map((key) => key.slice(keyPrefix.length))
          .filter((key) => theirs.test(key));
      } while (cursor !== '0');
    },

    // Redis expires keys by itself.
    sweep: async () => {},

    time: async () => {
      const [seconds, microseconds] = await client.time();
      return Number(seconds) * 1000 + Number(microseconds) / 1000;
    },

    size: () => client.dbSize(),

    check,

    close,
  };

  async function write(
    read: readonly string[],
    before: readonly (string | null)[],
    changes: readonly Change[],
  ): Promise<boolean> {
    if (changes.length === 0) return true;
    try {
      return await client.compareAndSet(
        [...read, ...changes.map(({ key }) => keyPrefix + key)],
        [
          String(read.length),
          ...before.map(encodeText),
          ...changes.flatMap(({ text, keep }) => [
            encodeText(text),
            keep === undefined ? '' : String(Math.ceil(keep)),
          ]),
        ],
      );
    } catch (error) {
      if (String(error).includes('READONLY')) reconnect();
      throw error;
    }
  }
}
