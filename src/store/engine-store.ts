import { type Clock, maxClockDifference } from '../ports/clock.ts';
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
import type { Change, Engine, UpdateOptions } from './engine.ts';
import { entryText, parseEntry } from './entry.ts';
import { healthMonitor } from './health-monitor.ts';
import { locks } from './locks.ts';

export type StoreDeps = {
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: Random | undefined;
};

/**
 * How long an engine keeps an expired value, in milliseconds. Our clock decides when it expires,
 * and the engine's clock may be ahead.
 */
export const retention = 3_600_000;

const sweepInterval = 600_000; // ms
const sweepsPerDay = 144;

/**
 * A workspace's id, a slash and the rest: no control characters, and short enough for every engine.
 */
const namePattern = /^[^\p{Cc}/]+\/\P{Cc}{1,250}$/u;
const namespacePattern = /^[a-z]+(-[a-z]+)*$/;

/** A store on this engine. */
export function engineStore(
  engine: Engine,
  { clock, log, random = systemRandom }: StoreDeps,
): Store {
  const { answered, failed, ready, stop } = healthMonitor({ probe: () => guarded(probe), log });
  const sweeper = setInterval(() => void sweep().catch(() => {}), sweepInterval).unref();
  let closed = false;
  let sweeps = 0;

  async function guarded<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      if (closed) throw new Error('the store was closed');
      const result = await call();
      answered();
      return result;
    } catch (error) {
      failed(error);
      throw new StoreUnavailable(error);
    }
  }

  /** Never by a clock that is wrong: what is deleted is gone. */
  async function sweep(): Promise<void> {
    if ((await clock.isRight?.()) === false) return;
    await guarded(() => engine.sweep(clock.now() - retention));
    if (sweeps % sweepsPerDay === 0) await clearUnused();
    sweeps += 1;
  }

  async function clearUnused(): Promise<void> {
    await guarded(async () => engine.clearUnused?.());
  }

  async function probe(): Promise<void> {
    await engine.check?.();
    await engine.keyv.get('store:_/version');
  }

  /** The value of a text unless it has expired; `'broken'` if it does not fit the schema. */
  function read<Value>(
    { namespace, name, schema, maxTtl = Number.POSITIVE_INFINITY }: Key<Value>,
    text: string | undefined,
  ): { readonly value: Value | undefined } | 'broken' {
    if (text === undefined) return { value: undefined };
    const entry = parseEntry(text);
    const left = (entry?.ends ?? Number.POSITIVE_INFINITY) - clock.now();
    const isVoid = entry?.ends !== undefined && left > maxTtl + maxClockDifference;
    if (left <= 0 || isVoid) return { value: undefined };
    const parsed = entry && schema.safeParse(entry.value);
    if (parsed?.success) return { value: parsed.data };
    log.error({ namespace, name }, 'record does not fit its schema; left unchanged');
    return 'broken';
  }

  function validValueOf<Value>(key: Key<Value>, text: string | undefined): Value | undefined {
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
      keep: Math.ceil(ttl) + retention,
    };
  }

  const changesOf = (writes: readonly Write[]): Change[] => [
    ...new Map(writes.map(changeOf).map((change) => [change.key, change])).values(),
  ];

  async function update<const Keys extends readonly Key<unknown>[], Result>(
    keys: Keys,
    decide: (...values: Values<Keys>) => Decision<Result>,
    options?: UpdateOptions,
  ): Promise<Result> {
    const lines = keys.map(lineOf);
    let outcome: { readonly result: Result } | { readonly error: unknown } | undefined;
    await guarded(() =>
      engine.update(
        lines,
        (texts) => {
          // An error thrown by `decide` is the caller's, not an outage. Nothing is written then.
          try {
            const values = keys.map((key, index) => {
              const found = read(key, texts[index]);
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
        },
        options,
      ),
    );
    if (outcome === undefined) throw new Error('the engine did not call decide');
    if ('error' in outcome) throw outcome.error;
    return outcome.result;
  }

  return {
    get: async (key) => {
      const line = lineOf(key);
      return validValueOf(key, await guarded(() => engine.keyv.get(line)));
    },

    getMany: async (keys) => {
      if (keys.length === 0) return [];
      const lines = keys.map(lineOf);
      const texts = await guarded(() => engine.keyv.getMany<string>(lines));
      return keys.map((key, index) => validValueOf(key, texts[index]));
    },

    setMany: async (writes) => {
      const changes = changesOf(writes);
      if (changes.length === 0) return;
      const lines = changes.flatMap(({ key, text, keep }) =>
        text === undefined ? [] : [{ key, value: text, ...(keep ? { ttl: keep } : {}) }],
      );
      await guarded(async () => {
        if (lines.length === changes.length) await engine.keyv.setMany(lines);
        else await engine.update([], () => changes);
      });
    },

    update: (keys, decide) => update(keys, decide),

    ...locks({ update }, { clock, random }),

    forEach: async ({ namespace, prefix, schema }, visit) => {
      const start = `${namespaceOf(namespace)}:`;
      const batches = engine.batches(`${start}${prefix}`)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const batch = await guarded(() => batches.next());
          if (batch.done) return;
          for (const { key, text } of batch.value) {
            const name = key.slice(start.length);
            const value = validValueOf({ namespace, name, schema }, text);
            if (value !== undefined) await visit({ name, value });
          }
          // SQLite and memory answer at once, and would keep everything else waiting.
          await new Promise((resolve) => setImmediate(resolve));
        }
      } finally {
        await batches.return?.();
      }
    },

    removeWorkspace: async (workspace, { except, mayContinue }) => {
      const kept = new Set(except.map(lineOf));
      const batches = engine.workspaceKeys(workspace)[Symbol.asyncIterator]();
      try {
        while (mayContinue()) {
          const batch = await guarded(() => batches.next());
          if (batch.done) return true;
          const gone = batch.value.filter((key) => !kept.has(key));
          const changes = gone.map((key) => ({ key, text: undefined }));
          if (changes.length > 0) await guarded(() => engine.update([], () => changes));
        }
        return false;
      } finally {
        await batches.return?.();
      }
    },

    clearUnused,

    time: async () => (engine.time ? guarded(engine.time) : undefined),

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

/** The engine's key of a record. */
function lineOf({ namespace, name }: Key<unknown>): string {
  if (!namePattern.test(name)) {
    throw new TypeError('a record’s name is a workspace id, a slash and up to 250 characters');
  }
  return `${namespaceOf(namespace)}:${name}`;
}

function namespaceOf(namespace: string): string {
  if (!namespacePattern.test(namespace))
    throw new TypeError('a namespace is lower-case letters and hyphens');
  return namespace;
}
