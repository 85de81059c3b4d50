import { type Act, type Audit, type AuditEntry, allWorkspaces } from '../ports/audit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { DataRow, PersonalData } from '../ports/personal-data.ts';
import { put, type Store } from '../ports/store.ts';
import { day, entryKey, entryPrefix, entrySchema, latestKey, namespace } from './record.ts';

type AuditDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** For how many days entries are kept. */
  readonly auditDays?: number | undefined;
};

const defaultAuditDays = 365;

/** How many entries are listed in Slack. */
const maxLatest = 20;

export type AuditLog = Audit & {
  readonly personalData: PersonalData;
  /** Resolves when everything that was noted is stored, or has failed. */
  readonly settled: () => Promise<void>;
};

/** The log of changes in each workspace: the person, the change, the time. */
export function auditLog({ store, clock, log, auditDays = defaultAuditDays }: AuditDeps): AuditLog {
  const pending = new Set<Promise<void>>();
  const keyOf = (workspace: string) => (id: string) => entryKey(workspace, id, auditDays);

  function noted(workspace: string, { what, who, where, to }: Act): ReturnType<Audit['noted']> {
    const at = clock.now();
    // In the order of time, with a part of chance for what happens in the same millisecond.
    const id = `${String(at).padStart(15, '0')}-${crypto.randomUUID().slice(0, 8)}`;
    const entry = {
      ...{ at, what, who },
      ...(where === undefined ? {} : { where }),
      ...(to === undefined ? {} : { to }),
    };
    const latest = latestKey(workspace);
    return {
      keys: [latest],
      writes: ([known]) => {
        const { ids } = (known as { readonly ids: readonly string[] } | undefined) ?? { ids: [] };
        const next = { ids: [...ids, id].slice(-maxLatest) };
        const ttl = auditDays * day;
        return [put(keyOf(workspace)(id), entry, ttl), put(latest, next)];
      },
    };
  }

  function note(workspace: string, act: Act): Promise<void> {
    const { keys, writes } = noted(workspace, act);
    const writing: Promise<void> = store
      .update(keys, (...values) => ({ writes: writes(values), result: undefined }))
      .catch((error: unknown) =>
        log.error({ err: error, workspace, what: act.what }, 'could not note an act'),
      )
      .finally(() => pending.delete(writing));
    pending.add(writing);
    return writing;
  }

  async function latest(workspace: string): Promise<readonly AuditEntry[]> {
    const places = [workspace, allWorkspaces];
    const heads = await store.getMany(places.map(latestKey));
    const keys = heads.flatMap((head, place) =>
      // The newest first, also of those in the same millisecond.
      [...(head?.ids ?? [])].reverse().map(keyOf(places[place] ?? workspace)),
    );
    const found = keys.length > 0 ? await store.getMany(keys) : [];
    return found
      .flatMap((entry) => entry ?? [])
      .sort((one, other) => other.at - one.at)
      .slice(0, maxLatest);
  }

  async function settled(): Promise<void> {
    await Promise.all(pending);
  }

  const entriesOf = (workspace: string) => ({
    namespace,
    prefix: entryPrefix(workspace),
    schema: entrySchema,
  });

  const personalData: PersonalData = {
    count: async () => ({}),
    rows: async ({ workspace, user }) => {
      const rows: DataRow[] = [];
      await store.forEach(entriesOf(workspace), ({ value: { at, what, who, where } }) => {
        if (who !== user) return;
        const time = Temporal.Instant.fromEpochMilliseconds(at).toString();
        rows.push({ what: 'audit log', act: what, at: time, ...(where ? { where } : {}) });
      });
      return rows;
    },
    /** What was done stays noted, without the person. */
    erase: async ({ workspace, user }) => {
      await settled();
      await store.forEach(entriesOf(workspace), async ({ name, value }) => {
        if (value.who !== user) return;
        const key = keyOf(workspace)(name.slice(entryPrefix(workspace).length));
        const left = Math.max(1, value.at + auditDays * day - clock.now());
        await store.update([key], (entry) => ({
          writes:
            entry?.who === user
              ? [put(key, { ...entry, who: 'deleted' }, Math.min(left, auditDays * day))]
              : [],
          result: undefined,
        }));
      });
      return { isDone: true };
    },
  };

  return { note, noted, latest, personalData, settled };
}
