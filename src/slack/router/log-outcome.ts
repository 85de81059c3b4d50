/** The receiver's record of a request, for its line in the log; it travels in Bolt's context. */
type Recorded = {
  record?: { what: string; outcome: string; readonly reference: string; hasError?: boolean };
};

/** What a person who got an apology can name, to find the request in the log. */
export const referenceOf = (context: object): string | undefined =>
  (context as Recorded).record?.reference;

/**
 * The same if an error was logged while the request was handled: then the answer is an apology of
 * the feature's, or not all that it should be.
 */
export const referenceOfError = (context: object): string | undefined =>
  (context as Recorded).record?.hasError ? referenceOf(context) : undefined;

/** Names only: a route and an outcome, never anything a person typed. */
export function logOutcome(
  context: object,
  what: string,
  outcome: 'answered' | 'failed' | 'refused' | 'repeated',
): void {
  const { record } = context as Recorded;
  if (record) Object.assign(record, { what, outcome });
}
