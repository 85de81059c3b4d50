import { setTimeout as pause } from 'node:timers/promises';
import { createClient, defineScript } from '@redis/client';
import type { Random } from '../../ports/random.ts';
import { Problems } from '../../problems.ts';

// All in milliseconds.
const connectTimeout = 3000;
const openTimeout = 5000;
const pingInterval = 1000;
const pingTimeout = 3000;
const maxReconnectDelay = 500;
const closeTimeout = 1000;

/**
 * Makes all changes in one step if what was read is unchanged, and returns 1 if so. `KEYS` are the
 * keys read, then the keys changed. `ARGV` is the number of keys read; for each of them its text
 * (`=` and the text, or nothing); and for each change its new text (the same way) and the
 * milliseconds to keep it, or nothing.
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
 * A connected client. While the server is away every call fails at once, and the client reconnects
 * by itself. Rejects with `Problems` if the first connection fails.
 */
export async function redisClient({
  url,
  random,
}: {
  readonly url: string;
  readonly random: Random;
}) {
  // A failure of the first connection is final and reported to the operator; a later one is an
  // outage.
  let reconnectDelay: (attempts: number) => number | false = () => false;
  let lastError: unknown;
  const client = createClient({
    url,
    scripts,
    disableOfflineQueue: true,
    socket: {
      connectTimeout,
      socketTimeout: 2 * pingTimeout,
      reconnectStrategy: (attempts) => reconnectDelay(attempts),
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
  reconnectDelay = (attempts) => Math.min(20 * 2 ** attempts, maxReconnectDelay) * (0.5 + random());

  /** Replaces a connection that is open but silent, because it would keep every call waiting. */
  let isPinging = false;
  async function ping(): Promise<void> {
    if (isPinging || !client.isReady) return;
    isPinging = true;
    // An error counts as an answer.
    const answer = client.ping().then(
      () => true,
      () => true,
    );
    const answered = await Promise.race([answer, pause(pingTimeout, false, { ref: false })]);
    isPinging = false;
    if (!answered) reconnect();
  }

  function reconnect(): void {
    if (!client.isReady) return;
    client.destroy();
    client.connect().catch(() => {});
  }

  /** Leaves a server that has become a replica; after a failover the address leads elsewhere. */
  async function check(): Promise<void> {
    // Without the right to ask, a refused write tells.
    const info = await client.info('replication').catch(() => '');
    if (!/^role:slave/m.test(info)) return;
    reconnect();
    throw new Error('Redis is a read-only replica; connecting again to find the primary server');
  }
  const timer = setInterval(() => void ping(), pingInterval).unref();

  async function close(): Promise<void> {
    clearInterval(timer);
    if (client.isReady) {
      // Lets calls in flight finish, but not for long.
      const closing = client.close().catch(() => {});
      await Promise.race([closing, pause(closeTimeout, undefined, { ref: false })]);
    } else if (client.isOpen) client.destroy();
  }

  return { client, check, reconnect, close };
}

/**
 * Warns about settings under which Redis may lose acknowledged writes, if the server lets us read
 * them.
 */
export async function durabilityWarnings(client: {
  readonly info: (section: string) => Promise<string>;
}): Promise<string[]> {
  const info = (section: string) => client.info(section).catch(() => '');
  const [persistence, memory] = [await info('persistence'), await info('memory')];
  return [
    ...(/^aof_enabled:0/m.test(persistence)
      ? ['Redis loses the last minutes when it stops: set appendonly yes (see docs/deploy.md)']
      : []),
    ...(/^maxmemory_policy:(?!noeviction)/m.test(memory)
      ? ['Redis evicts data when memory is short: set maxmemory-policy noeviction']
      : []),
  ];
}

function reasonOf(error: unknown): string {
  const { message = 'it does not answer' } = (error ?? {}) as { message?: string };
  if (/WRONGPASS|NOAUTH|NOPERM/.test(message)) {
    return 'Redis refuses the user or the password; check both, and start again';
  }
  return (
    `Redis cannot be reached (${message});` +
    ' check the address and that the server is running, then start again'
  );
}
