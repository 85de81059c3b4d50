/** The outside world as types: what the product needs, without saying who provides it. */

export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

export const systemClock: Clock = { now: () => Date.now() };

/** Each call a new number from 0 up to, but without, 1. */
export type Chance = () => number;

export const systemChance: Chance = () => Math.random();

/** One line a happening; fields hold names, numbers and outcomes, never a person's words and never a token. */
export type Log = {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
};
