/** Each call a new number from 0 up to, but without, 1. */
export type Chance = () => number;

export const systemChance: Chance = () => Math.random();
