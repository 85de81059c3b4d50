import type { Fields } from './slack-context.ts';

/** What Slack says no with: `{ok: false, error, …}`. Thrown by methods, caught at the one entry. */
type Refusal = {
  readonly error: string;
  /** More for the log, in words. */
  readonly words: string;
  /** More for the app, such as `needed` and `provided`. */
  readonly fields: Fields;
};

type RefusalError = Error & { readonly refusal: Refusal };

export function refusal(error: string, words = '', fields: Fields = {}): RefusalError {
  return Object.assign(new Error(error), { refusal: { error, words, fields } });
}

export function isRefusal(error: unknown): error is RefusalError {
  return error instanceof Error && 'refusal' in error;
}

/** `invalid_arguments` and its like, with the reasons where Slack puts them. */
export function refusalWithReasons(error: string, reasons: readonly string[]): RefusalError {
  const bare = reasons.map((reason) => reason.replace(/^\[ERROR\] /, ''));
  return refusal(error, bare.join('; '), {
    ...(error === 'invalid_blocks' && { errors: bare }),
    response_metadata: { messages: bare.map((reason) => `[ERROR] ${reason}`) },
  });
}
