import type { Clock } from '../ports/clock.ts';
import type { Backlog } from '../ports/health.ts';
import type { Store } from '../ports/store.ts';
import { parseName, recordKey, recordSchema } from './record.ts';
import { dueBy, duePages, namespace } from './wake-index.ts';

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

/** How many records are read at once, and at most, to find one that is still due. */
const [wakeBatch, maxWakes] = [50, 500];

/**
 * When the earliest work that is due and not done became due, in milliseconds. Entries outlive their
 * work until the page is full and done, so their records are read, but only those of the first ones.
 */
export async function oldestWake(store: Store, now: number): Promise<number | undefined> {
  const { pages } = await duePages(store, now);
  const due = dueBy(pages, now).slice(0, maxWakes);
  for (let first = 0; first < due.length; first += wakeBatch) {
    const known = due.slice(first, first + wakeBatch).flatMap(({ name, wakeAt }) => {
      const appointment = parseName(name);
      return appointment ? [{ key: recordKey(appointment), wakeAt }] : [];
    });
    const records = await store.getMany(known.map(({ key }) => key));
    const open = known.find(({ wakeAt }, at) => records[at]?.wakeAt === wakeAt);
    if (open) return open.wakeAt;
  }
  return undefined;
}
