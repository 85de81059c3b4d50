import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { type Random, systemRandom } from '../ports/random.ts';
import {
  BrokenRecord,
  type Decision,
  type Key,
  type Store,
  StoreUnavailable,
  type Values,
  type Write,
} from '../ports/store.ts';
import type { Change, Engine } from './engine.ts';
import { entryText, parseEntry } from './entry.ts';
import { healthMonitor } from './health-monitor.ts';
import { locks } from './locks.ts';

export type StoreTools = {
  readonly clock: Clock;
  readonly log: Log;
  readonly chance?: Random | undefined;
};

/** An engine keeps what has ended this many milliseconds longer: our clock says when it ends, and an engine's may be ahead of it. */
export const closeTimeout = 3_600_000;

/** Milliseconds between two rounds in which what has ended is thrown away. */
const sweepInterval = 600_000;

/** A workspace's id, a slash, and the rest; no control characters, and short enough for every engine. */
const namePattern = /^[^\p{Cc}/]+\/[^\p{Cc}]{1,250}$/u;
const namespacePattern = /^[a-z]+(-[a-z]+)*$/;

/** The store that keeps everything in this engine. */
export function engineStore(
  engine: Engine,
  { clock, log, chance = systemRandom }: StoreTools,
): Store {
  const { answered, failed, ready, stop } = healthMonitor({ ask: () => asking(look), log });
  const sweeper = setInterval(
    () => void asking(() => engine.sweep(clock.now() - closeTimeout)).catch(() => {}),
    sweepInterval,
  ).unref();
  let closed = false;

  async function asking<Result>(ask: () => Promise<Result>): Promise<Result> {
    try {
      if (closed) throw new Error('the store was closed');
      const result = await ask();
      answered();
      return result;
    } catch (error) {
      failed(error);
      throw new StoreUnavailable(error);
    }
  }

  function look(): Promise<unknown> {
    return engine.keyv.get('store:_/version');
  }

  /** The value of a text that has not ended; `'broken'` where it does not fit. */
  function read<Value>(
    { namespace, name, schema }: Key<Value>,
    text: string | undefined,
  ): { readonly value: Value | undefined } | 'broken' {
    if (text === undefined) return { value: undefined };
    const entry = parseEntry(text);
    if (entry?.ends !== undefined && entry.ends <= clock.now()) return { value: undefined };
    const parsed = entry && schema.safeParse(entry.value);
    if (parsed?.success) return { value: parsed.data };
    log.error({ namespace, name }, 'a record is broken; it was left as it is');
    return 'broken';
  }

  function wholeValueOf<Value>(key: Key<Value>, text: string | undefined): Value | undefined {
    const found = read(key, text);
    return found === 'broken' ? undefined : found.value;
  }

  function changeOf({ key, value, ttl }: Write): Change {
    const line = lineOf(key);
    if (value === undefined) return { key: line, text: undefined };
    if (ttl === undefined) return { key: line, text: entryText({ value }) };
    return {
      key: line,
      text: entryText({ value, ends: clock.now() + ttl }),
      keep: Math.ceil(ttl) + closeTimeout,
    };
  }

  /** Of several writes to one key the last counts. */
  const changesOf = (writes: readonly Write[]): Change[] => [
    ...new Map(writes.map((write) => [lineOf(write.key), changeOf(write)])).values(),
  ];

  async function update<const Keys extends readonly Key<unknown>[], Result>(
    keys: Keys,
    decide: (...values: Values<Keys>) => Decision<Result>,
  ): Promise<Result> {
    const lines = keys.map(lineOf);
    let outcome: { readonly result: Result } | { readonly error: unknown } | undefined;
    await asking(() =>
      engine.update(lines, (texts) => {
        // What `decide` throws is the caller's own; it must not look like an outage, and nothing is written.
        try {
          const values = keys.map((key, place) => {
            const found = read(key, texts[place]);
            if (found === 'broken') throw new BrokenRecord(key.namespace, key.name);
            return found.value;
          });
          const { writes, result } = decide(...(values as unknown as Values<Keys>));
          const changes = changesOf(writes);
          outcome = { result };
          return changes;
        } catch (error) {
          outcome = { error };
          return [];
        }
      }),
    );
    if (outcome === undefined) throw new Error('an update was not decided');
    if ('error' in outcome) throw outcome.error;
    return outcome.result;
  }

  return {
    get: async (key) => {
      const line = lineOf(key);
      return wholeValueOf(key, await asking(() => engine.keyv.get(line)));
    },

    getMany: async (keys) => {
      if (keys.length === 0) return [];
      const lines = keys.map(lineOf);
      const texts = await asking(() => engine.keyv.getMany<string>(lines));
      return keys.map((key, place) => wholeValueOf(key, texts[place]));
    },

    setMany: async (writes) => {
      const changes = changesOf(writes);
      if (changes.length === 0) return;
      const lines = changes.flatMap(({ key, text, keep }) =>
        text === undefined ? [] : [{ key, value: text, ...(keep ? { ttl: keep } : {}) }],
      );
      await asking(async () => {
        if (lines.length === changes.length) await engine.keyv.setMany(lines);
        else await engine.update([], () => changes);
      });
    },

    update,

    ...locks({ update }, { clock, chance }),

    forEach: async ({ namespace, prefix, schema }, visit) => {
      const start = `${namespaceOf(namespace)}:`;
      const batches = engine.batches(`${start}${prefix}`)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const batch = await asking(() => batches.next());
          if (batch.done) return;
          for (const { key, text } of batch.value) {
            const name = key.slice(start.length);
            const value = wholeValueOf({ namespace, name, schema }, text);
            if (value !== undefined) await visit({ name, value });
          }
        }
      } finally {
        await batches.return?.();
      }
    },

    ready,

    close: async () => {
      if (closed) return;
      closed = true;
      stop();
      clearInterval(sweeper);
      await engine.close();
    },
  };
}

/** The key of an engine under which a record is kept. */
function lineOf({ namespace, name }: Key<unknown>): string {
  if (!namePattern.test(name)) {
    throw new TypeError('the name of a record is a workspace’s id, a slash, and at most 250 more');
  }
  return `${namespaceOf(namespace)}:${name}`;
}

function namespaceOf(namespace: string): string {
  if (!namespacePattern.test(namespace))
    throw new TypeError('a namespace’s name is letters and hyphens');
  return namespace;
}
