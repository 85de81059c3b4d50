import type { Appointment } from '../../../ports/outbox.ts';
import type { ShoutoutDeps } from '../deps.ts';

/** The outbox's kind for the tasks that show bundles; a task's id is that of the channel. */
export const bundleKind = 'bundle';

export type BundlePlace = { readonly workspace: string; readonly channel: string };

/** The task that shows what a channel's bundles hold, when it is time. */
export const bundleTask = ({ workspace, channel }: BundlePlace): Appointment => ({
  workspace,
  kind: bundleKind,
  id: channel,
});

/** Milliseconds until the task looks when the next bundle is. */
const firstLook = 30_000;

/** A card waits for the next bundle of a channel. */
export async function noteBundle(
  {
    store,
    clock,
    outbox,
  }: Pick<ShoutoutDeps, 'store' | 'clock'> & {
    readonly outbox: Pick<ShoutoutDeps['outbox'], 'noteTask'>;
  },
  place: BundlePlace,
): Promise<void> {
  const note = await outbox.noteTask(bundleTask(place), clock.now() + firstLook, {
    keepsEarlier: true,
  });
  await store.update(note.keys, (...values) => ({
    writes: note.writes(values),
    result: undefined,
  }));
}
