import type { ScheduledTask } from 'node-cron';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { RunningOutbox } from './outbox.ts';

/** Every two minutes, always by UTC: around clock changes node-cron has looped or stopped for some (its issues 492 and 509). */
const pattern = '*/2 * * * *';
const interval = 2 * 60_000;

/** A run takes up nothing new shortly before the next one. */
const runLength = interval - 5000;

export type Scheduler = {
  readonly start: () => void;
  /** A run outside the beat, after the one that is going on. */
  readonly run: () => Promise<void>;
  /** Starts nothing more and lets what is at work finish, for at most `ms` milliseconds; false when something still was. */
  readonly stop: (ms: number) => Promise<boolean>;
  /** False when the last run that came to its end did so longer ago than three intervals, by the clock. */
  readonly isHealthy: () => boolean;
};

/** Lets the outbox run at once and then every two minutes. A run that fails is logged; the next one goes on where it was. */
export function outboxScheduler(
  outbox: Pick<RunningOutbox, 'run' | 'stop'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Scheduler {
  let finished = clock.now();
  let running: Promise<void> | undefined;
  let beats: Promise<ScheduledTask | undefined> | undefined;

  /** The library is loaded beside the start, which needn't wait for it. Without it no run ends, and so the outbox is not healthy. */
  async function scheduled(): Promise<ScheduledTask> {
    const { createTask } = await import('node-cron');
    const task = createTask(pattern, beat, {
      noOverlap: true,
      timezone: 'UTC',
      suppressMissedWarning: true,
      logger: { debug: () => {}, info: () => {}, warn, error: warn },
    });
    await task.start();
    return task;
  }

  /** One run at a time: a beat during a run is left out. */
  function beat(): Promise<void> {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function run(): Promise<void> {
    const started = clock.now();
    try {
      const result = await outbox.run(runLength);
      finished = clock.now();
      if (result && result.due > 0) log.info({ ...result, ms: finished - started }, 'outbox run');
    } catch (error) {
      log.error({ err: error }, 'an outbox run failed; the next one goes on');
    }
  }

  function warn(text: unknown): void {
    log.warn({ source: 'node-cron' }, String(text));
  }

  return {
    run: async () => {
      await running;
      await beat();
    },
    start: () => {
      finished = clock.now();
      beats = scheduled().catch((error: unknown) => {
        log.error({ err: error }, 'the outbox has no clock; it runs once and not again');
        return undefined;
      });
      void beat();
    },
    stop: async (ms) => {
      await (await beats)?.destroy();
      const timer = Promise.withResolvers<boolean>();
      const late = setTimeout(() => timer.resolve(false), ms);
      const done = outbox.stop().then(() => true);
      return Promise.race([done, timer.promise]).finally(() => clearTimeout(late));
    },
    isHealthy: () => clock.now() - finished <= 3 * interval,
  };
}
