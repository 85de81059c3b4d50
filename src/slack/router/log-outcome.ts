/** What the connection notes of a request, for its line in the log. It comes along in Bolt's context. */
type Noted = { record?: { what: string; outcome: string } };

/** Names only: a route, an outcome; never anything a person typed. */
export function logOutcome(context: object, what: string, outcome: 'answered' | 'failed'): void {
  const { record } = context as Noted;
  if (record) Object.assign(record, { what, outcome });
}
