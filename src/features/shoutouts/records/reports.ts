import type { Clock } from '../../../ports/clock.ts';
import { put, remove } from '../../../ports/store.ts';
import {
  namespace,
  type Reason,
  type Report,
  reportKey,
  reportPrefix,
  reportSchema,
  shoutoutKey,
  waitingPrefix,
  waitingSchema,
} from './keys.ts';
import type { RepositoryDeps } from './repository.ts';

const maxReporters = 50;

/**
 * True for a new report, `undefined` if the shout-out is gone. Each person reports it once; after the
 * moderators left it as it is, it takes another person, or an edit, to report it again.
 */
export async function addReport(
  { store, clock }: RepositoryDeps & { readonly clock: Clock },
  workspace: string,
  id: string,
  { by: user, why }: Reason & { readonly by: string },
): Promise<boolean | undefined> {
  const key = reportKey(workspace, id);
  return store.update([shoutoutKey(workspace, id), key], (shoutout, before) => {
    if (!shoutout) return { writes: [], result: undefined };
    const { left } = before ?? {};
    const isNew = left !== undefined && (shoutout.edited ?? 0) > left;
    const by = isNew ? [] : (before?.by ?? []);
    if (by.includes(user) || by.length >= maxReporters) return { writes: [], result: false };
    const isReopened = left !== undefined;
    const reasons = [...(isReopened ? [] : (before?.reasons ?? [])), { by: user, why }];
    const since = before === undefined || isReopened ? clock.now() : before.since;
    return { writes: [put(key, { id, since, by: [...by, user], reasons })], result: true };
  });
}

export function findReport(
  { store }: RepositoryDeps,
  workspace: string,
  id: string,
): Promise<Report | undefined> {
  return store.get(reportKey(workspace, id));
}

/** Whether a shout-out has a report without a decision. */
export async function isReported(
  { store }: RepositoryDeps,
  workspace: string,
  id: string,
): Promise<boolean> {
  const report = await store.get(reportKey(workspace, id));
  return report !== undefined && report.left === undefined;
}

/** Ends the report of a shout-out with a decision. Who reported one that was left is kept. */
export function closeReport(
  { store, clock }: RepositoryDeps & { readonly clock: Clock },
  workspace: string,
  id: string,
  decision: 'hide' | 'leave',
): Promise<void> {
  const key = reportKey(workspace, id);
  return store.update([shoutoutKey(workspace, id), key], (shoutout, before) => {
    const isKept = shoutout && before && decision === 'leave';
    return {
      writes: [isKept ? put(key, { ...before, left: clock.now() }) : remove(key)],
      result: undefined,
    };
  });
}

/** The reports without a decision. */
export async function openReports(
  { store }: RepositoryDeps,
  workspace: string,
): Promise<readonly Report[]> {
  const reports: Report[] = [];
  const records = { namespace, prefix: reportPrefix(workspace), schema: reportSchema };
  await store.forEach(records, ({ value }) => {
    if (value.left === undefined) reports.push(value);
  });
  return reports;
}

/** The ids of the shout-outs whose consent was not given in time. */
export async function findOverdue(
  { store, clock }: RepositoryDeps & { readonly clock: Clock },
  workspace: string,
): Promise<readonly string[]> {
  const ids: string[] = [];
  const records = { namespace, prefix: waitingPrefix(workspace), schema: waitingSchema };
  await store.forEach(records, ({ value: { id, until } }) => {
    if (until <= clock.now()) ids.push(id);
  });
  return ids;
}
