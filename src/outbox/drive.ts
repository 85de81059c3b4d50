import { createTask } from 'node-cron';
import type { Clock, Log } from '../ports.ts';
import type { RunningOutbox } from './outbox.ts';

/** Every two minutes, always by UTC: around clock changes node-cron has looped or stopped for some (its issues 492 and 509). */
const pattern = '*/2 * * * *';
const interval = 2 * 60_000;

/** A run takes up nothing new shortly before the next one. */
const runLength = interval - 5000;

export type Drive = {
  readonly start: () => void;
  /** Starts nothing more and lets what is at work finish, for at most `ms` milliseconds; false when something still was. */
  readonly stop: (ms: number) => Promise<boolean>;
  /** False when the last run that came to its end did so longer ago than three intervals, by the clock. */
  readonly isHealthy: () => boolean;
};

/** Lets the outbox run at once and then every two minutes. A run that fails is logged; the next one goes on where it was. */
export function outboxDrive(
  outbox: Pick<RunningOutbox, 'run' | 'stop'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Drive {
  let finished = clock.now();
  let isRunning = false;
  const task = createTask(pattern, run, {
    noOverlap: true,
    timezone: 'UTC',
    suppressMissedWarning: true,
    logger: { debug: () => {}, info: () => {}, warn, error: warn },
  });

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    const started = clock.now();
    try {
      const result = await outbox.run(runLength);
      finished = clock.now();
      if (result && result.due > 0) log.info({ ...result, ms: finished - started }, 'outbox run');
    } catch (error) {
      log.error({ err: error }, 'an outbox run failed; the next one goes on');
    } finally {
      isRunning = false;
    }
  }

  function warn(text: unknown): void {
    log.warn({ source: 'node-cron' }, String(text));
  }

  return {
    start: () => {
      finished = clock.now();
      void task.start();
      void run();
    },
    stop: async (ms) => {
      await task.destroy();
      const timer = Promise.withResolvers<boolean>();
      const late = setTimeout(() => timer.resolve(false), ms);
      const done = outbox.stop().then(() => true);
      return Promise.race([done, timer.promise]).finally(() => clearTimeout(late));
    },
    isHealthy: () => clock.now() - finished <= 3 * interval,
  };
}
