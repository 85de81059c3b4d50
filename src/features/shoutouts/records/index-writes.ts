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
import { applyTally, sameTally, type Tally, tallyOf } from './weekly-tally.ts';

export type IndexWrites = {
  /** The keys that the update has to read besides the shout-out. */
  readonly keys: readonly Key<unknown>[];
  /** Whether these writes are still the right ones for the change. */
  readonly fits: (before: Shoutout | undefined, after: Shoutout | undefined) => boolean;
  /** `values`: those of `keys`, in the same order. */
  readonly writes: (
    values: readonly unknown[],
    after: Shoutout | undefined,
    before?: Shoutout,
  ) => Write[];
};

/** All writes that create (no `before`), change or delete (no `after`) a shout-out. */
export async function indexWrites(
  { store }: { readonly store: Store },
  workspace: string,
  before: Shoutout | undefined,
  after: Shoutout | undefined,
): Promise<IndexWrites> {
  const [id, month] = [(after ?? before)?.id ?? '', monthOf((after ?? before)?.day ?? '')];
  const changes = indexChanges(workspace, before, after);
  const { added, dropped, addedMonths, tallies } = changes;
  const places = dropped.length > 0 ? await placesOf({ store }, dropped, id) : [];
  const weeks = weekKeys(workspace, tallies);
  const keyLists = [
    placeKeys(places),
    added.map(headKey),
    addedMonths.map(headKey),
    weeks,
  ] as const;
  const planned = JSON.stringify(changes);
  return {
    keys: keyLists.flat(),
    fits: (one, other) => JSON.stringify(indexChanges(workspace, one, other)) === planned,
    writes: (values, current, earlier) => {
      let from = 0;
      const [pages, heads, monthHeads, tallied] = keyLists.map((list) => {
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
        ...recordWrites(workspace, earlier, current),
        ...removed(places, pages, id),
        ...added.flatMap((index, place) => appended(index, heads[place], id)),
        ...addedMonths.flatMap((index, place) => appended(index, monthHeads[place], month)),
        ...weekWrites(weeks, tallied, workspace, tallies),
      ];
    },
  };
}

type SignedTally = { readonly tally: Tally; readonly sign: 1 | -1 };

function indexChanges(
  workspace: string,
  before: Shoutout | undefined,
  after: Shoutout | undefined,
) {
  const byName = (shoutout: Shoutout | undefined, of: typeof indexesOf) =>
    new Map((shoutout ? of(workspace, shoutout) : []).map((index) => [index.name, index]));
  const onlyIn = (some: ReadonlyMap<string, Index>, others: ReadonlyMap<string, Index>) =>
    [...some.values()].filter(({ name }) => !others.has(name));
  const [oldIndexes, newIndexes] = [byName(before, indexesOf), byName(after, indexesOf)];
  const [oldTally, newTally] = [before && tallyOf(before), after && tallyOf(after)];
  const tallies: SignedTally[] = sameTally(oldTally, newTally)
    ? []
    : [
        ...(oldTally ? [{ tally: oldTally, sign: -1 as const }] : []),
        ...(newTally ? [{ tally: newTally, sign: 1 as const }] : []),
      ];
  return {
    added: onlyIn(newIndexes, oldIndexes),
    dropped: onlyIn(oldIndexes, newIndexes),
    addedMonths: onlyIn(byName(after, monthsIndexesOf), byName(before, monthsIndexesOf)),
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
  const hasWaited = before?.state === 'waiting' && after.state !== 'waiting';
  return [
    put(shoutoutKey(workspace, after.id), after),
    ...(hasWaited ? [remove(waiting)] : []),
    ...(after.state === 'waiting'
      ? [put(waiting, { id: after.id, until: consentDeadline(after) })]
      : []),
  ];
}

/** The keys of the weeks, each once even if something moves within one week. */
function weekKeys(workspace: string, tallies: readonly SignedTally[]): readonly Key<Week>[] {
  const keys = tallies.flatMap(({ tally }) => keysOfTally(workspace, tally));
  return [...new Map(keys.map((key) => [key.name, key])).values()];
}

const keysOfTally = (workspace: string, { scopes, day }: Tally): readonly Key<Week>[] =>
  scopes.map((scope) => weekKey(workspace, scope, mondayOf(day)));

function weekWrites(
  keys: readonly Key<Week>[],
  values: readonly (Week | undefined)[],
  workspace: string,
  tallies: readonly SignedTally[],
): Write[] {
  return keys.flatMap((key, place) => {
    const own = tallies.filter(({ tally }) =>
      keysOfTally(workspace, tally).some(({ name }) => name === key.name),
    );
    const after = own.reduce<Week | undefined>(
      (week, { tally, sign }) => applyTally(week, tally, sign),
      values[place],
    );
    return after ? [put(key, after)] : [];
  });
}
