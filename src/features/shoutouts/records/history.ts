import type { Random } from '../../../ports/random.ts';
import { itemsOf, newest } from '../../../store/index-pages.ts';
import type { Shoutout } from '../shoutout.ts';
import {
  channelIndex,
  momentIndex,
  monthIndex,
  monthOf,
  monthsIndex,
  type Side,
} from './indexes.ts';
import { shoutoutKey } from './keys.ts';
import { preferencesOf } from './preferences-store.ts';
import type { RepositoryDeps } from './repository.ts';

export type History = {
  /** The newest first. */
  readonly shoutouts: readonly Shoutout[];
  /** Where those before them begin; `undefined` where there are none. */
  readonly older: string | undefined;
};

type Whose = { readonly workspace: string; readonly user: string; readonly side: Side };

const cursorForm = /^(?<month>\d{4}-\d{2})_(?<place>.*)$/;

/** What a person received or gave, up to `count` at once. */
export async function historyOf(
  { store }: RepositoryDeps,
  { workspace, user, side }: Whose,
  count: number,
  cursor = '',
): Promise<History> {
  const from = cursorForm.exec(cursor)?.groups;
  const months = (await monthsOf({ store }, { workspace, user, side })).filter(
    (month) => !from?.month || month <= from.month,
  );
  const ids: string[] = [];
  let older: string | undefined;
  for (const [place, month] of months.entries()) {
    const index = monthIndex(workspace, side, user, month);
    const start = month === from?.month ? from.place : undefined;
    const page = await newest({ store }, index, count - ids.length, start || undefined);
    ids.push(...page.items);
    if (ids.length < count) continue;
    const next = months[place + 1];
    older = page.older ? `${month}_${page.older}` : next && `${next}_`;
    break;
  }
  return { shoutouts: await findAll({ store }, workspace, ids), older };
}

/** The months of a person's history, the newest first; twelve a year at most. */
async function monthsOf(
  { store }: RepositoryDeps,
  { workspace, user, side }: Whose,
): Promise<readonly string[]> {
  const months = new Set<string>();
  for await (const month of itemsOf({ store }, monthsIndex(workspace, side, user)))
    months.add(month);
  return [...months].sort((one, other) => (one < other ? 1 : -1));
}

/** All that a person received or gave, the newest first. */
export async function* wholeHistoryOf(
  { store }: RepositoryDeps,
  whose: Whose,
): AsyncGenerator<Shoutout, void> {
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const page: History = await historyOf({ store }, whose, 100, cursor);
    yield* page.shoutouts;
    cursor = page.older;
  }
}

/** Something that a person received in another month than the last one. */
export async function olderMoment(
  { store, chance }: RepositoryDeps & { readonly chance: Random },
  workspace: string,
  user: string,
): Promise<Shoutout | undefined> {
  const months = (await monthsOf({ store }, { workspace, user, side: 'received' })).slice(1);
  const month = pick(months, chance);
  if (!month) return undefined;
  const { items } = await newest({ store }, monthIndex(workspace, 'received', user, month), 20);
  const id = pick(items, chance);
  const [found] = id ? await findAll({ store }, workspace, [id]) : [];
  return found;
}

/** What was seen in a channel in the week that begins on this Monday, up to `count` at once. */
export async function channelWeek(
  { store }: RepositoryDeps,
  { workspace, channel, monday }: Record<'workspace' | 'channel' | 'monday', string>,
  count: number,
  cursor?: string,
): Promise<History> {
  const index = channelIndex(workspace, channel, monday);
  const { items, older } = await newest({ store }, index, count, cursor);
  return { shoutouts: await findAll({ store }, workspace, items), older };
}

/** How far back moments of a skill are looked for. */
const momentMonths = 12;
const momentsAMonth = 10;

/** Up to `count` moments of a skill that may be told again: everyone thanked agreed then, and still does. */
export async function momentsOf(
  { store }: RepositoryDeps,
  { workspace, skill, today }: Record<'workspace' | 'skill' | 'today', string>,
  count: number,
): Promise<readonly Shoutout[]> {
  const thisMonth = Temporal.PlainYearMonth.from(monthOf(today));
  const moments: Shoutout[] = [];
  for (let back = 0; back < momentMonths && moments.length < count; back += 1) {
    const month = thisMonth.subtract({ months: back }).toString();
    const index = momentIndex(workspace, skill, month);
    const { items } = await newest({ store }, index, momentsAMonth);
    moments.push(...(await stillAgreed({ store }, workspace, items)));
  }
  return moments.slice(0, count);
}

async function stillAgreed(
  { store }: RepositoryDeps,
  workspace: string,
  ids: readonly string[],
): Promise<readonly Shoutout[]> {
  const found = await findAll({ store }, workspace, ids);
  const people = [...new Set(found.flatMap((one) => one.people))];
  const settings = await preferencesOf({ store }, workspace, people);
  return found.filter((one) => one.people.every((id) => settings.get(id)?.retell));
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

function pick<Item>(items: readonly Item[], chance: Random): Item | undefined {
  return items[Math.floor(chance() * items.length)];
}
