import type { Clock, Pause } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Owner } from './record.ts';

/** At once, for one workspace. */
const maxWorking = 4;

/** Attempts in a row that failed, after which an item is dropped. */
const maxFailures = 5;

/** When to try again, in milliseconds from now. */
type Later<Urgent> = {
  readonly wait: number;
  /** Replaces what was given with the item. */
  readonly urgent?: Urgent | undefined;
  /** Whether nothing else of the workspace can be done until then. */
  readonly isLimited?: boolean;
  readonly isFailed?: boolean;
};

type Item<Urgent> = {
  readonly owner: Owner;
  /** Given if the person is waiting; these come first. */
  readonly urgent: Urgent | undefined;
  /** Not before this time, in milliseconds by `elapsed`. */
  readonly from: number;
  readonly failures: number;
};

type Queue<Urgent> = {
  /** By person: one item each, however often it is added. */
  readonly waiting: Map<string, Item<Urgent>>;
  readonly working: Set<string>;
  blockedUntil: number;
  wakeAt: number | undefined;
};

/**
 * Work for people, each at one time in one place. What is added while it is being done is done once
 * more.
 */
export function workQueue<Urgent>(
  { clock, pause, log }: { readonly clock: Clock; readonly pause: Pause; readonly log: Log },
  work: (owner: Owner, urgent: Urgent | undefined) => Promise<Later<Urgent> | undefined>,
) {
  // Not by the time of day: what waits would wait until a clock that is set back catches up.
  const elapsed = clock.elapsed ?? clock.now;
  const queues = new Map<string, Queue<Urgent>>();
  const runs = new Set<Promise<void>>();
  let isStopped = false;

  function queueOf(workspace: string): Queue<Urgent> {
    const queue = queues.get(workspace) ?? {
      waiting: new Map(),
      working: new Set(),
      blockedUntil: 0,
      wakeAt: undefined,
    };
    queues.set(workspace, queue);
    return queue;
  }

  /** A person who comes back doesn't wait for what failed before. */
  function add(owner: Owner, urgent?: Urgent): void {
    const { workspace, user } = owner;
    const { waiting } = queueOf(workspace);
    const known = waiting.get(user);
    const { from = 0, failures = 0 } = urgent === undefined && known ? known : {};
    waiting.set(user, { owner, urgent: urgent ?? known?.urgent, from, failures });
    start(workspace);
  }

  function start(workspace: string): void {
    const queue = queueOf(workspace);
    const now = elapsed();
    while (!isStopped && queue.blockedUntil <= now && queue.working.size < maxWorking) {
      const item = nextItem(queue, now);
      if (!item) break;
      queue.waiting.delete(item.owner.user);
      queue.working.add(item.owner.user);
      const running = run(queue, item).finally(() => runs.delete(running));
      runs.add(running);
    }
    wakeLater(workspace, queue, now);
  }

  async function run(queue: Queue<Urgent>, item: Item<Urgent>): Promise<void> {
    const { owner, urgent } = item;
    const later = await work(owner, urgent).catch((error: unknown) => {
      log.error({ err: error }, 'could not publish a Home tab');
      return undefined;
    });
    queue.working.delete(owner.user);
    const failures = later?.isFailed ? item.failures + 1 : 0;
    const until = elapsed() + (later?.wait ?? 0);
    if (later?.isLimited) queue.blockedUntil = Math.max(queue.blockedUntil, until);
    const added = queue.waiting.get(owner.user);
    if (later && failures < maxFailures)
      queue.waiting.set(owner.user, {
        owner,
        urgent: added?.urgent ?? later.urgent ?? urgent,
        from: added && later.isFailed ? added.from : until,
        failures: added ? 0 : failures,
      });
    start(owner.workspace);
  }

  /** Wakes when the next item is due, unless one that is being done comes first. */
  function wakeLater(workspace: string, queue: Queue<Urgent>, now: number): void {
    if (queue.waiting.size === 0) {
      if (queue.working.size === 0 && queue.blockedUntil <= now) queues.delete(workspace);
      return;
    }
    if (isStopped || queue.working.size >= maxWorking) return;
    const due = Math.min(...[...queue.waiting.values()].map(({ from }) => from));
    const at = Math.max(due, queue.blockedUntil, now + 1);
    if (queue.wakeAt !== undefined && queue.wakeAt <= at) return;
    queue.wakeAt = at;
    void pause(at - now).then(() => {
      if (queue.wakeAt === at) queue.wakeAt = undefined;
      start(workspace);
    });
  }

  return {
    add,
    /** Starts nothing more, and resolves when what was started is done. */
    stop: async (): Promise<void> => {
      isStopped = true;
      await Promise.allSettled(runs);
    },
  };
}

function nextItem<Urgent>(queue: Queue<Urgent>, now: number): Item<Urgent> | undefined {
  let next: Item<Urgent> | undefined;
  for (const item of queue.waiting.values()) {
    if (item.from > now || queue.working.has(item.owner.user)) continue;
    if (item.urgent !== undefined) return item;
    next ??= item;
  }
  return next;
}
