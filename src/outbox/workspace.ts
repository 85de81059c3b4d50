import { z } from 'zod';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { type AppointmentRecord, parseName, recordSchema, updateRecord } from './record.ts';
import { lease } from './steps/next-step.ts';
import { namespace } from './wake-index.ts';

/**
 * Wakes every appointment of a workspace to which the app was added again. Slack may have dropped
 * what was queued when the app was removed, so each message is looked for as after a lost answer.
 */
export async function wakeWorkspace(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  workspace: string,
): Promise<void> {
  const now = clock.now();
  const records = { namespace, prefix: `${workspace}/`, schema: z.unknown() };
  await store.forEach(records, async ({ name, value }) => {
    const appointment = parseName(name);
    const { data: seen } = recordSchema.safeParse(value);
    if (!appointment || seen?.wakeAt === undefined) return;
    await updateRecord(store, appointment, now, (current) =>
      current?.revision === seen.revision ? { ...doubted(current, now), wakeAt: now } : undefined,
    );
  });
}

function doubted(record: AppointmentRecord, now: number): AppointmentRecord {
  if (record.stage.name !== 'queued' || record.stage.second * 1000 <= now) return record;
  const { scheduled: _, ...message } = record.stage;
  const token = crypto.randomUUID();
  return { ...record, stage: { ...message, name: 'queueing', token, since: now - lease } };
}
