export type Semaphore = {
  /** Runs a task as soon as fewer than the most are at work. */
  readonly inside: <Result>(task: () => Promise<Result>) => Promise<Result>;
  /** Within a task: gives its slot away while it waits, and takes one again afterwards. */
  readonly outside: <Result>(wait: () => Promise<Result>) => Promise<Result>;
};

/** So many tasks at work at once; who comes first is served first. */
export function semaphore(most: number): Semaphore {
  let free = most;
  const waiting: (() => void)[] = [];

  async function enter(): Promise<void> {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  return {
    inside: async (task) => {
      await enter();
      try {
        return await task();
      } finally {
        leave();
      }
    },
    outside: async (wait) => {
      leave();
      try {
        return await wait();
      } finally {
        await enter();
      }
    },
  };
}
