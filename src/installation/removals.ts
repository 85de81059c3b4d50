import type { Audit } from '../ports/audit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Appointment, Outbox, Task } from '../ports/outbox.ts';
import { put, remove, type Store } from '../ports/store.ts';
import { lockName, placeKey, type Removal, removalKey } from './record.ts';

/** The kind of the task that deletes a workspace's data. */
export const deletionKind = 'deletion';

const day = 24 * 3_600_000;

/** Real milliseconds that one run of the task deletes for; the next continues. */
const deletionTime = 20_000;

export type RemovalDeps = {
  readonly store: Store;
  readonly outbox: Pick<Outbox, 'noteTask'> & {
    readonly wakeWorkspace: (workspace: string) => Promise<void>;
    readonly forgetWorkspace: (workspace: string) => Promise<void>;
  };
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: Pick<Audit, 'note'>;
  /** For how many days the data of a workspace is kept that the app was removed from. */
  readonly keepDataDays: number;
};

export type Removals = {
  /**
   * The app was removed from a workspace: from now on nothing is found of its installation, and its
   * data is deleted when its time has come. Again it changes nothing.
   */
  readonly leave: (workspace: string) => Promise<void>;
  /**
   * The app was added again: data that is still whole is kept. False if some of it is gone already
   * and the rest could not be deleted in time. Call it with the lock of the installation.
   */
  readonly keep: (workspace: string) => Promise<boolean>;
  readonly removalOf: (workspace: string) => Promise<Removal | undefined>;
  /** Deletes a workspace's data, on any replica and also after a crash. */
  readonly deletion: Task;
};

export function removals(deps: RemovalDeps): Removals {
  const { store, outbox, clock, log, audit, keepDataDays } = deps;
  const appointmentOf = (workspace: string): Appointment => ({
    workspace,
    kind: deletionKind,
    id: 'data',
  });

  /** Deletes for some time; true when nothing is left but the record of the removal. */
  async function deleteData(workspace: string, isHeld: () => boolean): Promise<boolean> {
    const end = performance.now() + deletionTime;
    const { done } = await outbox.noteTask(appointmentOf(workspace), 0);
    const except = [removalKey(workspace), ...done.map(({ key }) => key)];
    const mayContinue = () => isHeld() && performance.now() < end;
    if (!(await store.removeWorkspace(workspace, { except, mayContinue }))) return false;
    await outbox.forgetWorkspace(workspace);
    await store.clearUnused();
    return true;
  }

  return {
    removalOf: (workspace) => store.get(removalKey(workspace)),

    leave: async (workspace) => {
      // Before the rest, so that no entry is left behind where the data is deleted at once.
      if (!(await store.get(removalKey(workspace))))
        await audit.note(workspace, { what: 'app.removed', who: 'slack' });
      const since = clock.now();
      const deleteAt = since + keepDataDays * day;
      const note = await outbox.noteTask(appointmentOf(workspace), deleteAt);
      const isNew = await store.update(
        [removalKey(workspace), ...note.keys],
        (removal, ...values) => {
          const place = remove(placeKey(workspace));
          if (removal) return { writes: [place], result: false };
          const noted = put(removalKey(workspace), { since, deleteAt });
          return { writes: [place, noted, ...note.writes(values)], result: true };
        },
      );
      if (isNew) log.info({ workspace, keepDataDays }, 'the app was removed from a workspace');
    },

    keep: async (workspace) => {
      const removal = await store.get(removalKey(workspace));
      if (!removal) return true;
      if (removal.isDeleting && !(await deleteData(workspace, () => true))) return false;
      await store.setMany([remove(removalKey(workspace))]);
      return true;
    },

    deletion: ({ workspace }) =>
      store.withLock(lockName(workspace), async ({ held }) => {
        const removal = await store.get(removalKey(workspace));
        if (!removal) return { isDone: true };
        // What is deleted is gone, so not by a clock that is wrong.
        const isRight = (await clock.isRight?.()) !== false;
        const left = Math.ceil((removal.deleteAt - clock.now()) / 1000);
        if (!isRight || left > 0) return { isDone: false, retryAfter: Math.max(left, 60) };
        if (!removal.isDeleting)
          await store.setMany([put(removalKey(workspace), { ...removal, isDeleting: true })]);
        if (!(await deleteData(workspace, held))) return { isDone: false, retryAfter: 1 };
        await store.setMany([remove(removalKey(workspace))]);
        log.info({ workspace }, 'deleted the data of a workspace without the app');
        return { isDone: true };
      }),
  };
}
