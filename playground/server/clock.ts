import { signal } from './signal.ts';

/** The local Slack's time for deadlines and schedules. Tests and the page can set it. */
export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs `task` once when the clock reaches `time`; the returned function cancels it. */
  readonly at: (time: number, task: () => void) => () => void;
  /** Moves the clock to `time`; runs due tasks in order, with the clock at each task's time. */
  readonly set: (time: number) => void;
  readonly advance: (ms: number) => void;
  /** Sent after the clock was set and due tasks have run. A listener may return its work. */
  readonly wasSet: { readonly listen: (listener: () => unknown) => () => void };
  /** Resolves when all work that listeners of `wasSet` returned has ended. */
  readonly settled: () => Promise<unknown>;
  readonly running: boolean;
  readonly close: () => void;
};

type Task = { readonly time: number; readonly run: () => void };

/** Milliseconds; beyond this, setTimeout fires at once. */
const maxTimerDelay = 2 ** 31 - 1;

/**
 * A clock that moves only when it is set.
 * @public for tests of apps
 */
export function stoppedClock(start: number): Clock {
  let now = start;
  const schedule = taskList();
  const wasSet = setSignal();
  const set = (time: number): void => {
    for (let due = schedule.due(time); due; due = schedule.due(time)) {
      now = Math.max(now, due.time);
      due.run();
    }
    now = time;
    wasSet.send();
  };
  return {
    now: () => now,
    at: (time, run) => schedule.add({ time, run }),
    set,
    advance: (ms) => set(now + ms),
    wasSet,
    settled: wasSet.settled,
    running: false,
    close: schedule.clear,
  };
}

/** A clock that runs in real time, with an offset once it is set. */
export function runningClock(): Clock {
  let offset = 0;
  let replaying: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const schedule = taskList();
  const wasSet = setSignal();
  const now = () => replaying ?? Date.now() + offset;

  const wake = (): void => {
    clearTimeout(timer);
    for (let due = schedule.due(now()); due; due = schedule.due(now())) due.run();
    const next = schedule.next();
    if (next === undefined) return;
    timer = setTimeout(wake, Math.min(Math.max(next - now(), 0), maxTimerDelay));
    timer.unref();
  };
  const set = (time: number): void => {
    for (let due = schedule.due(time); due; due = schedule.due(time)) {
      replaying = Math.max(now(), due.time);
      due.run();
    }
    replaying = undefined;
    offset = time - Date.now();
    wake();
    wasSet.send();
  };
  return {
    now,
    at: (time, run) => {
      const cancel = schedule.add({ time, run });
      if (replaying === undefined) wake();
      return cancel;
    },
    set,
    advance: (ms) => set(now() + ms),
    wasSet,
    settled: wasSet.settled,
    running: true,
    close: () => {
      clearTimeout(timer);
      schedule.clear();
    },
  };
}

function setSignal() {
  const { send, listen } = signal<void>();
  const work = new Set<unknown>();
  const note = (one: unknown): void => {
    work.add(one);
    void Promise.resolve(one).finally(() => work.delete(one));
  };
  return {
    send,
    listen: (listener: () => unknown) => listen(() => note(listener())),
    settled: () => Promise.allSettled(work),
  };
}

function taskList() {
  const tasks = new Set<Task>();
  const first = (): Task | undefined => {
    let found: Task | undefined;
    for (const task of tasks) if (!found || task.time < found.time) found = task;
    return found;
  };
  return {
    add: (task: Task) => {
      tasks.add(task);
      return () => void tasks.delete(task);
    },
    /** Removes and returns the earliest task that is due at `time`. */
    due: (time: number): Task | undefined => {
      const task = first();
      if (!task || task.time > time) return undefined;
      tasks.delete(task);
      return task;
    },
    next: () => first()?.time,
    clear: () => tasks.clear(),
  };
}
