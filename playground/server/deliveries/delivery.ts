import type { Fields } from '../slack-context.ts';

/** One thing that Slack sends to the app; `type` is what a socket calls it. */
export type Parcel = {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Fields;
  readonly retry?: { readonly attempt: number; readonly reason: RetryReason };
};

/** Why an event is sent again. */
type RetryReason =
  | 'http_timeout'
  | 'connection_failed'
  | 'http_error'
  | 'too_many_redirects'
  | 'unknown_error';

export type Reply =
  | { readonly ok: true; readonly body: unknown }
  | {
      readonly ok: false;
      readonly reason: RetryReason;
      readonly words: string;
      readonly status?: number;
      /** The app asked not to be sent this event again. */
      readonly noRetry?: boolean;
    };

/** Takes a parcel to the app and brings its answer, however long it takes. Never throws. */
export type Transport = (parcel: Parcel, signal: AbortSignal) => Promise<Reply>;

export const lateReply: Reply = {
  ok: false,
  reason: 'http_timeout',
  words: 'the app did not acknowledge within 3 seconds',
};

/** The object when it is a JSON object, else the text itself: plain `42` is something to say, not a number. */
export function parsedBody(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : text;
  } catch {
    return text;
  }
}
