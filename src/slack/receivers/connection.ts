import type { Receiver } from '@slack/bolt';

/** A way in for Slack's requests. */
export type Connection = Receiver & {
  readonly connected: () => boolean;
  /** Takes nothing new; what is in flight can still be acknowledged. */
  readonly stopIntake: () => void;
  /** Closes the way itself. */
  readonly stop: () => Promise<void>;
};
