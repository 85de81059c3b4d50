import { gone, headKey, itemsOf, newest, pageKey } from '../../../store/index-pages.ts';
import { hash } from '../../../text/hash.ts';
import type { Shoutout } from '../shoutout.ts';
import {
  channelIndex,
  momentIndex,
  mondayOf,
  monthIndex,
  monthOf,
  monthsIndex,
  type Side,
  sides,
} from './indexes.ts';
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

/** How many shout-outs a person received or gave; reads their indexes only. */
export async function countHistory(
  { store }: RepositoryDeps,
  { workspace, user, side }: HistoryOwner,
): Promise<number> {
  let count = 0;
  for (const month of await monthsOf({ store }, { workspace, user, side }))
    for await (const _ of itemsOf({ store }, monthIndex(workspace, side, user, month))) count += 1;
  return count;
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

export type LatestThanks = {
  /** Newest first. */
  readonly received: readonly Shoutout[];
  readonly given: readonly Shoutout[];
  /** One of those received in an earlier month, another one each day. */
  readonly older: Shoutout | undefined;
};

/** Months of either side that are looked through. */
const latestMonths = 3;

/**
 * The latest thanks that a person received and gave, in at most four reads: it may find fewer than
 * there are if most are older than three months with thanks.
 */
export async function latestThanks(
  { store }: RepositoryDeps,
  { workspace, user, date }: Record<'workspace' | 'user' | 'date', string>,
  most: Readonly<Record<Side, number>>,
): Promise<LatestThanks> {
  const monthHeads = await store.getMany(
    sides.map((side) => headKey(monthsIndex(workspace, side, user))),
  );
  const months = Object.fromEntries(
    sides.map((side, place) => {
      const found = new Set(monthHeads[place]?.items.filter((month) => month !== gone));
      return [side, [...found].sort((one, other) => (one < other ? 1 : -1))];
    }),
  ) as Record<Side, string[]>;
  const chance = hash(`${user}/${date}`);
  const earlier = months.received.filter((month) => month < monthOf(date));
  const olderMonth = earlier[chance % earlier.length];
  const wanted = sides.flatMap((side) =>
    months[side].slice(0, latestMonths).map((month) => monthIndex(workspace, side, user, month)),
  );
  const indexes = [
    ...wanted,
    ...(olderMonth ? [monthIndex(workspace, 'received', user, olderMonth)] : []),
  ];
  if (indexes.length === 0) return { received: [], given: [], older: undefined };
  const heads = await store.getMany(indexes.map(headKey));
  // A head that has just begun leaves the latest thanks on the page before it.
  const short = indexes.flatMap((index, place) => {
    const { page = 0, items = [] } = heads[place] ?? {};
    return page > 0 && items.length < Math.max(most.received, most.given)
      ? [{ place, key: pageKey(index, page - 1) }]
      : [];
  });
  const before = short.length > 0 ? await store.getMany(short.map(({ key }) => key)) : [];
  const idsAt = (place: number): readonly string[] => {
    const page = before[short.findIndex((one) => one.place === place)];
    const items = [...(page?.items ?? []), ...(heads[place]?.items ?? [])];
    return items.filter((item) => item !== gone).reverse();
  };
  const latest = (side: Side): readonly string[] =>
    indexes
      .flatMap((index, place) =>
        place < wanted.length && index.name.startsWith(`${side}/`) ? idsAt(place) : [],
      )
      .slice(0, most[side]);
  const [received, given] = [latest('received'), latest('given')];
  const others = olderMonth ? idsAt(indexes.length - 1).filter((id) => !received.includes(id)) : [];
  const older = others[chance % others.length];
  const ids = [...new Set([...received, ...given, ...(older ? [older] : [])])];
  const found = new Map((await findAll({ store }, workspace, ids)).map((one) => [one.id, one]));
  const all = (wantedIds: readonly string[]) => wantedIds.flatMap((id) => found.get(id) ?? []);
  return {
    received: all(received),
    given: all(given),
    older: older ? found.get(older) : undefined,
  };
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
  return retellable({ store }, workspace, await findAll({ store }, workspace, ids), 'asking');
}

/**
 * Those that may be told again: everyone thanked agreed at the time and still does, and nobody wants
 * to be thanked privately now. `unasked`: to people who didn't ask for it, so a person who wants to be
 * asked first must have agreed to this one.
 */
export async function retellable(
  { store }: RepositoryDeps,
  workspace: string,
  shoutouts: readonly Shoutout[],
  to: 'unasked' | 'asking',
): Promise<readonly Shoutout[]> {
  const people = [...new Set(shoutouts.flatMap((one) => one.people))];
  const preferences = await preferencesOf({ store }, workspace, people);
  return shoutouts.filter(({ state, retell, agreed, people: thanked }) => {
    const isAgreed = (id: string) => {
      const { retell: agrees = false, wish = 'publicly' } = preferences.get(id) ?? {};
      const isAsked = wish === 'ask' && to === 'unasked';
      return agrees && wish !== 'privately' && (!isAsked || agreed.includes(id));
    };
    return state === 'posted' && retell && thanked.every(isAgreed);
  });
}

/** Shout-outs of a week of a channel that are looked at. */
const maxOfWeek = 200;

/**
 * Days before that are looked at, as a bundle shows it later: a week for consent and one to a weekly
 * bundle, and as long again for holidays and days off.
 */
const bundleDays = 28;

/**
 * A channel's posted shout-outs that it saw after `since` (milliseconds): given or, with a bundle,
 * shown then. The newest first.
 */
export async function shoutoutsSince(
  { store }: RepositoryDeps,
  { workspace, channel, today }: Record<'workspace' | 'channel' | 'today', string>,
  since: number,
): Promise<readonly Shoutout[]> {
  const first = Temporal.Instant.fromEpochMilliseconds(since).toZonedDateTimeISO('UTC');
  let monday = mondayOf(first.toPlainDate().subtract({ days: bundleDays }).toString());
  const last = mondayOf(Temporal.PlainDate.from(today).add({ days: 1 }).toString());
  const ids: string[] = [];
  while (monday <= last) {
    const { items } = await newest({ store }, channelIndex(workspace, channel, monday), maxOfWeek);
    ids.push(...items);
    monday = Temporal.PlainDate.from(monday).add({ weeks: 1 }).toString();
  }
  const found = await findAll({ store }, workspace, ids);
  return found
    .filter(({ state, created, shownAt = created }) => state === 'posted' && shownAt > since)
    .sort((one, other) => other.created - one.created);
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
