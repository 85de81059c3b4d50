/** Questions share a few thousand words; the limit keeps other input from filling the memory. */
const maxEntries = 20_000;

/** Caches the results of `compute` by key, up to a fixed number of keys; `known` ones are there. */
export function memoize<T>(
  compute: (key: string) => T,
  known: Iterable<readonly [string, T]> = [],
): (key: string) => T {
  const cache = new Map<string, T>(known);
  return (key) => {
    const cached = cache.get(key);
    if (cached !== undefined || cache.has(key)) return cached as T;
    const value = compute(key);
    if (cache.size < maxEntries) cache.set(key, value);
    return value;
  };
}
