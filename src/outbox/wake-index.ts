import { z } from 'zod';
import { type Key, remove, type Store, type Write } from '../ports/store.ts';
import { appended, headKey, type Index, type Page, pageKey } from '../store/index-pages.ts';
import { namespace } from './record.ts';

/**
 * Who has to be looked at when: a bucket for every five minutes, each in a few index pages, so that a look reads what is due and
 * nothing else. An entry says when and who. It counts only while the record names the very same moment; so nobody has to find
 * and remove the old one when a record moves on.
 */
const bucketLength = 5 * 60_000;

/** Each bucket has so many indexes, so that many can write at once. */
const shards = 4;

/** Clocks of replicas differ; a bucket is read again for so long after its time. */
const slack = 3;

/** So many buckets are asked for at once. */
const mostAtOnce = 50;

export type Entry = { readonly wakeAt: number; readonly name: string };

/** A page of entries as it was read. */
export type DuePage = {
  readonly bucket: number;
  readonly key: Key<Page>;
  readonly page: Page;
  readonly isHead: boolean;
  readonly entries: readonly Entry[];
};

const startKey: Key<{ bucket: number }> = {
  namespace,
  name: '_/wake',
  schema: z.object({ bucket: z.number() }),
};

const bucketOf = (time: number): number => Math.floor(time / bucketLength);

export function spreadOf(name: string): number {
  let hash = 2166136261;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 16777619);
  }
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

const shardIndex = (bucket: number, shard: number): Index => ({
  namespace,
  workspace: '_',
  name: `wake/${bucket}/${shard}`,
});

function indexFor({ name, wakeAt }: Entry): Index {
  return shardIndex(bucketOf(wakeAt), Math.floor(spreadOf(name) * shards));
}

/** What an update reads to add an entry. */
export function entryHead(entry: Entry): Key<Page> {
  return headKey(indexFor(entry));
}

export function entryWrites(entry: Entry, head: Page | undefined): Write[] {
  return appended(indexFor(entry), head, `${entry.wakeAt} ${entry.name}`);
}

/** Says once that nothing before this moment can be due; who looks the first time begins there. */
export async function beginIndex(store: Store, now: number): Promise<void> {
  await store.update([startKey], (start) => ({
    writes: start ? [] : [{ key: startKey, value: { bucket: bucketOf(now) - slack } }],
    result: undefined,
  }));
}

/** Every page with something due by now, the earliest bucket first. */
export async function duePages(store: Store, now: number): Promise<DuePage[]> {
  const start = await store.get(startKey);
  if (!start) return [];
  const pages: DuePage[] = [];
  const last = bucketOf(now);
  for (let first = start.bucket; first <= last; first += mostAtOnce) {
    const buckets = range(first, Math.min(first + mostAtOnce - 1, last));
    const places = buckets.flatMap((bucket) =>
      range(0, shards - 1).map((shard) => ({ bucket, index: shardIndex(bucket, shard) })),
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
  return pages;
}

/** Takes away the pages on which nothing is left to do, and remembers from where there is anything at all. */
export async function tidy(
  store: Store,
  now: number,
  pages: readonly { readonly page: DuePage; readonly isDone: boolean }[],
): Promise<void> {
  let earliest = bucketOf(now) - slack;
  const open = new Set<string>();
  for (const { page, isDone } of pages) {
    const shard = `${page.bucket} ${page.key.name.slice(0, page.key.name.lastIndexOf('/'))}`;
    // A head goes last: the numbers of its pages begin anew with it.
    const isGone = isDone && !(page.isHead && open.has(shard)) && (await taken(store, page));
    if (isGone) continue;
    open.add(shard);
    earliest = Math.min(earliest, page.bucket);
  }
  const bucket = earliest;
  await store.update([startKey], (start) => ({
    writes: start && start.bucket < bucket ? [{ key: startKey, value: { bucket } }] : [],
    result: undefined,
  }));
}

/** False where somebody has added to it since. */
function taken(store: Store, { key, page }: DuePage): Promise<boolean> {
  return store.update([key], (current) => {
    const isSame = current?.items.length === page.items.length && current.page === page.page;
    return { writes: isSame ? [remove(key)] : [], result: isSame || current === undefined };
  });
}

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
