import { z } from 'zod';

/** Groups the records of one concern, such as `shoutouts`. Lower-case letters and hyphens. */
export type Namespace = string;

/** The name and the schema of one record. */
export type Key<Value> = {
  readonly namespace: Namespace;
  /**
   * Begins with the workspace's id and a slash, or with `_/` for a record that belongs to all
   * workspaces.
   */
  readonly name: string;
  readonly schema: z.ZodType<Value>;
  /**
   * The longest `ttl` that this record gets, in milliseconds. One that would live longer was
   * written while a clock was wrong and counts as expired.
   */
  readonly maxTtl?: number;
};

/**
 * Sets one record, which expires after `ttl` milliseconds if given; or removes it, if `value` is
 * undefined.
 */
export type Write = {
  readonly key: Key<unknown>;
  readonly value: unknown;
  readonly ttl?: number | undefined;
};

export function put<Value>(key: Key<Value>, value: Value, ttl?: number): Write {
  return { key, value, ttl };
}

export function remove<Value>(key: Key<Value>): Write {
  return { key, value: undefined };
}

const claimSchema = z.boolean();

/** The record of a claim, for an update that claims something with what else it writes. */
export const claimKey = (name: string, maxTtl: number): Key<boolean> => ({
  namespace: 'claims',
  name,
  schema: claimSchema,
  maxTtl,
});

/** The values that `update` reads for these keys. */
export type Values<Keys extends readonly Key<unknown>[]> = {
  readonly [Index in keyof Keys]: Keys[Index] extends Key<infer Value> ? Value | undefined : never;
};

/** The result of `decide`: the writes to make, and the value for the caller. */
export type Decision<Result> = { readonly writes: readonly Write[]; readonly result: Result };

/**
 * Keeps all data. Every call rejects with `StoreUnavailable` if the engine can't be reached.
 * Acknowledged writes are durable, and no write is ever half done.
 */
export type Store = {
  /**
   * `undefined` for a missing record, and for one that doesn't fit its schema, which is logged and
   * left unchanged.
   */
  readonly get: <Value>(key: Key<Value>) => Promise<Value | undefined>;
  readonly getMany: <Value>(keys: readonly Key<Value>[]) => Promise<(Value | undefined)[]>;
  /** Makes all writes or none. The last of several writes to one key counts. */
  readonly setMany: (writes: readonly Write[]) => Promise<void>;
  /**
   * Reads, decides and writes in one atomic step. `decide` is pure, may run more than once, and may
   * write keys that it did not read. Rejects, with nothing written, with `BrokenRecord` if a value
   * does not fit its schema, and with whatever `decide` throws.
   */
  readonly update: <const Keys extends readonly Key<unknown>[], Result>(
    keys: Keys,
    decide: (...values: Values<Keys>) => Decision<Result>,
  ) => Promise<Result>;
  /** True for the first caller within `ttl` milliseconds. The name begins like a key's. */
  readonly claim: (name: string, ttl: number) => Promise<boolean>;
  /** Ends a claim early, so that the next caller gets it. */
  readonly release: (name: string) => Promise<void>;
  /**
   * Runs `task` under an exclusive lock. The lock expires if its holder dies; `held` tells a long
   * task whether it still has it. Rejects with `LockTimeout` after waiting `lockTimeout`
   * milliseconds.
   */
  readonly withLock: <Result>(
    name: string,
    task: (lock: { readonly held: () => boolean }) => Promise<Result>,
    lockTimeout?: number,
  ) => Promise<Result>;
  /**
   * Visits every record of a namespace whose name begins with `prefix`, one at a time, in constant
   * memory and no particular order. On Redis a record may be visited twice while most of the others
   * are being removed.
   */
  readonly forEach: <Value>(
    records: {
      readonly namespace: Namespace;
      readonly prefix: string;
      readonly schema: z.ZodType<Value>;
    },
    visit: (record: { readonly name: string; readonly value: Value }) => Promise<void> | void,
  ) => Promise<void>;
  /**
   * Removes every record of a workspace, whatever its namespace, except these; also those that don't
   * fit their schema. Stops when `mayContinue` says so. True when nothing else is left; until then it
   * can be called again.
   */
  readonly removeWorkspace: (
    workspace: string,
    options: { readonly except: readonly Key<unknown>[]; readonly mayContinue: () => boolean },
  ) => Promise<boolean>;
  /**
   * Call it when much was deleted for good: overwrites what the engine still keeps of it in unused
   * space, if it can do so in a moment.
   */
  readonly clearUnused: () => Promise<void>;
  /** The engine's own clock, in milliseconds since 1970; `undefined` if it has none. */
  readonly time: () => Promise<number | undefined>;
  /** Whether the engine answered the last call. */
  readonly ready: () => boolean;
  readonly close: () => Promise<void>;
};

/** For what only reads. */
export type Reads = Pick<Store, 'get' | 'getMany'>;

/** The engine can't be reached. Nothing that was acknowledged is lost; try again later. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('the store cannot be reached', { cause });
    this.name = 'StoreUnavailable';
  }
}

/** A record does not fit its schema and is left unchanged. */
export class BrokenRecord extends Error {
  constructor(namespace: Namespace, name: string) {
    super(`the record ${namespace} ${name} does not fit its schema; it was left unchanged`);
    this.name = 'BrokenRecord';
  }
}

export class LockTimeout extends Error {
  constructor(name: string) {
    super(`could not get the lock ${name} in time`);
    this.name = 'LockTimeout';
  }
}
