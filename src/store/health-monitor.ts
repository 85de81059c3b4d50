import type { Log } from '../ports/log.ts';

// Milliseconds between two probes of an engine that answers, and of one that doesn't.
const healthyInterval = 2000;
const outageInterval = 300;

export type HealthMonitor = {
  readonly answered: () => void;
  readonly failed: (error: unknown) => void;
  readonly ready: () => boolean;
  readonly stop: () => void;
};

/**
 * Tracks whether the engine answered the last call, and probes it regularly: an app that is not
 * ready gets no requests, so nothing else would notice the recovery. Logs each outage and each
 * recovery once.
 */
export function healthMonitor({
  probe,
  log,
}: {
  readonly probe: () => Promise<unknown>;
  readonly log: Log;
}): HealthMonitor {
  let answers = true;
  let stopped = false;
  let timer = schedule();

  function answered(): void {
    if (!answers && !stopped) log.info({}, 'the store is reachable again');
    answers = true;
  }
  function failed(error: unknown): void {
    if (!answers || stopped) return;
    log.error({ err: error }, 'the store cannot be reached');
    answers = false;
    clearTimeout(timer);
    timer = schedule();
  }
  function schedule(): NodeJS.Timeout {
    const check = async () => {
      // `probe` reports its own failure.
      await probe().catch(() => {});
      if (stopped) return;
      clearTimeout(timer);
      timer = schedule();
    };
    return setTimeout(() => void check(), answers ? healthyInterval : outageInterval).unref();
  }

  return {
    answered,
    failed,
    ready: () => answers && !stopped,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
