import { itemsOf, newest } from '../../../store/index-pages.ts';
import type { Shoutout } from '../shoutout.ts';
import { momentIndex, monthIndex, monthOf, monthsIndex, type Side } from './indexes.ts';
import { shoutoutKey } from './keys.ts';
import { preferencesOf } from './preferences.ts';
import type { RepositoryDeps } from './repository.ts';

export type History = {
  /** Newest first. */
  readonly shoutouts: readonly Shoutout[];
  /** The cursor of the next older page; `undefined` on the last one. */
  readonly older: string | undefined;
};

type HistoryOwner = { readonly workspace: string; readonly user: string; readonly side: Side };

const cursorPattern = /^(?<month>\d{4}-\d{2})_(?<position>.*)$/;

/** A page of at most `count` shout-outs that a person received or gave. */
export async function historyOf(
  { store }: RepositoryDeps,
  { workspace, user, side }: HistoryOwner,
  count: number,
  cursor = '',
): Promise<History> {
  const from = cursorPattern.exec(cursor)?.groups;
  const months = (await monthsOf({ store }, { workspace, user, side })).filter(
    (month) => !from?.month || month <= from.month,
  );
  const ids: string[] = [];
  let older: string | undefined;
  for (const [place, month] of months.entries()) {
    const index = monthIndex(workspace, side, user, month);
    const start = month === from?.month ? from.position : undefined;
    const page = await newest({ store }, index, count - ids.length, start || undefined);
    ids.push(...page.items);
    if (ids.length < count) continue;
    const next = months[place + 1];
    older = page.older ? `${month}_${page.older}` : next && `${next}_`;
    break;
  }
  return { shoutouts: await findAll({ store }, workspace, ids), older };
}

/** The months of a person's history, newest first; at most twelve a year. */
async function monthsOf(
  { store }: RepositoryDeps,
  { workspace, user, side }: HistoryOwner,
): Promise<readonly string[]> {
  const months = new Set<string>();
  for await (const month of itemsOf({ store }, monthsIndex(workspace, side, user)))
    months.add(month);
  return [...months].sort((one, other) => (one < other ? 1 : -1));
}

/** Everything that a person received or gave, newest first. */
export async function* wholeHistoryOf(
  { store }: RepositoryDeps,
  owner: HistoryOwner,
): AsyncGenerator<Shoutout, void> {
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const page: History = await historyOf({ store }, owner, 100, cursor);
    yield* page.shoutouts;
    cursor = page.older;
  }
}

/** How many months back moments of a skill are looked for. */
const momentMonths = 12;
const momentsPerMonth = 10;

/**
 * Up to `count` moments of a skill whose people all agreed to have them retold, and still do.
 * `mayTell` leaves out those that the reader must not see.
 */
export async function momentsOf(
  { store }: RepositoryDeps,
  { workspace, skill, today }: Record<'workspace' | 'skill' | 'today', string>,
  count: number,
  mayTell: (shoutout: Shoutout) => Promise<boolean>,
): Promise<readonly Shoutout[]> {
  const thisMonth = Temporal.PlainYearMonth.from(monthOf(today));
  const moments: Shoutout[] = [];
  for (let back = 0; back < momentMonths && moments.length < count; back += 1) {
    const month = thisMonth.subtract({ months: back }).toString();
    const index = momentIndex(workspace, skill, month);
    const { items } = await newest({ store }, index, momentsPerMonth);
    for (const one of await stillAgreed({ store }, workspace, items))
      if (moments.length < count && (await mayTell(one))) moments.push(one);
  }
  return moments;
}

async function stillAgreed(
  { store }: RepositoryDeps,
  workspace: string,
  ids: readonly string[],
): Promise<readonly Shoutout[]> {
  const found = await findAll({ store }, workspace, ids);
  const people = [...new Set(found.flatMap((one) => one.people))];
  const preferences = await preferencesOf({ store }, workspace, people);
  return found.filter((one) => one.people.every((id) => preferences.get(id)?.retell));
}

async function findAll(
  { store }: RepositoryDeps,
  workspace: string,
  ids: readonly string[],
): Promise<readonly Shoutout[]> {
  if (ids.length === 0) return [];
  const found = await store.getMany(ids.map((id) => shoutoutKey(workspace, id)));
  return found.filter((one) => one !== undefined);
}
