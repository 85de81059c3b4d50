import { z } from 'zod';
import type { Appointment, Task, TaskResult } from '../../ports/outbox.ts';
import { type GivenChoice, givenChoices, type Person } from '../../ports/personal-data.ts';
import { SlackFailure, type Slacks } from '../../ports/slack.ts';
import { type Key, put, remove } from '../../ports/store.ts';
import { digestOf } from '../../text/digest.ts';
import type { MyDataDeps } from './deps.ts';
import { erasedMessage } from './message.ts';

/** The outbox's kind for the deletion of a person's data. */
export const taskKind = 'my-data';

/** Milliseconds that the process which takes the request has before the outbox's next run does it. */
const ownTime = 60_000;

/** Seconds until what is under way at Slack is looked at again. */
const underWayDelay = 30;

const erasureSchema = z.object({
  user: z.string(),
  given: z.enum(givenChoices),
  /** Whether the person had given thanks that are to be deleted or kept. */
  hasGiven: z.boolean().default(true),
  /** When the person confirmed it; milliseconds since 1970. */
  since: z.number(),
  /** The parts that are deleted already. */
  done: z.array(z.string()).default([]),
  /** Whether the person was told that it is done, or that may be. */
  isTold: z.boolean().default(false),
});
type ErasureRecord = z.infer<typeof erasureSchema>;

const recordKey = ({
  workspace,
  id,
}: Pick<Appointment, 'workspace' | 'id'>): Key<ErasureRecord> => ({
  namespace: 'my-data',
  name: `${workspace}/${id}`,
  schema: erasureSchema,
});

/** Its id doesn't contain the person's, which is to be left nowhere. */
function appointmentOf({ workspace, user }: Person): Appointment {
  return { workspace, kind: taskKind, id: digestOf(`${workspace}/${user}`) };
}

/**
 * Notes that a person's data is to be deleted, and begins. A second confirmation while it is being
 * deleted changes nothing.
 */
export async function requestErasure(
  { store, clock, outbox, log, audit }: MyDataDeps,
  person: Person,
  thanks: { readonly given: GivenChoice; readonly hasGiven: boolean },
): Promise<void> {
  const appointment = appointmentOf(person);
  const since = clock.now();
  const note = await outbox.noteTask(appointment, since + ownTime);
  const { workspace, user } = person;
  // In the same step: an entry that came later would keep the person's id.
  const noted = audit.noted(workspace, { what: 'my-data.deleted', who: user });
  const key = recordKey(appointment);
  const record: ErasureRecord = { user, ...thanks, since, done: [], isTold: false };
  await store.update([key, ...noted.keys, ...note.keys], (before, ...values) => {
    const [acts, tasks] = [values.slice(0, noted.keys.length), values.slice(noted.keys.length)];
    return {
      writes: before ? [] : [put(key, record), ...noted.writes(acts), ...note.writes(tasks)],
      result: undefined,
    };
  });
  outbox
    .arrange(appointment)
    .catch((error: unknown) => log.warn({ err: error }, 'could not begin a deletion; it follows'));
}

/** Goes on with the deletion of a person's data where it was left, on one replica at a time. */
export const erasureTask =
  (deps: MyDataDeps): Task =>
  (appointment, slacks) =>
    deps.store.withLock(
      `${appointment.workspace}/${taskKind}/${appointment.id}`,
      () => erase(deps, appointment, slacks),
      0,
    );

async function erase(
  deps: MyDataDeps,
  appointment: Appointment,
  slacks: Slacks,
): Promise<TaskResult> {
  const { store, outbox, parts } = deps;
  const { workspace } = appointment;
  const key = recordKey(appointment);
  const record = await store.get(key);
  if (!record) return clear();
  const { user, given, hasGiven, since } = record;
  for (const [name, part] of Object.entries(parts)) {
    if (record.done.includes(name)) continue;
    const result = await part.erase({ workspace, user, given, since, slacks });
    if (!result.isDone) return result;
    await change((before) => ({ ...before, done: [...before.done, name] }));
  }
  if (!(await outbox.forgetUser(workspace, user)))
    return { isDone: false, retryAfter: underWayDelay };
  if (!record.isTold) {
    const slack = await slacks(workspace);
    const early = await retryOf(slack.waitToPost?.());
    if (early) return early;
    // Noted before: after a crash it is not said a second time.
    await change((before) => ({ ...before, isTold: true }));
    const told = await deps.inLanguageOf({ workspace, id: user }, () =>
      erasedMessage(deps.content(), hasGiven ? given : 'all'),
    );
    const wait = await retryOf(slack.post({ channel: user }, told));
    if (wait) {
      await change((before) => ({ ...before, isTold: false }));
      return wait;
    }
  }
  await store.setMany([remove(key)]);
  return clear();

  /** Before the outbox forgets the task, so that this is tried again as well. */
  async function clear(): Promise<TaskResult> {
    await store.clearUnused();
    return { isDone: true };
  }

  function change(decide: (before: ErasureRecord) => ErasureRecord): Promise<void> {
    return store.update([key], (before) => ({
      writes: before ? [put(key, decide(before))] : [],
      result: undefined,
    }));
  }

  /** When to try again, if Slack certainly has not posted it. */
  async function retryOf(telling: Promise<unknown> | undefined): Promise<TaskResult | undefined> {
    try {
      await telling;
    } catch (error) {
      if (!(error instanceof SlackFailure)) throw error;
      const { outcome, retryAfter } = error;
      if (outcome === 'limited' || outcome === 'unreached') return { isDone: false, retryAfter };
      deps.log.warn({ code: error.code }, 'could not tell a person that their data is deleted');
    }
    return undefined;
  }
}
