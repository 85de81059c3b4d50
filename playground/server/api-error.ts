import type { JsonObject } from './json-object.ts';

/** Thrown where Slack answers `{ok: false, error, …}`. */
export type ApiError = Error & {
  /** Slack's error code. */
  readonly code: string;
  /** An explanation for the log. */
  readonly detail: string;
  /** Further fields of the answer, such as `needed` and `provided`. */
  readonly fields: JsonObject;
};

export function apiError(code: string, detail = '', fields: JsonObject = {}): ApiError {
  return Object.assign(new Error(code), { code, detail, fields, isApiError: true });
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && 'isApiError' in error;
}

/** An error such as `invalid_arguments`, with its reasons in `response_metadata.messages`. */
export function apiErrorWithMessages(code: string, messages: readonly string[]): ApiError {
  const bare = messages.map((message) => message.replace(/^\[ERROR\] /, ''));
  return apiError(code, bare.join('; '), {
    ...(code === 'invalid_blocks' && { errors: bare }),
    response_metadata: { messages: bare.map((message) => `[ERROR] ${message}`) },
  });
}
