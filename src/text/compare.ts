/** The order of code units; the first comparison in the order of a language takes 20 ms. */
export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
