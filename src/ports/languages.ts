/** A person or a channel, by the id. */
export type Reader = { readonly workspace: string; readonly id: string };

/**
 * Composes what a person, or everybody in a channel, is going to read, in their language. In a direct
 * message with the app, by its own id, nothing changes. `timeout`: milliseconds after which it is
 * the language that was known before, or the default.
 */
export type InLanguageOf = <Result>(
  reader: Reader,
  compose: () => Result | Promise<Result>,
  timeout?: number,
) => Promise<Result>;

/**
 * A language, and why somebody reads it: it was chosen, or Slack says so. `default`: what Slack says
 * isn't offered; `unknown`: Slack hasn't said it.
 */
export type ReadLanguage = {
  /** BCP 47. */
  readonly language: string;
  readonly from: 'choice' | 'slack' | 'default' | 'unknown';
};

/** The language of each person and channel. Only `choose`, `chosen` and `inKnownLanguageOf` reject. */
export type Languages = {
  readonly inLanguageOf: InLanguageOf;
  /** Waits for the language, and rejects while an outage hides it and nothing was known before. */
  readonly inKnownLanguageOf: <Result>(
    reader: Reader,
    compose: () => Result | Promise<Result>,
  ) => Promise<Result>;
  readonly of: (reader: Reader) => Promise<ReadLanguage>;
  /** As it was when it was found out last. */
  readonly remembered: (reader: Reader) => ReadLanguage;
  /** `undefined`: as in Slack again. */
  readonly choose: (reader: Reader, language: string | undefined) => Promise<void>;
  /** What was chosen, whether or not there still is that language. */
  readonly chosen: (reader: Reader) => Promise<string | undefined>;
  /**
   * Slack says that something of a person or a channel changed, and their locale unless it is to be
   * asked. Whether they now read another language than the one that was known.
   */
  readonly hear: (reader: Reader, locale: string | undefined) => boolean;
  readonly forget: (reader: Reader) => void;
};
