/**
 * How long a caller waits for its keys, in milliseconds, so that a hanging engine doesn't build up
 * an endless queue.
 */
const waitTimeout = 5000;

/**
 * Serialises tasks that share a key within this process, so that updates compete only with other
 * processes. A caller that needs several keys waits for all of them.
 */
export function keyedMutex(): <Result>(
  keys: readonly string[],
  task: () => Promise<Result>,
) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return (keys, task) => {
    const start = performance.now();
    const previous = Promise.all(keys.map((key) => last.get(key)));
    const result = previous.then(() => {
      if (performance.now() - start > waitTimeout)
        throw new Error('timed out waiting for other updates of the same keys');
      return task();
    });
    const settled = result.then(ignore, ignore);
    for (const key of keys) last.set(key, settled);
    void settled.then(() => {
      for (const key of keys) if (last.get(key) === settled) last.delete(key);
    });
    return result;
  };
}

const ignore = () => {};
