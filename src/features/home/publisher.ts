import type { HomeView } from '@slack/types';
import type { Pause } from '../../ports/clock.ts';
import { type Outbox, ownTime, type TaskResult } from '../../ports/outbox.ts';
import { SlackFailure } from '../../ports/slack.ts';
import { type Decision, put, remove, type Store } from '../../ports/store.ts';
import { hash } from '../../text/hash.ts';
import { type ComposeDeps, type Composed, composer } from './compose.ts';
import { type HomeRecord, homeKey, type Owner } from './record.ts';
import { workQueue } from './work-queue.ts';

export type HomeDeps = ComposeDeps & {
  readonly store: Store;
  readonly pause: Pause;
  readonly outbox: Pick<Outbox, 'noteTask'>;
};

/** The outbox's kind for Home tabs that changed; an appointment's id is that of the person. */
export const taskKind = 'home';

/** Milliseconds between two publications for one person. */
const interval = 2000;

/** Milliseconds until what failed is tried again. */
const retryDelay = 15_000;
const partialDelay = 60_000;

/** People whose Home tab is published anew when the content changes: those of the last hour. */
const maxRecent = 500;
const recentTime = 60 * 60_000;

/** Whether a Home tab is up to date; if not, when to try again, in milliseconds from now. */
type Published =
  | { readonly isDone: true }
  | {
      readonly isDone: false;
      readonly wait: number;
      /** Whether Slack limits all publications of the workspace. */
      readonly isLimited?: boolean;
      /** Whether it failed, rather than having to wait its turn. */
      readonly isFailed?: boolean;
      /** What is shown until then. */
      readonly urgent?: Opening;
    };

type Claimed =
  | { readonly wait: number }
  | { readonly isUnknown: true }
  | { readonly record: HomeRecord | undefined };

/** An opened tab, with Slack's hash of what it shows. */
type Opening = { readonly hash: string | undefined };

/**
 * Publishes Home tabs: when a person opens it, and when something changes that it shows. A change is
 * noted with the outbox first, so that its last state is shown even if this process dies.
 */
export function homePublisher(deps: HomeDeps) {
  const { store, slacks, clock, log, outbox } = deps;
  const { compose, forget } = composer(deps);
  const recent = new Map<string, { readonly owner: Owner; readonly at: number }>();
  const notes = new Set<Promise<void>>();
  const queue = workQueue<Opening>(deps, async (owner, opening) => {
    const published = await publish(owner, opening);
    return published.isDone ? undefined : published;
  });

  /** Each change that is noted before this reads the record is in what it publishes. */
  async function publish(owner: Owner, opening?: Opening): Promise<Published> {
    const claimed = await claim(owner, opening).catch((error: unknown): Claimed => {
      if (opening) return { record: undefined };
      throw error;
    });
    if ('wait' in claimed) return { isDone: false, wait: claimed.wait };
    if ('isUnknown' in claimed) return { isDone: true };
    const { record } = claimed;
    const composed = await compose(owner);
    // A change is tried again; until then the Home tab stays as it was.
    if (composed.isPartial && !opening) return { isDone: false, wait: retryDelay, isFailed: true };
    const digest = digestOf(composed.view);
    const isShown =
      record?.digest === digest &&
      (!opening || opening.hash === record.hash) &&
      !composed.isPartial;
    if (isShown) return finish(owner, record, {});
    try {
      const shown = await show(owner, composed.view, opening?.hash ?? record?.hash);
      remember(owner);
      // What another replica published meanwhile may be newer, or not.
      if (shown === 'conflict') return await publishAnyway(owner);
      return await ended(owner, record, composed, shown);
    } catch (error) {
      return failed(error);
    }
  }

  /** Publishes from fresh data, whatever is shown now. */
  async function publishAnyway(owner: Owner): Promise<Published> {
    const record = await store.get(homeKey(owner));
    const composed = await compose(owner);
    return ended(owner, record, composed, await show(owner, composed.view, undefined));
  }

  /** What couldn't be read is tried again. */
  async function ended(
    owner: Owner,
    record: HomeRecord | undefined,
    { view, isPartial }: Composed,
    shown: string,
  ): Promise<Published> {
    if (!isPartial) return finish(owner, record, { hash: shown, digest: digestOf(view) });
    const key = homeKey(owner);
    await store
      .update([key], (current) => ({
        writes: current ? [put(key, { ...current, hash: shown, digest: undefined })] : [],
        result: undefined,
      }))
      .catch(() => undefined);
    return { isDone: false, wait: partialDelay, isFailed: true, urgent: { hash: shown } };
  }

  async function show(
    { workspace, user }: Owner,
    view: HomeView,
    known: string | undefined,
  ): Promise<string> {
    const slack = await slacks(workspace);
    try {
      return (await slack.publishHome(user, view, known)).hash;
    } catch (error) {
      if (error instanceof SlackFailure && error.code === 'hash_conflict') return 'conflict';
      throw error;
    }
  }

  function failed(error: unknown): Published {
    if (!(error instanceof SlackFailure)) throw error;
    const { outcome, retryAfter } = error;
    if (outcome === 'limited')
      return { isDone: false, wait: (retryAfter ?? 1) * 1000, isLimited: true };
    log.warn({ err: error }, 'could not publish a Home tab');
    return outcome === 'refused'
      ? { isDone: true }
      : { isDone: false, wait: retryDelay, isFailed: true };
  }

  /** One publication in two seconds, on whichever replica; none before a person's first visit. */
  function claim(owner: Owner, opening: Opening | undefined): Promise<Claimed> {
    const key = homeKey(owner);
    const now = clock.now();
    return store.update([key], (record): Decision<Claimed> => {
      if (!record && !opening) return { writes: [], result: { isUnknown: true } };
      const since = record ? now - record.checkedAt : interval;
      // A time ahead of now is from before the clock was set back.
      if (since >= 0 && since < interval) return { writes: [], result: { wait: interval - since } };
      return { writes: [put(key, { ...record, checkedAt: now })], result: { record } };
    });
  }

  /** Ends the task, unless something has changed since `seen` was read. */
  async function finish(
    owner: Owner,
    seen: HomeRecord | undefined,
    shown: Pick<HomeRecord, 'hash' | 'digest'>,
  ): Promise<Published> {
    const { done } = await outbox.noteTask(appointmentOf(owner), clock.now());
    const key = homeKey(owner);
    const isLast = await store.update([key], (current) => {
      const isLast = current?.change === seen?.change;
      if (!current) return { writes: [], result: true };
      const isSame = shown.hash === undefined;
      return {
        writes: [
          ...(isSame ? [] : [put(key, { ...current, ...shown })]),
          ...(isLast && current.change !== undefined ? done : []),
        ],
        result: isLast,
      };
    });
    return isLast ? { isDone: true } : { isDone: false, wait: interval };
  }

  /** Notes that something has changed on the Home tabs of these people, and publishes them. */
  async function noteChange(workspace: string, users: readonly string[]): Promise<void> {
    const owners = [...new Set(users)].map((user) => ({ workspace, user }));
    const records = await store.getMany(owners.map(homeKey));
    const visitors = owners.filter((_, place) => records[place] !== undefined);
    await Promise.all(
      visitors.map(async (owner) => {
        const key = homeKey(owner);
        const note = await outbox.noteTask(appointmentOf(owner), clock.now() + ownTime);
        await store.update([key, ...note.keys], (record, ...values) => ({
          writes: record
            ? [put(key, { ...record, change: crypto.randomUUID() }), ...note.writes(values)]
            : [],
          result: undefined,
        }));
        queue.add(owner);
      }),
    );
  }

  function remember(owner: Owner): void {
    const name = `${owner.workspace}/${owner.user}`;
    recent.delete(name);
    recent.set(name, { owner, at: clock.now() });
    const [oldest] = recent.keys();
    if (recent.size > maxRecent && oldest !== undefined) recent.delete(oldest);
  }

  return {
    opened: (owner: Owner, opening: Opening): void => queue.add(owner, opening),
    /** What changes a Home tab has happened already, and doesn't wait for this. */
    changed: (workspace: string, users: readonly string[]): void => {
      const noting = noteChange(workspace, users)
        .catch((error: unknown) =>
          log.warn({ err: error }, 'could not note that a Home tab has changed'),
        )
        .finally(() => notes.delete(noting));
      notes.add(noting);
    },
    /** The content was read anew: for people who may be looking at it. */
    contentChanged: (): void => {
      for (const { owner, at } of recent.values())
        if (clock.now() - at < recentTime) queue.add(owner);
    },
    /** For the outbox, after a crash or an outage. */
    task: async (owner: Owner): Promise<TaskResult> => {
      const published = await publish(owner);
      return published.isDone ? published : { isDone: false, retryAfter: published.wait / 1000 };
    },
    forgetPerson: forget,
    /**
     * Forgets that a person has opened their Home tab, which shows once more what is stored now, as
     * Slack goes on showing what was published.
     */
    erase: async (owner: Owner): Promise<void> => {
      const key = homeKey(owner);
      const record = await store.get(key);
      if (!record) return;
      const { view } = await compose(owner);
      await show(owner, view, undefined).catch(failed);
      await store.setMany([remove(key)]);
    },
    stop: async (): Promise<void> => {
      await Promise.all(notes);
      await queue.stop();
    },
  };
}

const digestOf = (view: HomeView): number => hash(JSON.stringify(view));

const appointmentOf = ({ workspace, user }: Owner) => ({ workspace, kind: taskKind, id: user });
