/** How long one may wait for its turn, in milliseconds: behind calls that each wait for an engine that hangs, nobody waits for all. */
const longestWait = 5000;

/**
 * Lets those who want the same key go one after the other within this process, so that only other processes are left to compete
 * with. Who wants several keys waits for all of them.
 */
export function keyedMutex(): <Result>(
  keys: readonly string[],
  task: () => Promise<Result>,
) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return (keys, task) => {
    const asked = performance.now();
    const before = Promise.all(keys.map((key) => last.get(key)));
    const mine = before.then(() => {
      if (performance.now() - asked > longestWait) throw new Error('others took too long');
      return task();
    });
    const settled = mine.then(nothing, nothing);
    for (const key of keys) last.set(key, settled);
    void settled.then(() => {
      for (const key of keys) if (last.get(key) === settled) last.delete(key);
    });
    return mine;
  };
}

const nothing = () => {};
