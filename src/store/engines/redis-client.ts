import { setTimeout as pause } from 'node:timers/promises';
import { createClient, defineScript } from '@redis/client';
import type { Random } from '../../ports/random.ts';
import { Problems } from '../../problems.ts';

/** Milliseconds. */
const connectTimeout = 3000;
const openTimeout = 5000;
const pulse = 1000;
const longestSilence = 3000;
const longestReconnectPause = 500;
const closeTimeout = 1000;

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

/**
 * A client that is connected. While the server is away every call fails at once, and the client goes on trying by itself. Rejects with
 * `Problems` where the first connection fails.
 */
export async function redisClient({
  url,
  chance,
}: {
  readonly url: string;
  readonly chance: Random;
}) {
  // At first a failure is final, and the operator reads of it; later it is an outage.
  let pauseAfter: (attempts: number) => number | false = () => false;
  let lastError: unknown;
  const client = createClient({
    url,
    scripts,
    disableOfflineQueue: true,
    socket: {
      connectTimeout,
      socketTimeout: 2 * longestSilence,
      reconnectStrategy: (attempts) => pauseAfter(attempts),
    },
  });
  client.on('error', (error) => {
    lastError = error;
  });
  const connecting = client.connect().then(
    () => true,
    () => false,
  );
  const inTime = await Promise.race([connecting, pause(openTimeout, false, { ref: false })]);
  if (!inTime) {
    if (client.isOpen) client.destroy();
    throw new Problems([{ place: 'settings', field: 'STORE_URL', reason: reasonOf(lastError) }]);
  }
  pauseAfter = (attempts) => Math.min(20 * 2 ** attempts, longestReconnectPause) * (0.5 + chance());

  /** A connection that is open but silent would keep every call waiting: it is given up, and a new one made. */
  let asking = false;
  async function listen(): Promise<void> {
    if (asking || !client.isReady) return;
    asking = true;
    // An error is an answer too.
    const answer = client.ping().then(
      () => true,
      () => true,
    );
    const answered = await Promise.race([answer, pause(longestSilence, false, { ref: false })]);
    asking = false;
    if (answered || !client.isReady) return;
    client.destroy();
    client.connect().catch(() => {});
  }
  const timer = setInterval(() => void listen(), pulse).unref();

  async function close(): Promise<void> {
    clearInterval(timer);
    if (client.isReady) {
      // What is on its way may arrive, but not for long.
      const closing = client.close().catch(() => {});
      await Promise.race([closing, pause(closeTimeout, undefined, { ref: false })]);
    } else if (client.isOpen) client.destroy();
  }

  return { client, close };
}

/** Where Redis may forget what it acknowledged. A server that does not let us look is taken at its word. */
export async function doubts(client: {
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
