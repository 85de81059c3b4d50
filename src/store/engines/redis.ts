import { setTimeout as pause } from 'node:timers/promises';
import KeyvRedis, { createClient } from '@keyv/redis';
import { defineScript } from '@redis/client';
import type { Chance } from '../../ports.ts';
import { Problems } from '../../problems.ts';
import { type Change, type Engine, textKeyv } from '../engine.ts';
import { inTurn } from '../in-turn.ts';
import { batchSize } from './prefix.ts';

/** Milliseconds. */
const connectTimeout = 3000;
const openTimeout = 5000;
const pulse = 1000;
const longestSilence = 3000;
const longestContest = 5000;
const longestReconnectPause = 500;

/**
 * Writes all changes if what was read is still so, as one step: 1 if it did. `KEYS` are those read and then those changed. `ARGV`
 * begins with how many were read, goes on with what was read of each (`=` and the text, or nothing), and ends with the new text of
 * each (the same way) and the milliseconds to keep it, or nothing.
 */
const compareAndSet = `
local read = tonumber(ARGV[1])
for i = 1, read do
  local text = redis.call('GET', KEYS[i])
  if (text and '=' .. text or '') ~= ARGV[1 + i] then return 0 end
end
for i = read + 1, #KEYS do
  local text, keep = ARGV[2 * i - read], ARGV[2 * i - read + 1]
  if text == '' then redis.call('UNLINK', KEYS[i])
  elseif keep == '' then redis.call('SET', KEYS[i], string.sub(text, 2))
  else redis.call('SET', KEYS[i], string.sub(text, 2), 'PX', keep) end
end
return 1`;

const scripts = {
  compareAndSet: defineScript({
    SCRIPT: compareAndSet,
    parseCommand: (parser, keys: readonly string[], values: readonly string[]) => {
      parser.pushKeysLength([...keys]);
      parser.push(...values);
    },
    transformReply: (reply: unknown) => reply === 1,
  }),
};

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
  readonly chance: Chance;
}): Promise<Engine> {
  let opened = false;
  const client = createClient({
    url,
    scripts,
    disableOfflineQueue: true,
    socket: {
      connectTimeout,
      socketTimeout: 2 * longestSilence,
      reconnectStrategy: (attempts) =>
        opened && Math.min(20 * 2 ** attempts, longestReconnectPause) * (0.5 + chance()),
    },
  });
  let lastError: unknown;
  // Whoever asks meanwhile is told; the client goes on trying by itself.
  client.on('error', (error) => {
    lastError = error;
  });
  await connected();
  const warnings = await doubts(client);
  const stopWatching = watch();
  const adapter = new KeyvRedis(client as never, { throwOnErrors: true });
  adapter.on('error', () => {});
  const inner = `${prefix}${adapter.keyPrefixSeparator}`;
  const turns = inTurn();

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

    close: async () => {
      stopWatching();
      if (!client.isOpen) return;
      if (client.isReady) await client.close();
      else client.destroy();
    },
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

  async function connected(): Promise<void> {
    const connecting = client.connect().then(
      () => true,
      () => false,
    );
    const inTime = await Promise.race([connecting, pause(openTimeout, false, { ref: false })]);
    if (inTime) {
      opened = true;
      return;
    }
    if (client.isOpen) client.destroy();
    throw new Problems([{ place: 'settings', field: 'STORE_URL', reason: reasonOf(lastError) }]);
  }

  /** A connection that is open but silent would keep every call waiting: it is given up, and a new one made. */
  function watch(): () => void {
    let asking = false;
    const timer = setInterval(async () => {
      if (asking || !client.isReady) return;
      asking = true;
      const answered = await Promise.race([
        client.ping().then(
          () => true,
          () => true,
        ),
        pause(longestSilence, false, { ref: false }),
      ]);
      asking = false;
      if (answered || !client.isReady) return;
      client.destroy();
      client.connect().catch(() => {});
    }, pulse).unref();
    return () => clearInterval(timer);
  }
}

/** Where Redis may forget what it acknowledged. A server that does not let us look is taken at its word. */
async function doubts(client: {
  readonly info: (section: string) => Promise<string>;
}): Promise<string[]> {
  const info = (section: string) => client.info(section).catch(() => '');
  const [persistence, memory] = [await info('persistence'), await info('memory')];
  return [
    ...(/^aof_enabled:0/m.test(persistence)
      ? ['Redis forgets the last minutes when it stops: set appendonly yes (see docs/deploy.md)']
      : []),
    ...(/^maxmemory_policy:(?!noeviction)/m.test(memory)
      ? ['Redis throws data away when memory is short: set maxmemory-policy noeviction']
      : []),
  ];
}

function reasonOf(error: unknown): string {
  const { message = 'it does not answer' } = (error ?? {}) as { message?: string };
  if (/WRONGPASS|NOAUTH|NOPERM/.test(message)) {
    return 'Redis refuses the user or the password; check both, and start again';
  }
  return `Redis cannot be reached (${message}); check the address and that the server runs, then start again`;
}
