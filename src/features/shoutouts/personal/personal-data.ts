import type { DataRow, Person, PersonalData } from '../../../ports/personal-data.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { ownedRecapsKey, recapPlanKey, recapPlans } from '../recap/plan.ts';
import { countHistory, wholeHistoryOf } from '../records/history.ts';
import { stateOn } from '../records/indexes.ts';
import {
  namespace,
  type Preferences,
  preferencesKey,
  reportPrefix,
  reportSchema,
} from '../records/keys.ts';
import { waitingFor } from '../records/waiting.ts';
import { timeOf } from '../shoutout.ts';
import { erasePerson } from './erase.ts';

/** Thanks received and given, and how a person wants to be thanked. */
export function shoutoutData(deps: ShoutoutDeps): PersonalData {
  const { store } = deps;
  return {
    count: async ({ workspace, user }) => {
      const [received, waiting, given, chosen, recaps] = await Promise.all([
        countHistory(deps, { workspace, user, side: 'received' }),
        waitingFor(deps, { workspace, user }),
        countHistory(deps, { workspace, user, side: 'given' }),
        store.get(preferencesKey(workspace, user)),
        countRecaps(deps, { workspace, user }),
      ]);
      const wish = isChosen(chosen) ? 1 : 0;
      return { received, waiting: waiting.length, given, wish, recaps };
    },
    rows: async (person) => [
      ...(await historyRows(deps, person)),
      ...(await wishRows(deps, person)),
      ...(await otherRows(deps, person)),
    ],
    erase: (erasure) => erasePerson(deps, erasure),
  };
}

/** Without a choice it is kept only when they first heard of shout-outs. */
const isChosen = (kept: Preferences | undefined): kept is Preferences =>
  kept !== undefined && kept.introducedAt === undefined;

/** Of those that are known as theirs, without reading those of others. */
async function countRecaps({ store }: ShoutoutDeps, { workspace, user }: Person): Promise<number> {
  const owned = await store.get(ownedRecapsKey(workspace, user));
  const channels = owned?.channels ?? [];
  const plans = await store.getMany(channels.map((one) => recapPlanKey(workspace, one)));
  return plans.filter((plan) => plan?.owner === user).length;
}

/** Loaded on demand, because it imports a library that nothing else needs. */
const loadExport = () => import('../records/export.ts');

async function historyRows(deps: ShoutoutDeps, person: Person): Promise<readonly DataRow[]> {
  const rows: DataRow[] = [];
  const { exportRow } = await loadExport();
  const colleague = deps.content().words('shoutout.colleague');
  // Slack may hide the channel from the person.
  for (const shoutout of await waitingFor(deps, person))
    rows.push({ what: 'received', ...exportRow(shoutout, colleague), channel: '' });
  for (const side of ['received', 'given'] as const) {
    for await (const shoutout of wholeHistoryOf(deps, { ...person, side })) {
      const state = stateOn(side, shoutout.state);
      rows.push({ what: side, ...exportRow(shoutout, colleague), state });
    }
  }
  return rows;
}

async function wishRows(
  { store }: ShoutoutDeps,
  { workspace, user }: Person,
): Promise<readonly DataRow[]> {
  const found = await store.get(preferencesKey(workspace, user));
  return isChosen(found) ? [{ what: 'wish', wish: found.wish, retell: found.retell }] : [];
}

/** Found by reading all shout-outs, as nothing lists them by person; without others' words. */
async function otherRows(
  deps: ShoutoutDeps,
  { workspace, user }: Person,
): Promise<readonly DataRow[]> {
  const rows: DataRow[] = [];
  const { forEachShoutout } = await loadExport();
  await forEachShoutout(deps, workspace, ({ id, seenBy }) => {
    if (seenBy.includes(user)) rows.push({ what: 'saw it too', id, given: isoTime(timeOf(id)) });
  });
  const reports = { namespace, prefix: reportPrefix(workspace), schema: reportSchema };
  await deps.store.forEach(reports, ({ value: { id, by, reasons } }) => {
    const why = reasons.find((one) => one.by === user)?.why;
    if (by.includes(user) || why !== undefined)
      rows.push({ what: 'reported', id, ...(why === undefined ? {} : { text: why }) });
  });
  await deps.store.forEach(recapPlans(workspace), ({ name, value: { owner, isOn } }) => {
    const channel = name.slice(name.lastIndexOf('/') + 1);
    if (owner === user) rows.push({ what: 'recap of a channel', isOn, channel });
  });
  return rows;
}

const isoTime = (time: number): string => Temporal.Instant.fromEpochMilliseconds(time).toString();
