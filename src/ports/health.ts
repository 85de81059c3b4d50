/** What the app needs to work, as `/readyz` answers. */
export const healthChecks = ['slack', 'content', 'store', 'outbox', 'clock'] as const;
export type HealthCheck = (typeof healthChecks)[number];

/** A workspace's messages for later. */
export type Backlog = {
  /** At Slack, to be posted later. */
  readonly queued: number;
  /** Due to be brought to Slack. */
  readonly late: number;
  /** Since when the oldest of these is due, in milliseconds since 1970. */
  readonly oldest: number | undefined;
};

export type Health = {
  readonly checks: () => Readonly<Record<HealthCheck, boolean>>;
  /** Reads all that is planned in the workspace. */
  readonly backlog: (workspace: string) => Promise<Backlog>;
};
