export type Semaphore = {
  /** Runs a task as soon as a slot is free. */
  readonly run: <Result>(task: () => Promise<Result>) => Promise<Result>;
  /** Within a task: releases its slot while waiting, and takes one again afterwards. */
  readonly yieldWhile: <Result>(wait: () => Promise<Result>) => Promise<Result>;
};

/** Limits how many tasks run at once, first come, first served. */
export function semaphore(slots: number): Semaphore {
  let free = slots;
  const waiting: (() => void)[] = [];

  async function acquire(): Promise<void> {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  return {
    run: async (task) => {
      await acquire();
      try {
        return await task();
      } finally {
        release();
      }
    },
    yieldWhile: async (wait) => {
      release();
      try {
        return await wait();
      } finally {
        await acquire();
      }
    },
  };
}
