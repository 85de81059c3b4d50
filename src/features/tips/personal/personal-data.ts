import type { DataRow, Erasure, Person, PersonalData } from '../../../ports/personal-data.ts';
import { put, remove } from '../../../ports/store.ts';
import type { TipDeps } from '../deps.ts';
import {
  drawKey,
  focusKey,
  notUsefulKey,
  notUsefulRecords,
  ownedKey,
  planKey,
  planRecords,
  pressesKey,
  triesKey,
} from '../keys.ts';
import { isPersonal, type Plan } from '../plan.ts';

type StoreDeps = Pick<TipDeps, 'store'>;

/** A person's own tips and tries, and the plans of channels that they set up. */
export function tipData(deps: StoreDeps): PersonalData {
  const { store } = deps;
  return {
    count: async (person) => {
      const { workspace, user } = person;
      const [own, tries, focus, plans] = await Promise.all([
        store.get(planKey(workspace, user)),
        store.get(triesKey(workspace, user)),
        store.get(focusKey(workspace, user)),
        channelPlans(deps, person),
      ]);
      return {
        tries: tries?.tries.length ?? 0,
        focus: focus ? 1 : 0,
        'own-plan': own ? 1 : 0,
        plans: plans.length,
      };
    },
    rows: (person) => rowsOf(deps, person),
    erase: async (erasure) => {
      await removeOwner(deps, erasure);
      await removeRemarks(deps, erasure);
      const { workspace, user } = erasure;
      const own = [planKey, drawKey, focusKey, ownedKey, pressesKey, triesKey];
      await store.setMany(own.map((keyOf) => remove<unknown>(keyOf(workspace, user))));
      return { isDone: true };
    },
  };
}

/** The plans that are known as theirs, without reading those of others. */
async function channelPlans(
  { store }: StoreDeps,
  { workspace, user }: Person,
): Promise<readonly Plan[]> {
  const owned = await store.get(ownedKey(workspace, user));
  const found = await store.getMany((owned?.plans ?? []).map((id) => planKey(workspace, id)));
  return found.flatMap((plan) => (plan?.owner === user && !isPersonal(plan) ? [plan] : []));
}

async function rowsOf(deps: StoreDeps, person: Person): Promise<readonly DataRow[]> {
  const { store } = deps;
  const { workspace, user } = person;
  const [own, tries, focus, plans] = await Promise.all([
    store.get(planKey(workspace, user)),
    store.get(triesKey(workspace, user)),
    store.get(focusKey(workspace, user)),
    channelPlans(deps, person),
  ]);
  const rows: DataRow[] = [
    ...(own ? [planRow('own tips', own)] : []),
    ...plans.map((plan) => ({ ...planRow('tips of a channel', plan), channel: plan.id })),
    ...(focus ? [{ what: 'focus', skill: focus.skill }] : []),
    ...(tries?.tries ?? []).map(
      ({ date, skill, tip, text, situation, outcome }): DataRow => ({
        what: 'try',
        ...{ date, skill, tip },
        ...(text === undefined ? {} : { text }),
        ...(situation === undefined ? {} : { situation }),
        ...(outcome === undefined ? {} : { outcome }),
      }),
    ),
    ...(tries ? [{ what: 'questions', asks: tries.asks, recalls: tries.recalls !== false }] : []),
  ];
  const records = { ...notUsefulRecords, prefix: `${workspace}/` };
  await store.forEach(records, ({ value: { tip, people } }) => {
    if (people.includes(user)) rows.push({ what: 'not useful', tip });
  });
  return rows;
}

const planRow = (what: string, { isOn, rule, skills, mode }: Plan): DataRow => {
  const { time, days, zone } = rule;
  return { what, isOn, time, days, zone, skills, mode };
};

/** The plans of channels stay. */
async function removeOwner({ store }: StoreDeps, { workspace, user }: Erasure): Promise<void> {
  await store.forEach(planRecords(workspace), async ({ value }) => {
    if (value.owner !== user || isPersonal(value)) return;
    const key = planKey(workspace, value.id);
    await store.update([key], (plan) => {
      if (plan?.owner !== user) return { writes: [], result: undefined };
      const { owner: _, ...rest } = plan;
      return { writes: [put(key, rest)], result: undefined };
    });
  });
}

async function removeRemarks({ store }: StoreDeps, { workspace, user }: Erasure): Promise<void> {
  const records = { ...notUsefulRecords, prefix: `${workspace}/` };
  await store.forEach(records, async ({ value: { tip, people } }) => {
    if (!people.includes(user)) return;
    const key = notUsefulKey(workspace, tip);
    await store.update([key], (before) => {
      if (!before) return { writes: [], result: undefined };
      const others = before.people.filter((id) => id !== user);
      return { writes: [put(key, { ...before, people: others })], result: undefined };
    });
  });
}
