import { Keyv, type KeyvStoreAdapter } from 'keyv';

/** One entry of an engine: a key and its text. */
export type Line = { readonly key: string; readonly text: string };

/**
 * Sets or, if `text` is undefined, removes one key. The engine may drop it after `keep`
 * milliseconds.
 */
export type Change = {
  readonly key: string;
  readonly text: string | undefined;
  readonly keep?: number | undefined;
};

export type UpdateOptions = {
  /** When the power fails. The engine need not wait for the disk then. */
  readonly mayBeLost: boolean;
};

/** A key-value engine. Every call rejects if the engine can't be reached or refuses. */
export type Engine = {
  /** Plain reads and writes. */
  readonly keyv: Keyv<string>;
  /**
   * Reads `keys`, calls `decide` and makes its changes as one atomic step. `decide` may be called
   * more than once; it changes each key at most once.
   */
  readonly update: (
    keys: readonly string[],
    decide: (texts: readonly (string | undefined)[]) => readonly Change[],
    options?: UpdateOptions,
  ) => Promise<void>;
  /** All lines whose key begins with `prefix`, in batches. */
  readonly batches: (prefix: string) => AsyncIterable<readonly Line[]>;
  /** The keys of a workspace in all namespaces, in batches. What was read may be deleted meanwhile. */
  readonly workspaceKeys: (workspace: string) => AsyncIterable<readonly string[]>;
  /** Deletes lines that expired before this time, if the engine doesn't do so by itself. */
  readonly sweep: (before: number) => Promise<void>;
  /**
   * Overwrites the copies of deleted lines that the engine has left in unused space. Does nothing if
   * that would take longer than a moment.
   */
  readonly clearUnused?: () => Promise<void>;
  /** The approximate number of lines. */
  readonly size: () => Promise<number>;
  /** The engine's clock, in milliseconds since 1970, if it may be another machine's. */
  readonly time?: () => Promise<number>;
  /**
   * Rejects if the engine answers but can't be written any more, because its server has become a
   * replica or its file is gone. Then it has begun to connect or open anew.
   */
  readonly check?: () => Promise<void>;
  /** Descriptions of internal damage, if the engine can look for it. */
  readonly damages?: () => Promise<readonly string[]>;
  /** Warnings for the operator about how durable the data is. */
  readonly warnings?: readonly string[];
  readonly close: () => Promise<void>;
};

/**
 * Keyv over an adapter, for plain texts. Keyv's own expiry is not used, because it goes by the
 * system's time. Without `throwOnErrors` a failed write would look like a successful one.
 */
export function textKeyv(adapter: KeyvStoreAdapter, namespace = ''): Keyv<string> {
  const keyv = new Keyv<string>({
    store: adapter,
    namespace,
    useKeyPrefix: false,
    throwOnErrors: true,
    serialize: ({ value }) => value as string,
    deserialize: <Value>(text: string) => ({ value: text as Value }),
  });
  // Errors are thrown to the caller; an unhandled error event would end the process.
  keyv.on('error', () => {});
  return keyv;
}
