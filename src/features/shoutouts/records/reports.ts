import type { Clock } from '../../../ports/clock.ts';
import { put, remove } from '../../../ports/store.ts';
import {
  namespace,
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

/** True for the first report of a shout-out, false for further ones, `undefined` if it is gone. */
export async function addReport(
  { store, clock }: RepositoryDeps & { readonly clock: Clock },
  workspace: string,
  id: string,
  user: string,
): Promise<boolean | undefined> {
  const key = reportKey(workspace, id);
  return store.update([shoutoutKey(workspace, id), key], (shoutout, before) => {
    if (!shoutout) return { writes: [], result: undefined };
    const by = before?.by ?? [];
    if (by.includes(user) || by.length >= maxReporters) return { writes: [], result: false };
    const after = { id, since: before?.since ?? clock.now(), by: [...by, user] };
    return { writes: [put(key, after)], result: before === undefined };
  });
}

/** Removes the report of a shout-out after a decision. */
export function closeReport(
  { store }: RepositoryDeps,
  workspace: string,
  id: string,
): Promise<void> {
  return store.setMany([remove(reportKey(workspace, id))]);
}

/** The reports without a decision. */
export async function openReports(
  { store }: RepositoryDeps,
  workspace: string,
): Promise<readonly Report[]> {
  const reports: Report[] = [];
  const records = { namespace, prefix: reportPrefix(workspace), schema: reportSchema };
  await store.forEach(records, ({ value }) => void reports.push(value));
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
