/**
 * Lists which appointment to settle when, in buckets of five minutes, so that a run reads only what
 * is due. An entry counts only while its record has the same `wakeAt`, so outdated entries need not
 * be found and removed.
 */
import { z } from 'zod';
import { type Key, put, remove, type Store, type Write } from '../ports/store.ts';
import {
  appended,
  headKey,
  type Index,
  indexOfPage,
  type Page,
  pageKey,
  pageSchema,
} from '../store/index-pages.ts';
import { hash } from '../text/hash.ts';

const bucketLength = 5 * 60_000; // ms

export const namespace = 'outbox';

/** Begins the names of its pages. */
const wakePrefix = '_/index/wake/';

/** Indexes per bucket, for concurrent writers. */
const shards = [0, 1, 2, 3];

/**
 * For how many buckets after its time a bucket is still read, because the replicas' clocks differ.
 */
const clockSkewBuckets = 3;

/** How many buckets are read at once. */
const batchSize = 50;

/** From more buckets than these (a week) only those that exist are read. */
const maxBuckets = (7 * 24 * 3_600_000) / bucketLength;

export type Entry = { readonly wakeAt: number; readonly name: string };

/** A page of entries as read. */
export type DuePage = {
  readonly bucket: number;
  readonly key: Key<Page>;
  readonly page: Page;
  readonly isHead: boolean;
  readonly entries: readonly Entry[];
};

export type DuePages = {
  /** The first bucket of the index, if there is one. */
  readonly start: number | undefined;
  readonly pages: readonly DuePage[];
};

const startKey: Key<{ bucket: number }> = {
  namespace,
  name: '_/wake',
  schema: z.object({ bucket: z.number() }),
};

/** The bucket in the name of an index. */
const bucketPattern = /^wake\/(\d+)\/\d+$/;

const bucketOf = (time: number): number => Math.floor(time / bucketLength);

const shardIndex = (bucket: number, shard: number): Index => ({
  namespace,
  workspace: '_',
  name: `wake/${bucket}/${shard}`,
});

function indexFor({ name, wakeAt }: Entry): Index {
  return shardIndex(bucketOf(wakeAt), hash(name) % shards.length);
}

/** The key that an update has to read to add an entry. */
export function entryHead(entry: Entry): Key<Page> {
  return headKey(indexFor(entry));
}

export function entryWrites(entry: Entry, head: Page | undefined): Write[] {
  return appended(indexFor(entry), head, `${entry.wakeAt} ${entry.name}`);
}

/** Creates the index, which begins at this moment, unless it exists. */
export async function beginIndex(store: Store, now: number): Promise<void> {
  await store.update([startKey], (start) => ({
    writes: start ? [] : [{ key: startKey, value: { bucket: bucketOf(now) - clockSkewBuckets } }],
    result: undefined,
  }));
}

/** Where the index starts, and every page with entries due by now, the earliest bucket first. */
export async function duePages(store: Store, now: number): Promise<DuePages> {
  const start = await store.get(startKey);
  if (!start) return { start: undefined, pages: [] };
  const pages: DuePage[] = [];
  const all = await dueBuckets(store, start.bucket, bucketOf(now));
  for (let first = 0; first < all.length; first += batchSize) {
    const buckets = all.slice(first, first + batchSize);
    const places = buckets.flatMap((bucket) =>
      shards.map((shard) => ({ bucket, index: shardIndex(bucket, shard) })),
    );
    const heads = await store.getMany(places.map(({ index }) => headKey(index)));
    for (const [at, { bucket, index }] of places.entries()) {
      const head = heads[at];
      if (!head) continue;
      const keys = range(0, head.page - 1).map((number) => pageKey(index, number));
      const full = await store.getMany(keys);
      for (const [number, page] of full.entries()) {
        const key = keys[number];
        if (page && key) pages.push(duePage(bucket, key, page, false));
      }
      pages.push(duePage(bucket, headKey(index), head, true));
    }
  }
  return { start: start.bucket, pages };
}

/** The due entries in the order of their times. The last bucket also holds later ones. */
export function dueBy(pages: readonly DuePage[], now: number): Entry[] {
  return pages
    .flatMap(({ entries }) => entries)
    .filter(({ wakeAt }) => wakeAt <= now)
    .sort((one, other) => one.wakeAt - other.wakeAt);
}

/**
 * The buckets from the start of the index to the last one that is due, the earliest first. A clock
 * that was wrong may have put the start ahead of now, or years back.
 */
async function dueBuckets(store: Store, start: number, last: number): Promise<readonly number[]> {
  if (start <= last && last - start <= maxBuckets) return range(start, last);
  const found = new Set<number>();
  const pages = { namespace, prefix: wakePrefix, schema: z.unknown() };
  await store.forEach(pages, ({ name }) => {
    const [, bucket] = bucketPattern.exec(indexOfPage(namespace, name)?.name ?? '') ?? [];
    if (bucket !== undefined && Number(bucket) <= last) found.add(Number(bucket));
  });
  return [...found].sort((one, other) => one - other);
}

/**
 * Removes finished pages and moves the start of the index to the earliest unfinished one; back only
 * from a time that has not come.
 */
export async function tidy(
  store: Store,
  now: number,
  { start, pages }: DuePages,
  isDone: (page: DuePage) => boolean,
): Promise<void> {
  let earliest = bucketOf(now) - clockSkewBuckets;
  const open = new Set<string>();
  for (const page of pages) {
    const shard = `${page.bucket} ${page.key.name.slice(0, page.key.name.lastIndexOf('/'))}`;
    // A head is removed last, because page numbers begin again with a new one.
    const isGone =
      isDone(page) && !(page.isHead && open.has(shard)) && (await removePage(store, page));
    if (isGone) continue;
    open.add(shard);
    earliest = Math.min(earliest, page.bucket);
  }
  const bucket = earliest;
  const isWrong = (first: number) => first < bucket || first > bucketOf(now);
  if (start === undefined || !isWrong(start)) return;
  await store.update([startKey], (current) => ({
    writes: current && isWrong(current.bucket) ? [put(startKey, { bucket })] : [],
    result: undefined,
  }));
}

/** False if it has changed since it was read, or is another page of the same number. */
function removePage(store: Store, { key, page }: DuePage): Promise<boolean> {
  return store.update([key], (current) => {
    const isSame = current?.page === page.page && isEqual(current.items, page.items);
    return { writes: isSame ? [remove(key)] : [], result: isSame || current === undefined };
  });
}

const isEqual = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((item, at) => item === others[at]);

function duePage(bucket: number, key: Key<Page>, page: Page, isHead: boolean): DuePage {
  const entries = page.items.flatMap((item) => {
    const at = item.indexOf(' ');
    return at < 0 ? [] : [{ wakeAt: Number(item.slice(0, at)), name: item.slice(at + 1) }];
  });
  return { bucket, key, page, isHead, entries };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => first + at);
}

/**
 * Removes entries whose records are gone, by the names of these; resolves with the number of pages
 * that had any.
 */
export async function forgetEntries(
  store: Store,
  isForgotten: (name: string) => boolean,
): Promise<number> {
  let changed = 0;
  const isIn = (item: string) => isForgotten(item.slice(item.indexOf(' ') + 1));
  const pages = { namespace, prefix: wakePrefix, schema: pageSchema };
  await store.forEach(pages, async ({ name, value }) => {
    if (!value.items.some(isIn)) return;
    changed += 1;
    const key: Key<Page> = { namespace, name, schema: pageSchema };
    await store.update([key], (page) => {
      const items = page?.items.filter((item) => !isIn(item));
      return { writes: page && items ? [put(key, { ...page, items })] : [], result: undefined };
    });
  });
  return changed;
}
