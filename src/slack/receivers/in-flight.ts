import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { systemRandom } from '../../ports/random.ts';

/**
 * The log line of one request, filled in while it is handled. Names only, never a person's words.
 */
type RequestRecord = { what: string; outcome: string; readonly reference: string };

/** Without the letters and digits that people take for one another. */
const referenceSigns = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Short enough to be read aloud; with the time it names one request. */
const newReference = (): string =>
  Array.from({ length: 4 }, () => referenceSigns[Math.floor(systemRandom() * 32)]).join('');

export type InFlight = {
  /** Runs one request, counts it as in flight and logs it. Rejects as `task` does. */
  readonly run: <T>(kind: string, task: (record: RequestRecord) => Promise<T>) => Promise<T>;
  readonly count: () => number;
  /** Waits up to `ms` milliseconds until nothing is in flight; false if something still is. */
  readonly drained: (ms: number) => Promise<boolean>;
};

/** Counts running listeners, because Bolt's stop() doesn't wait for them. */
export function inFlightRequests({ clock, log }: { clock: Clock; log: Log }): InFlight {
  let running = 0;
  const waiting = new Set<() => void>();
  return {
    async run(kind, task) {
      const started = clock.now();
      const record: RequestRecord = {
        what: kind,
        outcome: 'unanswered',
        reference: newReference(),
      };
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
    count: () => running,
    drained: (ms) =>
      new Promise((resolve) => {
        if (running === 0) return resolve(true);
        const settle = (result: boolean) => () => {
          clearTimeout(timer);
          waiting.delete(finished);
          resolve(result);
        };
        const finished = settle(true);
        const timer = setTimeout(settle(false), ms);
        waiting.add(finished);
      }),
  };
}
