import { z } from 'zod';
import type { Appointment } from '../ports/outbox.ts';
import { remove } from '../ports/store.ts';
import { parseName, recordKey, updateRecord } from './record.ts';
import { settle } from './settle.ts';
import type { Limits, StepDeps } from './steps/step.ts';
import { forgetEntries, namespace } from './wake-index.ts';

type Person = { readonly workspace: string; readonly user: string };

/**
 * Ends every appointment of a person, whose data was deleted before, so that no planner arranges
 * it anew; then forgets the appointments and their entries in the wake index. False if one can't be
 * ended yet, as a call may still be running.
 */
export async function forgetUser(deps: StepDeps, person: Person, limits: Limits): Promise<boolean> {
  const isTheirs = (name: string): boolean => {
    const { workspace, id = '' } = parseName(name) ?? {};
    const { user } = person;
    return workspace === person.workspace && (id === user || id.startsWith(`${user}/`));
  };
  const found: Appointment[] = [];
  const records = { namespace, prefix: `${person.workspace}/`, schema: z.unknown() };
  await deps.store.forEach(records, ({ name }) => {
    const appointment = isTheirs(name) ? parseName(name) : undefined;
    if (appointment) found.push(appointment);
  });
  const ended: boolean[] = [];
  for (const appointment of found) ended.push(await forget(deps, appointment, limits));
  if (!ended.every(Boolean)) return false;
  // An entry moves when a page becomes full, and may be missed by one pass.
  while ((await forgetEntries(deps.store, isTheirs)) > 0);
  return true;
}

async function forget(deps: StepDeps, appointment: Appointment, limits: Limits): Promise<boolean> {
  const { store, clock, tasks } = deps;
  const key = recordKey(appointment);
  const isTask = tasks.has(appointment.kind);
  if (!isTask) {
    const wakeAt = clock.now();
    await updateRecord(
      store,
      appointment,
      wakeAt,
      (current) => current && { ...current, wish: 'cancel', wakeAt },
    );
    await settle(deps, appointment, limits);
  }
  return store.update([key], (current) => {
    const isEnded = isTask || (current?.stage.name === 'idle' && current.wish === 'none');
    return { writes: isEnded ? [remove(key)] : [], result: isEnded || current === undefined };
  });
}
