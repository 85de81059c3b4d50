/** Longer intervals (milliseconds) are ours: locks are renewed, and expired records removed. */
const longInterval = 5000;

/** A clock that goes on when it is set, with what waits for it. */
export function steppedClock(start: number) {
  let now = start;
  const waits = new Set<{ readonly time: number; readonly run: () => void }>();

  function at(time: number, run: () => void): () => void {
    const wait = { time, run };
    waits.add(wait);
    return () => void waits.delete(wait);
  }

  const next = () => [...waits].reduce((one, { time }) => Math.min(one, time), Number.MAX_VALUE);

  function every(ms: number, run: () => void): () => void {
    let stop = () => {};
    const again = () => {
      stop = at(now + ms, () => {
        again();
        run();
      });
    };
    again();
    return () => stop();
  }

  return {
    now: () => now,
    pause: (ms: number) => new Promise<void>((resolve) => void at(now + ms, resolve)),
    /** When the first of all waiting is over. */
    next,
    set: (time: number) => {
      for (let due = next(); due <= time; due = next()) {
        now = Math.max(now, due);
        for (const wait of [...waits].filter((one) => one.time === due)) {
          waits.delete(wait);
          wait.run();
        }
      }
      now = time;
    },
    /** From now on the intervals of this process go by it, but for the short ones of libraries. */
    takeIntervals: () => {
      const stops = new WeakMap<object, () => void>();
      const [systemInterval, clearSystemInterval] = [setInterval, clearInterval];
      globalThis.setInterval = ((run: () => void, ms: number) => {
        if (ms < longInterval) return systemInterval(run, ms);
        const timer = { unref: () => timer };
        stops.set(timer, every(ms, run));
        return timer;
      }) as unknown as typeof setInterval;
      globalThis.clearInterval = ((timer?: NodeJS.Timeout) => {
        if (timer) (stops.get(timer) ?? (() => clearSystemInterval(timer)))();
      }) as typeof clearInterval;
    },
  };
}
