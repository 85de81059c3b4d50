/** Each call a new number from 0 up to, but without, 1. */
export type Random = () => number;

export const systemRandom: Random = () => Math.random();
