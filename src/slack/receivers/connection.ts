import type { Receiver } from '@slack/bolt';

/** A Bolt receiver that can be stopped in two steps. */
export type Connection = Receiver & {
  readonly connected: () => boolean;
  /** How many connections are open, in Socket Mode. */
  readonly sockets?: () => number;
  /** Takes no new requests; those in flight can still be acknowledged. */
  readonly stopIntake: () => void;
  /** Closes the connection. */
  readonly stop: () => Promise<void>;
};
