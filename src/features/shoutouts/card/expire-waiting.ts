import type { ShoutoutDeps } from '../deps.ts';
import { waitedLongEnough } from '../records/reports.ts';
import { findShoutout } from '../records/repository.ts';
import { settled } from './announce.ts';

/** Milliseconds between two looks at what waits in a workspace. */
const pause = 3_600_000;
/** More workspaces than one process serves at once. */
const mostKnown = 10_000;

const lastLook = new WeakMap<ShoutoutDeps, Map<string, number>>();

/**
 * Lets shout-outs that nobody answered for a week be private, when something else happens in their workspace, once an hour at most.
 * Nothing hangs on it: whoever looks at one of them sees it as it should be by then.
 */
export function expireWaiting(parts: ShoutoutDeps, workspace: string): void {
  const known = lastLook.get(parts) ?? new Map<string, number>();
  lastLook.set(parts, known);
  const now = parts.clock.now();
  if (now - (known.get(workspace) ?? Number.NEGATIVE_INFINITY) < pause) return;
  if (known.size >= mostKnown) known.clear();
  known.set(workspace, now);
  waitedLongEnough(parts, workspace)
    .then(async (ids) => {
      for (const id of ids) {
        const shoutout = await findShoutout(parts, workspace, id);
        if (shoutout) await settled(parts, workspace, shoutout);
      }
    })
    .catch((error: unknown) =>
      parts.log.warn({ err: error }, 'waiting shout-outs were not seen to'),
    );
}
