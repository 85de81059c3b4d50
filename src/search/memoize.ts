/** People ask with the same few thousand words; what else they type must not fill the memory. */
const most = 20_000;

/** Finds each but once, as long as there are not too many. */
export function memoize<T>(find: (name: string) => T): (name: string) => T {
  const found = new Map<string, T>();
  return (name) => {
    const before = found.get(name);
    if (before !== undefined || found.has(name)) return before as T;
    const value = find(name);
    if (found.size < most) found.set(name, value);
    return value;
  };
}
