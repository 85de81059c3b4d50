/** Questions share a few thousand words; the limit keeps other input from filling the memory. */
const maxEntries = 20_000;

/** Caches the results of `compute` by key, up to a fixed number of keys. */
export function memoize<Key extends string | number, T>(compute: (key: Key) => T): (key: Key) => T {
  const cache = new Map<Key, T>();
  return (key) => {
    const cached = cache.get(key);
    if (cached !== undefined || cache.has(key)) return cached as T;
    const value = compute(key);
    if (cache.size < maxEntries) cache.set(key, value);
    return value;
  };
}
