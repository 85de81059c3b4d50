import type { Clock } from '../ports/clock.ts';
import type { Backlog } from '../ports/health.ts';
import type { Store } from '../ports/store.ts';
import { recordSchema } from './record.ts';
import { namespace } from './wake-index.ts';

/** Counts what a workspace has at Slack, and what is due to be brought there. */
export async function backlogOf(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  workspace: string,
): Promise<Backlog> {
  let [queued, late] = [0, 0];
  let oldest: number | undefined;
  const now = clock.now();
  const records = { namespace, prefix: `${workspace}/`, schema: recordSchema };
  await store.forEach(records, ({ value: { stage, wakeAt } }) => {
    if (stage.name === 'queued' && stage.second * 1000 > now) queued += 1;
    if (wakeAt === undefined || wakeAt > now) return;
    late += 1;
    oldest = Math.min(oldest ?? wakeAt, wakeAt);
  });
  return { queued, late, oldest };
}
