export type Clock = {
  /** Whole milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since some moment, whatever the time is set to; none for a clock set by hand. */
  readonly elapsed?: () => number;
  /**
   * False while the machine's clock is known to be wrong; another clock is asked if that is in
   * doubt. None for a clock that is always right.
   */
  readonly isRight?: () => Promise<boolean>;
};

export const systemClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };

/** A clock is wrong if it differs from Slack's by more (milliseconds). */
export const maxClockError = 60_000;

/** The clocks of two replicas, neither of them wrong, differ by no more (milliseconds). */
export const maxClockDifference = 2 * maxClockError;

/** Resolves after `ms` milliseconds. */
export type Pause = (ms: number) => Promise<void>;

export const systemPause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
