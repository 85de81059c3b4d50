import { z } from 'zod';
import type { TaskResult } from '../../../ports/outbox.ts';
import type { Erasure } from '../../../ports/personal-data.ts';
import { type Key, put, remove } from '../../../ports/store.ts';
import {
  gone,
  headKey,
  indexOfPage,
  type Page,
  pageSchema,
  removeIfEmpty,
} from '../../../store/index-pages.ts';
import { mentionsId } from '../../../text/mentions-id.ts';
import { announce } from '../card/announce.ts';
import { type CallOutcome, callOutcome, finalRefusal } from '../card/call-outcome.ts';
import { composeReport } from '../card/report-message.ts';
import { cardLock } from '../card/sync-card.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { ownedRecapsKey, personKey, recapPlanKey, recapPlans } from '../recap/plan.ts';
import { monthIndex, monthsIndex, type Side, sides } from '../records/indexes.ts';
import {
  monthsNamespace,
  namespace,
  preferencesKey,
  quotaKey,
  quotaTtl,
  removalKey,
  reportKey,
  weekKey,
} from '../records/keys.ts';
import { messagesOf, updateMessages } from '../records/messages.ts';
import { changeShoutout, findShoutout } from '../records/repository.ts';
import { timeOf } from '../shoutout.ts';
import {
  messagesWithout,
  reportMessageWithout,
  reportWithout,
  weekWithout,
  withoutPerson,
} from './without-person.ts';

const done: TaskResult = { isDone: true };

/**
 * Walks all records of the workspace once, in constant memory, and takes the person out of each, as
 * neither witnesses nor reports nor weeks are listed by person. Each record is changed in one step,
 * so after a crash the walk begins anew and finds what is left. Shout-outs given after the person
 * confirmed it are left as they are.
 */
export async function erasePerson(deps: ShoutoutDeps, erasure: Erasure): Promise<TaskResult> {
  const { store } = deps;
  const { workspace, user, slacks } = erasure;
  const isNamedIn = mentionsId(user);
  const records = { namespace, prefix: `${workspace}/`, schema: z.unknown() };
  const waits: number[] = [];
  let isDone = true;
  await store.forEach(records, async ({ name, value }) => {
    if (!isNamedIn(name) && !isNamedIn(JSON.stringify(value))) return;
    const result = await eraseFrom({ ...deps, slacks }, erasure, name.slice(workspace.length + 1));
    isDone &&= result.isDone;
    if (result.retryAfter !== undefined) waits.push(result.retryAfter);
  });
  await removeIndexes(deps, erasure);
  await eraseFromRecaps(deps, erasure);
  return { isDone, ...(waits.length > 0 ? { retryAfter: Math.max(...waits) } : {}) };
}

/** `name`: without the workspace. */
async function eraseFrom(deps: ShoutoutDeps, erasure: Erasure, name: string): Promise<TaskResult> {
  const { store } = deps;
  const { workspace, user, since } = erasure;
  const [kind, id = '', detail = ''] = name.split('/');
  const isNew = timeOf(id) > since;
  const edit = <Value>(key: Key<Value>, change: (before: Value) => Value): Promise<TaskResult> =>
    store.update([key] as const, (before) => ({
      writes: before === undefined ? [] : [put(key, change(before as Value))],
      result: done,
    }));
  switch (kind) {
    case 'shoutout':
      return isNew ? done : eraseFromShoutout(deps, erasure, id);
    case 'notice':
      return isNew ? done : eraseFromMessages(deps, erasure, id);
    case 'report':
      return isNew ? done : edit(reportKey(workspace, id), (one) => reportWithout(one, user));
    case 'removal':
      return edit(removalKey(workspace, id), ({ by, ...rest }) =>
        by === user || by === undefined ? rest : { ...rest, by },
      );
    case 'week':
      return edit(weekKey(workspace, id, detail), (week) => weekWithout(week, user));
    case 'quota':
      return keepNewOfQuota();
    case 'person':
      await store.setMany([remove(preferencesKey(workspace, user))]);
      return done;
    case 'done':
      await store.setMany([
        remove({ namespace, name: `${workspace}/${name}`, schema: z.unknown() }),
      ]);
      return done;
    default:
      return done;
  }

  function keepNewOfQuota(): Promise<TaskResult> {
    const key = quotaKey(workspace, user, detail);
    return store.update([key], (quota) => {
      const ids = quota?.ids.filter((one) => timeOf(one) > since) ?? [];
      const writes = [ids.length > 0 ? put(key, { ids }, quotaTtl) : remove(key)];
      return { writes, result: done };
    });
  }
}

/** The card and the messages to others change like after any other change. */
async function eraseFromShoutout(
  deps: ShoutoutDeps,
  erasure: Erasure,
  id: string,
): Promise<TaskResult> {
  const { workspace, user, given } = erasure;
  const changed = await changeShoutout(deps, workspace, id, withoutPerson(user, given));
  // What fails here is noted with the change, and finished by its own task.
  if (changed.kind === 'changed')
    await announce(deps, workspace, id).all.catch((error: unknown) =>
      deps.log.warn({ err: error }, 'could not announce a shout-out; it is tried again'),
    );
  return eraseFromMessages(deps, erasure, id);
}

/** Deletes the direct message to the person, and names nobody in the message to the moderators. */
function eraseFromMessages(
  deps: ShoutoutDeps,
  { workspace, user, since }: Erasure,
  id: string,
): Promise<TaskResult> {
  return deps.store.withLock(cardLock(workspace, id), async () => {
    const slack = await deps.slacks(workspace);
    const before = await messagesOf(deps, workspace, id);
    if (!mentionsId(user)(JSON.stringify(before))) return done;
    const outcomes: CallOutcome[] = [];
    for (const { at } of before.sent.filter((one) => one.user === user))
      if (at) outcomes.push(await callOutcome(slack.deleteMessage(at)));
    const { report } = before;
    if (report?.at) {
      const shoutout = await findShoutout(deps, workspace, id);
      const { at } = report;
      const place = { workspace, channel: at.channel };
      const shown = await composeReport(deps, place, shoutout, reportMessageWithout(report, user));
      outcomes.push(await callOutcome(slack.update(at, shown)));
    }
    const age = deps.clock.now() - since;
    const open = outcomes.find((one) => one.kind !== 'done' && !finalRefusal(one, age));
    if (open)
      return {
        isDone: false,
        isRefused: open.kind === 'refused',
        ...(open.kind === 'limited' ? { retryAfter: open.retryAfter } : {}),
      };
    await updateMessages(deps, workspace, id, (one) => messagesWithout(one, user));
    return done;
  });
}

/** The indexes of a person's histories that are empty now, and their names in those of months. */
async function removeIndexes(deps: ShoutoutDeps, { workspace, user }: Erasure): Promise<void> {
  for (const side of sides) {
    const indexes = new Set<string>();
    const prefix = `${workspace}/index/${side}/${user}/`;
    await deps.store.forEach({ namespace, prefix, schema: z.unknown() }, ({ name }) => {
      const index = indexOfPage(namespace, name);
      if (index) indexes.add(index.name);
    });
    for (const name of indexes) await removeIfEmpty(deps, { namespace, workspace, name });
    await removeMonths(deps, { workspace, user, side });
  }
}

type HistoryOwner = { readonly workspace: string; readonly user: string; readonly side: Side };

async function removeMonths(
  { store }: ShoutoutDeps,
  { workspace, user, side }: HistoryOwner,
): Promise<void> {
  const prefix = `${workspace}/index/${side}/${user}/`;
  const pages = { namespace: monthsNamespace, prefix, schema: pageSchema };
  await store.forEach(pages, async ({ name, value: { items } }) => {
    const key: Key<Page> = { namespace: monthsNamespace, name, schema: pageSchema };
    const months = items.filter((month) => month !== gone);
    const heads = months.map((month) => headKey(monthIndex(workspace, side, user, month)));
    await store.update([key, ...heads], (page, ...found) => {
      if (!page) return { writes: [], result: undefined };
      const empty = new Set(months.filter((_, place) => found[place] === undefined));
      const left = page.items.map((month) => (empty.has(month) ? gone : month));
      return { writes: [put(key, { ...page, items: left })], result: undefined };
    });
  });
  await removeIfEmpty({ store }, monthsIndex(workspace, side, user));
}

/** The recaps of channels stay; what they tell has changed with the shout-outs. */
async function eraseFromRecaps(
  { store }: ShoutoutDeps,
  { workspace, user }: Erasure,
): Promise<void> {
  await store.forEach(recapPlans(workspace), async ({ name, value }) => {
    if (value.owner !== user) return;
    const key = recapPlanKey(workspace, name.slice(name.lastIndexOf('/') + 1));
    await store.update([key], (plan) => {
      if (plan?.owner !== user) return { writes: [], result: undefined };
      const { owner: _, ...rest } = plan;
      return { writes: [put(key, rest)], result: undefined };
    });
  });
  await store.setMany([
    remove(personKey(workspace, user)),
    remove(ownedRecapsKey(workspace, user)),
  ]);
}
