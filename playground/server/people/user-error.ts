/** Thrown for an act that Slack's own page doesn't allow; the message is shown to the user. */
export function userError(message: string): Error {
  return Object.assign(new Error(message), { isUserError: true });
}

export function isUserError(error: unknown): error is Error {
  return error instanceof Error && 'isUserError' in error;
}
