/** A new number in [0, 1) at each call. */
export type Random = () => number;

export const systemRandom: Random = () => Math.random();
