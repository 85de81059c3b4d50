/**
 * Counts and times what happens, for `/metrics`. All names are ours, Slack's methods or Slack's
 * errors; never anything about a person, a channel or a workspace.
 */
export type Metrics = {
  /** One handled request; `acknowledgedAfter` in seconds, `undefined` if Slack got no answer. */
  readonly request: (route: string, outcome: string, acknowledgedAfter: number | undefined) => void;
  /** One call of a Web API method; with Slack's error, or ours if there was no answer. */
  readonly slackCall: (method: string, error?: string) => void;
  /** One call of the store. */
  readonly storeCall: (operation: string, seconds: number, hasFailed: boolean) => void;
  /** One message of the outbox: queued, given up as unknown, or an attempt that failed. */
  readonly outboxMessage: (outcome: 'queued' | 'unknown' | 'failed') => void;
};
