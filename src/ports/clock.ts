export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

export const systemClock: Clock = { now: () => Date.now() };

/** Resolves after `ms` milliseconds. */
export type Pause = (ms: number) => Promise<void>;

export const systemPause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
