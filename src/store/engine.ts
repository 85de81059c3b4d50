import { Keyv, type KeyvStoreAdapter } from 'keyv';

/** One line of an engine: a key, and the text that is kept under it. */
export type Line = { readonly key: string; readonly text: string };

/** What happens to one key: another text, or none. The engine may forget it by itself after `keep` milliseconds. */
export type Change = {
  readonly key: string;
  readonly text: string | undefined;
  readonly keep?: number | undefined;
};

/** What a place to keep texts must be able to do. Everything rejects when the engine can't be reached or refuses. */
export type Engine = {
  /** Plain reads and writes. */
  readonly keyv: Keyv<string>;
  /**
   * Reads `keys`, asks `decide`, and makes its changes, as one step and all or nothing, whoever else writes meanwhile. `decide` may be
   * asked more than once; each key is changed at most once.
   */
  readonly update: (
    keys: readonly string[],
    decide: (texts: readonly (string | undefined)[]) => readonly Change[],
  ) => Promise<void>;
  /** Everything whose key begins with `prefix`, a batch at a time. */
  readonly batches: (prefix: string) => AsyncIterable<readonly Line[]>;
  /** Throws away what ended before this time, where the engine doesn't do so by itself. */
  readonly sweep: (before: number) => Promise<void>;
  /** About how many lines there are. */
  readonly size: () => Promise<number>;
  /** What is wrong inside, where an engine can look for it. */
  readonly damages?: () => Promise<readonly string[]>;
  /** What an operator should know about how safe the data is here. */
  readonly warnings?: readonly string[];
  readonly close: () => Promise<void>;
};

/**
 * Keyv over an adapter, for texts as they are. Keyv's own expiry goes by the system's time, so it is not used; and without
 * `throwOnErrors` a write that failed would look like one that did not.
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
  // What failed is thrown to whoever asked; an error event that nobody hears would end the process.
  keyv.on('error', () => {});
  return keyv;
}
