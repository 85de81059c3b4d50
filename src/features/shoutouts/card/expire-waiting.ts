import type { ShoutoutDeps } from '../deps.ts';
import { findOverdue } from '../records/reports.ts';
import { findShoutout } from '../records/repository.ts';
import { expireIfOverdue } from './announce.ts';

/** Milliseconds between two checks of a workspace. */
const checkInterval = 3_600_000;
/** More workspaces than one process serves at a time. */
const maxWorkspaces = 10_000;

const lastChecks = new WeakMap<ShoutoutDeps, Map<string, number>>();

/**
 * Makes overdue shout-outs of a workspace private, at most once an hour. Runs in the background
 * when something else happens in the workspace; nothing depends on it, as every reader checks the
 * deadline itself.
 */
export function expireWaiting(deps: ShoutoutDeps, workspace: string): void {
  const checkedAt = lastChecks.get(deps) ?? new Map<string, number>();
  lastChecks.set(deps, checkedAt);
  const now = deps.clock.now();
  // A check ahead of now was made before the clock was set back.
  const sinceLast = Math.abs(now - (checkedAt.get(workspace) ?? Number.NEGATIVE_INFINITY));
  if (sinceLast < checkInterval) return;
  if (checkedAt.size >= maxWorkspaces) checkedAt.clear();
  checkedAt.set(workspace, now);
  expireAll(deps, workspace).catch((error: unknown) =>
    deps.log.warn({ err: error }, 'could not expire waiting shout-outs'),
  );
}

async function expireAll(deps: ShoutoutDeps, workspace: string): Promise<void> {
  for (const id of await findOverdue(deps, workspace)) {
    const shoutout = await findShoutout(deps, workspace, id);
    if (shoutout) await expireIfOverdue(deps, workspace, shoutout);
  }
}
