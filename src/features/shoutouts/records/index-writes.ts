import { type Key, put, remove, type Store, type Write } from '../../../ports/store.ts';
import {
  appended,
  headKey,
  type Index,
  type Page,
  placeKeys,
  placesOf,
  removed,
} from '../../../store/index-pages.ts';
import { consentDeadline, type Shoutout } from '../shoutout.ts';
import { indexesOf, mondayOf, monthOf, monthsIndexesOf } from './indexes.ts';
import { reportKey, shoutoutKey, type Week, waitingKey, weekKey } from './keys.ts';
import { sameTally, type Tally, tallied, tallyOf } from './weekly-tally.ts';

export type IndexWrites = {
  /** What the update has to read beside the shout-out. */
  readonly keys: readonly Key<unknown>[];
  /** Whether the plan still is the right one for this change. */
  readonly fits: (before: Shoutout | undefined, after: Shoutout | undefined) => boolean;
  readonly writes: (
    values: readonly unknown[],
    after: Shoutout | undefined,
    before?: Shoutout,
  ) => Write[];
};

/** What has to be read and written where a shout-out becomes another, comes, or goes. */
export async function indexWrites(
  { store }: { readonly store: Store },
  workspace: string,
  before: Shoutout | undefined,
  after: Shoutout | undefined,
): Promise<IndexWrites> {
  const [id, month] = [(after ?? before)?.id ?? '', monthOf((after ?? before)?.day ?? '')];
  const { come, go, months, tallies } = movesOf(workspace, before, after);
  const places = go.length > 0 ? await placesOf({ store }, go, id) : [];
  const weeks = weekKeys(workspace, tallies);
  const lists = [placeKeys(places), come.map(headKey), months.map(headKey), weeks] as const;
  const moves = JSON.stringify(movesOf(workspace, before, after));
  return {
    keys: lists.flat(),
    fits: (one, other) => JSON.stringify(movesOf(workspace, one, other)) === moves,
    writes: (values, now, earlier) => {
      let from = 0;
      const [old, heads, monthHeads, counts] = lists.map((list) => {
        const part = values.slice(from, from + list.length);
        from += list.length;
        return part;
      }) as [
        (Page | undefined)[],
        (Page | undefined)[],
        (Page | undefined)[],
        (Week | undefined)[],
      ];
      return [
        ...recordWrites(workspace, earlier, now),
        ...removed(places, old, id),
        ...come.flatMap((index, place) => appended(index, heads[place], id)),
        ...months.flatMap((index, place) => appended(index, monthHeads[place], month)),
        ...weekWrites(weeks, counts, workspace, tallies),
      ];
    },
  };
}

type SignedTally = { readonly tally: Tally; readonly sign: 1 | -1 };

function movesOf(workspace: string, before: Shoutout | undefined, after: Shoutout | undefined) {
  const names = (shoutout: Shoutout | undefined, of: typeof indexesOf) =>
    new Map((shoutout ? of(workspace, shoutout) : []).map((index) => [index.name, index]));
  const missingIn = (others: ReadonlyMap<string, Index>, all: ReadonlyMap<string, Index>) =>
    [...all.values()].filter(({ name }) => !others.has(name));
  const [was, is] = [names(before, indexesOf), names(after, indexesOf)];
  const [lost, gained] = [before && tallyOf(before), after && tallyOf(after)];
  const tallies: SignedTally[] = sameTally(lost, gained)
    ? []
    : [
        ...(lost ? [{ tally: lost, sign: -1 as const }] : []),
        ...(gained ? [{ tally: gained, sign: 1 as const }] : []),
      ];
  return {
    come: missingIn(was, is),
    go: missingIn(is, was),
    months: missingIn(names(before, monthsIndexesOf), names(after, monthsIndexesOf)),
    tallies,
  };
}

function recordWrites(
  workspace: string,
  before: Shoutout | undefined,
  after: Shoutout | undefined,
): Write[] {
  if (!after) {
    const id = before?.id ?? '';
    return [
      remove(shoutoutKey(workspace, id)),
      remove(waitingKey(workspace, id)),
      remove(reportKey(workspace, id)),
    ];
  }
  const waiting = waitingKey(workspace, after.id);
  const isMoved = before?.state !== after.state;
  return [
    put(shoutoutKey(workspace, after.id), after),
    ...(isMoved && before?.state === 'waiting' ? [remove(waiting)] : []),
    ...(isMoved && after.state === 'waiting'
      ? [put(waiting, { id: after.id, until: consentDeadline(after) })]
      : []),
  ];
}

/** Each week once, also where something moves within it. */
function weekKeys(workspace: string, tallies: readonly SignedTally[]): readonly Key<Week>[] {
  const keys = tallies.flatMap(({ tally }) => keysOfTally(workspace, tally));
  return [...new Map(keys.map((key) => [key.name, key])).values()];
}

export const keysOfTally = (workspace: string, { scopes, day }: Tally): readonly Key<Week>[] =>
  scopes.map((scope) => weekKey(workspace, scope, mondayOf(day)));

function weekWrites(
  keys: readonly Key<Week>[],
  values: readonly (Week | undefined)[],
  workspace: string,
  tallies: readonly SignedTally[],
): Write[] {
  return keys.flatMap((key, place) => {
    const mine = tallies.filter(({ tally }) =>
      keysOfTally(workspace, tally).some(({ name }) => name === key.name),
    );
    const before = values[place];
    const after = mine.reduce<Week | undefined>(
      (week, { tally, sign }) => tallied(week, tally, sign),
      before,
    );
    return after ? [put(key, after)] : [];
  });
}
