import type { JsonObject } from '../json-object.ts';

/** A request from Slack to the app; `type` is the envelope's type in Socket Mode. */
export type Delivery = {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: JsonObject;
  readonly retry?: { readonly attempt: number; readonly reason: RetryReason };
};

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
      /** An explanation for the log. */
      readonly detail: string;
      readonly status?: number;
      /** The app sent `x-slack-no-retry`. */
      readonly noRetry?: boolean;
    };

/** Sends a delivery to the app and resolves to its reply, however late. Never rejects. */
export type Transport = (delivery: Delivery, signal: AbortSignal) => Promise<Reply>;
