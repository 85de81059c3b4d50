import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';

/** What is known of one request while it is handled; it becomes one line in the log. Names only, never a person's words. */
type RequestRecord = { what: string; outcome: string };

export type InFlight = {
  /** Runs one request, counts it as in flight until it is done, and logs it. Rejects as `task` does. */
  readonly run: <T>(kind: string, task: (record: RequestRecord) => Promise<T>) => Promise<T>;
  readonly inFlight: () => number;
  /** Waits until nothing is in flight, at most `ms` milliseconds; false when something still was. */
  readonly drained: (ms: number) => Promise<boolean>;
};

/** Bolt's stop() does not wait for listeners that are still at work; this counts them. */
export function inFlightRequests({ clock, log }: { clock: Clock; log: Log }): InFlight {
  let running = 0;
  const waiting = new Set<() => void>();
  return {
    async run(kind, task) {
      const started = clock.now();
      const record: RequestRecord = { what: kind, outcome: 'unanswered' };
      running += 1;
      try {
        return await task(record);
      } catch (error) {
        record.outcome = 'failed';
        throw error;
      } finally {
        running -= 1;
        log.info({ kind, ...record, ms: clock.now() - started }, 'request');
        if (running === 0) for (const done of waiting) done();
      }
    },
    inFlight: () => running,
    drained: (ms) =>
      new Promise((resolve) => {
        if (running === 0) return resolve(true);
        const end = (result: boolean) => () => {
          clearTimeout(timer);
          waiting.delete(finished);
          resolve(result);
        };
        const finished = end(true);
        const timer = setTimeout(end(false), ms);
        waiting.add(finished);
      }),
  };
}
