import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import { systemRandom } from '../../ports/random.ts';

/**
 * The log line of one request, filled in while it is handled. Names only, never a person's words.
 */
type RequestRecord = {
  what: string;
  outcome: string;
  readonly reference: string;
  /** Whether an error was logged: then the answer gets the reference. */
  hasError?: boolean;
};

/** Without the letters and digits that people take for one another. */
const referenceSigns = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Short enough to be read aloud; with the time it names one request. */
function newReference(): string {
  let reference = '';
  while (reference.length < 4) reference += referenceSigns[Math.floor(systemRandom() * 32)];
  return reference;
}

export type InFlight = {
  /**
   * Runs one request, counts it as in flight and logs it; `acknowledged` is called when Slack gets
   * its answer. Rejects as `task` does.
   */
  readonly run: <T>(
    kind: string,
    task: (record: RequestRecord, acknowledged: () => void) => Promise<T>,
  ) => Promise<T>;
  /** The log for everything that handles requests: its lines have the reference of theirs. */
  readonly log: Log;
  /** The request that is being handled here; work that goes on after it has none. */
  readonly current: () => object | undefined;
  readonly count: () => number;
  /** Waits up to `ms` milliseconds until nothing is in flight; false if something still is. */
  readonly drained: (ms: number) => Promise<boolean>;
};

/** Counts running listeners, because Bolt's stop() doesn't wait for them. */
export function inFlightRequests({
  clock,
  log,
  metrics,
}: {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics?: Metrics | undefined;
}): InFlight {
  const elapsed = clock.elapsed ?? clock.now;
  let running = 0;
  const waiting = new Set<() => void>();
  /** Work that a request has begun and that goes on after it has no request any more. */
  const current = new AsyncLocalStorage<{ record: RequestRecord | undefined }>();
  const named = (fields: object): object => {
    const record = current.getStore()?.record;
    return record ? { ...fields, reference: record.reference } : fields;
  };
  return {
    log: {
      info: (fields, text) => log.info(named(fields), text),
      warn: (fields, text) => log.warn(named(fields), text),
      error: (fields, text) => {
        const record = current.getStore()?.record;
        if (record) record.hasError = true;
        log.error(named(fields), text);
      },
    },
    async run(kind, task) {
      const record: RequestRecord = {
        what: kind,
        outcome: 'unanswered',
        reference: newReference(),
      };
      const received = elapsed();
      let acknowledgedAfter: number | undefined;
      const acknowledged = () => {
        acknowledgedAfter ??= (elapsed() - received) / 1000;
      };
      const request: { record: RequestRecord | undefined } = { record };
      running += 1;
      try {
        return await current.run(request, () => task(record, acknowledged));
      } catch (error) {
        record.outcome = 'failed';
        throw error;
      } finally {
        running -= 1;
        request.record = undefined;
        const { what, outcome, reference } = record;
        const ms = Math.round(elapsed() - received);
        log.info({ kind, what, outcome, reference, ms }, 'request');
        metrics?.request(record.what, record.outcome, acknowledgedAfter);
        if (running === 0) for (const done of waiting) done();
      }
    },
    current: () => current.getStore()?.record,
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
