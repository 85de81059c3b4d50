import type { Log } from '../ports/log.ts';

/** Milliseconds between two looks at an engine that answers, and at one that doesn't. */
const [calm, anxious] = [2000, 300];

export type HealthMonitor = {
  readonly answered: () => void;
  readonly failed: (error: unknown) => void;
  readonly ready: () => boolean;
  readonly stop: () => void;
};

/**
 * Knows whether the engine answered when it was last asked, and asks by itself where nobody else does: an app that says it is not ready
 * is asked nothing. A loss and a return are logged once.
 */
export function healthMonitor({
  ask,
  log,
}: {
  readonly ask: () => Promise<unknown>;
  readonly log: Log;
}): HealthMonitor {
  let answers = true;
  let stopped = false;
  let timer = later();

  function answered(): void {
    if (!answers && !stopped) log.info({}, 'the store answers again');
    answers = true;
  }
  function failed(error: unknown): void {
    if (!answers || stopped) return;
    log.error({ err: error }, 'the store cannot be reached');
    answers = false;
    clearTimeout(timer);
    timer = later();
  }
  function later(): NodeJS.Timeout {
    const look = async () => {
      // A failure has been noted by whoever asked.
      await ask().catch(() => {});
      if (stopped) return;
      clearTimeout(timer);
      timer = later();
    };
    return setTimeout(() => void look(), answers ? calm : anxious).unref();
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
