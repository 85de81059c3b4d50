import type { z } from 'zod';

/** A namespace of the store: what belongs to one concern, such as `shoutouts`. Letters and hyphens. */
export type Namespace = string;

/** Names one record, and says what it holds. */
export type Key<Value> = {
  readonly namespace: Namespace;
  /** Begins with the workspace's id and a slash; `_/` where a record belongs to all workspaces. */
  readonly name: string;
  readonly schema: z.ZodType<Value>;
};

/** What a change does to one record: it gets a value, which may end after `ttl` milliseconds, or goes. */
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

/** What `update` reads for these keys. */
export type Values<Keys extends readonly Key<unknown>[]> = {
  readonly [Place in keyof Keys]: Keys[Place] extends Key<infer Value> ? Value | undefined : never;
};

/** What `decide` makes of the values it was given: the writes, and what the caller gets. */
export type Decision<Result> = { readonly writes: readonly Write[]; readonly result: Result };

/**
 * Where people's words and promises are kept. Every call throws `StoreUnavailable` when the engine can't be reached; what was
 * acknowledged before is kept, and nothing is ever half written.
 */
export type Store = {
  /** `undefined` where there is none, or where what is there does not fit its schema: that is logged, and left as it is. */
  readonly get: <Value>(key: Key<Value>) => Promise<Value | undefined>;
  readonly getMany: <Value>(keys: readonly Key<Value>[]) => Promise<(Value | undefined)[]>;
  /** All or nothing; of several writes to one key the last counts. */
  readonly setMany: (writes: readonly Write[]) => Promise<void>;
  /**
   * Reads, decides and writes as one step, whoever else is at work: `decide` is pure and may run more than once. It may write
   * keys that it did not read. Rejects with `BrokenRecord` where a value that it would decide upon does not fit its schema, and
   * with what `decide` throws; nothing is written then.
   */
  readonly update: <const Keys extends readonly Key<unknown>[], Result>(
    keys: Keys,
    decide: (...values: Values<Keys>) => Decision<Result>,
  ) => Promise<Result>;
  /** True for the first who asks within `ttl` milliseconds. The name begins as a key's does. */
  readonly claim: (name: string, ttl: number) => Promise<boolean>;
  /** Gives a claim back before its time, so that the next who asks has it. */
  readonly release: (name: string) => Promise<void>;
  /**
   * Runs `task` while nobody else does under this name. The lock ends by itself when its holder dies; `held` tells a task that
   * takes long whether it still has it. Rejects with `LockTimeout` after `patience` milliseconds of waiting.
   */
  readonly withLock: <Result>(
    name: string,
    task: (lock: { readonly held: () => boolean }) => Promise<Result>,
    patience?: number,
  ) => Promise<Result>;
  /**
   * Every record of a workspace in a namespace whose name begins with `prefix`, one after the other, in constant memory and no particular
   * order. On Redis one may come twice while most of the others are being removed.
   */
  readonly forEach: <Value>(
    records: {
      readonly namespace: Namespace;
      readonly prefix: string;
      readonly schema: z.ZodType<Value>;
    },
    visit: (record: { readonly name: string; readonly value: Value }) => Promise<void> | void,
  ) => Promise<void>;
  /** Whether the engine answered when it was last asked. */
  readonly ready: () => boolean;
  readonly close: () => Promise<void>;
};

/** The engine behind the store can't be reached. Nothing that was acknowledged is lost; try again later. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('the store cannot be reached', { cause });
    this.name = 'StoreUnavailable';
  }
}

/** A record does not fit its schema, and is left as it is. */
export class BrokenRecord extends Error {
  constructor(namespace: Namespace, name: string) {
    super(`the record ${namespace} ${name} is broken; it was left as it is`);
    this.name = 'BrokenRecord';
  }
}

export class LockTimeout extends Error {
  constructor(name: string) {
    super(`somebody else is still at work under ${name}`);
    this.name = 'LockTimeout';
  }
}
