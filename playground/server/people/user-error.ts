/** Something Slack's own window doesn't let a person do; the words are for them. */
export function cantDo(words: string): Error {
  return Object.assign(new Error(words), { cantDo: true });
}

export function isCantDo(error: unknown): error is Error {
  return error instanceof Error && 'cantDo' in error;
}
