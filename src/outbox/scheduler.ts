import type { ScheduledTask } from 'node-cron';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { RunningOutbox } from './outbox.ts';

/**
 * Every two minutes, in UTC: node-cron's local time zones have looped or stopped at clock changes;
 * see decision 9.
 */
const pattern = '*/2 * * * *';
const interval = 2 * 60_000;

/**
 * node-cron waits until the clock shows the next time, for days if the clock is set back meanwhile.
 * So a timer of our own comes if none of its runs has for this long (milliseconds).
 */
const longestWait = interval + 15_000;

/** Between the ends of a run and the start of one that is due at once, in milliseconds. */
const shortestWait = 100;

/**
 * After the run at the start, in milliseconds: loading node-cron and the formats of times would hold
 * up the first requests.
 */
const cronDelay = 1000;

/** A run starts nothing new shortly before the next one. */
const maxRunTime = interval - 5000;

export type Scheduler = {
  readonly start: () => void;
  /** An extra run, after the current one if there is one. */
  readonly run: () => Promise<void>;
  /**
   * Starts no more runs and waits up to `ms` milliseconds for the current one; false if it is still
   * running.
   */
  readonly stop: (ms: number) => Promise<boolean>;
  /** False if the last successful run ended more than three intervals ago. */
  readonly isHealthy: () => boolean;
};

/**
 * Runs the outbox at once, then every two minutes, and when work is due sooner. A failed run is logged, and the next one
 * continues.
 */
export function outboxScheduler(
  outbox: Pick<RunningOutbox, 'run' | 'stop' | 'onWork'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Scheduler {
  const elapsed = clock.elapsed ?? clock.now;
  let finished = elapsed();
  /** When a run is needed; by `elapsed`. */
  let wanted = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let isStarted = false;
  let running: Promise<void> | undefined;
  let cronTimer: NodeJS.Timeout | undefined;
  let task: Promise<ScheduledTask | undefined> | undefined;

  /** Without node-cron the outbox becomes unhealthy. */
  async function startTask(): Promise<ScheduledTask> {
    const { createTask } = await import('node-cron');
    const created = createTask(pattern, runOnce, {
      noOverlap: true,
      timezone: 'UTC',
      suppressMissedWarning: true,
      logger: { debug: () => {}, info: () => {}, warn, error: warn },
    });
    await created.start();
    return created;
  }

  /** One run at a time: joins the current one. */
  function runOnce(): Promise<void> {
    if (!running) wanted = elapsed() + longestWait;
    running ??= run().finally(() => {
      running = undefined;
      arm();
    });
    return running;
  }

  /** Sets the timer for the next run that is needed, unless one is under way. */
  function arm(): void {
    clearTimeout(timer);
    if (!isStarted || running !== undefined) return;
    const wait = Math.max(wanted - elapsed(), shortestWait);
    timer = setTimeout(() => void runOnce(), Math.min(wait, longestWait)).unref();
  }

  async function run(): Promise<void> {
    const started = elapsed();
    try {
      const result = await outbox.run(maxRunTime);
      finished = elapsed();
      if (result.due > 0) log.info({ ...result, ms: Math.round(finished - started) }, 'outbox run');
    } catch (error) {
      log.error({ err: error }, 'outbox run failed; the next run continues');
    }
  }

  function warn(text: unknown): void {
    log.warn({ source: 'node-cron' }, String(text));
  }

  return {
    run: async () => {
      await running;
      await runOnce();
    },
    start: () => {
      finished = elapsed();
      isStarted = true;
      outbox.onWork((time) => {
        wanted = Math.min(wanted, elapsed() + time - clock.now());
        arm();
      });
      cronTimer = setTimeout(() => {
        task = startTask().catch((error: unknown) => {
          log.error({ err: error }, 'could not load node-cron; the outbox will not run again');
          return undefined;
        });
      }, cronDelay).unref();
      void runOnce();
    },
    stop: async (ms) => {
      isStarted = false;
      clearTimeout(timer);
      clearTimeout(cronTimer);
      await (await task)?.destroy();
      const timeout = Promise.withResolvers<boolean>();
      const limit = setTimeout(() => timeout.resolve(false), ms);
      const done = outbox.stop().then(() => true);
      return Promise.race([done, timeout.promise]).finally(() => clearTimeout(limit));
    },
    isHealthy: () => elapsed() - finished <= 3 * interval,
  };
}
