import { z } from 'zod';
import { type Key, type Namespace, put, remove, type Store, type Write } from '../ports/store.ts';

/**
 * Ids in the order they were added, such as the shout-outs of a day; never read or written as a
 * whole.
 */
export type Index = {
  readonly namespace: Namespace;
  readonly workspace: string;
  /** Within the workspace and the namespace, such as `day/2026-11-24`. */
  readonly name: string;
};

export const pageSchema = z.object({ page: z.int().min(0), items: z.array(z.string()) });

/**
 * Page number `page` of an index, the oldest item first. The newest page, which still grows, is the
 * head. A removed item leaves its position empty, so that the others keep theirs and cursors stay
 * valid.
 */
export type Page = z.infer<typeof pageSchema>;

/**
 * How many items fill a page, which keeps appends and reads small.
 * @internal
 */
export const pageSize = 100;

/** How many full pages are read at once by who reads all of them; most may be gone. */
const pagesAtOnce = 25;

type Reading = { readonly store: Pick<Store, 'getMany'> };

export type Place = { readonly index: Index; readonly page: number };

/** Placeholder for a removed item. */
export const gone = '';

/** A cursor: continue before this position of this page. */
const cursorPattern = /^(?<page>\d{1,7})\.(?<position>\d{1,7})$/;

/** The newest page of an index; the only one that an append has to read. */
export function headKey({ namespace, workspace, name }: Index): Key<Page> {
  return { namespace, name: `${workspace}/index/${name}/head`, schema: pageSchema };
}

/** A full page, which changes only when items are removed. */
export function pageKey({ namespace, workspace, name }: Index, number: number): Key<Page> {
  return {
    namespace,
    name: `${workspace}/index/${name}/${String(number).padStart(7, '0')}`,
    schema: pageSchema,
  };
}

const pageName = /^(?<workspace>[^/]+)\/index\/(?<name>.+)\/(?<page>head|\d{7})$/;

/** The index that a record of this name is a page of. */
export function indexOfPage(namespace: Namespace, recordName: string): Index | undefined {
  const { workspace, name } = pageName.exec(recordName)?.groups ?? {};
  return workspace && name ? { namespace, workspace, name } : undefined;
}

/**
 * The writes that append an item, given the index's head as the same update reads it. An item that
 * the head already has is not appended again. A full head becomes a page of its own, and a new head
 * begins.
 */
export function appended(index: Index, head: Page | undefined, item: string): Write[] {
  if (head === undefined) return [put(headKey(index), { page: 0, items: [item] })];
  if (head.items.includes(item)) return [];
  if (head.items.length < pageSize) {
    return [put(headKey(index), { page: head.page, items: [...head.items, item] })];
  }
  return [
    put(pageKey(index, head.page), head),
    put(headKey(index), { page: head.page + 1, items: [item] }),
  ];
}

/**
 * Up to `count` items, the newest first, and a cursor for older ones, which stays valid while
 * others write.
 */
export async function newest(
  { store }: Reading,
  index: Index,
  count: number,
  cursor?: string,
): Promise<{ readonly items: readonly string[]; readonly older: string | undefined }> {
  const from = parseCursor(cursor);
  const items: string[] = [];
  for await (const { page, items: onPage } of pagesFrom({ store }, index, from?.page)) {
    let position = page === from?.page ? Math.min(from.position, onPage.length) : onPage.length;
    while (position > 0 && items.length < count) {
      position -= 1;
      const item = onPage[position];
      if (item) items.push(item);
    }
    const isEnd = page === 0 && onPage.slice(0, position).every((item) => item === gone);
    if (items.length === count) return { items, older: isEnd ? undefined : `${page}.${position}` };
  }
  return { items, older: undefined };
}

/** Every item of an index, the newest first. */
export async function* itemsOf({ store }: Reading, index: Index): AsyncGenerator<string, void> {
  const itemsIn = (page: Page | undefined) =>
    page?.items.filter((item) => item !== gone).reverse() ?? [];
  const [head] = await store.getMany([headKey(index)]);
  yield* itemsIn(head);
  for (let next = (head?.page ?? 0) - 1; next >= 0; next -= pagesAtOnce) {
    const numbers = Array.from(
      { length: Math.min(pagesAtOnce, next + 1) },
      (_, back) => next - back,
    );
    const pages = await store.getMany(numbers.map((number) => pageKey(index, number)));
    for (const page of pages) yield* itemsIn(page);
  }
}

/**
 * The page of each index that holds the item; indexes without it are left out. Reads every page of
 * them.
 */
export async function placesOf(
  { store }: Reading,
  indexes: readonly Index[],
  item: string,
): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const index of indexes) {
    for await (const { page, items } of pagesFrom({ store }, index)) {
      if (!items.includes(item)) continue;
      places.push({ index, page });
      break;
    }
  }
  return places;
}

/**
 * The keys that an update has to read to remove an item from these places: two per place, because a
 * head may have become a page.
 */
export function placeKeys(places: readonly Place[]): Key<Page>[] {
  return places.flatMap(({ index, page }) => [headKey(index), pageKey(index, page)]);
}

/** The writes that remove an item from these places, given the values of `placeKeys`. */
export function removed(
  places: readonly Place[],
  pages: readonly (Page | undefined)[],
  item: string,
): Write[] {
  return places.flatMap(({ index, page }, number) => {
    const [head, old] = [pages[2 * number], pages[2 * number + 1]];
    if (head?.page === page) return without(headKey(index), head, item, page === 0);
    return old ? without(pageKey(index, page), old, item, true) : [];
  });
}

/** The writes of all pages of an index that holds exactly these items, the oldest first. */
export function pagesOf(index: Index, items: readonly string[]): Write[] {
  const last = Math.max(0, Math.ceil(items.length / pageSize) - 1);
  return Array.from({ length: last + 1 }, (_, page) =>
    put(page === last ? headKey(index) : pageKey(index, page), {
      page,
      items: items.slice(page * pageSize, (page + 1) * pageSize),
    }),
  );
}

/** Removes an index that holds nothing any more; false if it holds something. */
export async function removeIfEmpty(
  { store }: { readonly store: Pick<Store, 'getMany' | 'update'> },
  index: Index,
): Promise<boolean> {
  const key = headKey(index);
  const [head] = await store.getMany([key]);
  if (!head) return true;
  // Nothing is ever added to older pages, and an empty one is removed.
  const older = Array.from({ length: head.page }, (_, number) => pageKey(index, number));
  if ((await store.getMany(older)).some((page) => page !== undefined)) return false;
  return store.update([key], (current) => {
    const isEmpty = current?.page === head.page && current.items.every((item) => item === gone);
    return { writes: isEmpty ? [remove(key)] : [], result: isEmpty || current === undefined };
  });
}

/** An empty head stays, because it holds the page number, unless it is the only page. */
function without(key: Key<Page>, { page, items }: Page, item: string, mayRemove: boolean): Write[] {
  const rest = items.map((other) => (other === item ? gone : other));
  const isEmpty = rest.every((other) => other === gone);
  return [isEmpty && mayRemove ? remove(key) : put(key, { page, items: rest })];
}

/** The existing pages, from number `from` or the newest back to the first. */
async function* pagesFrom(
  { store }: Reading,
  index: Index,
  from?: number,
): AsyncGenerator<Page, void> {
  const wanted = from === undefined ? [] : [pageKey(index, from)];
  const [head, old] = await store.getMany([headKey(index), ...wanted]);
  if (!head) return;
  const first = Math.min(from ?? head.page, head.page);
  if (first === head.page) yield head;
  else if (old) yield old;
  for (let number = first - 1; number >= 0; number -= 1) {
    const [page] = await store.getMany([pageKey(index, number)]);
    if (page) yield page;
  }
}

function parseCursor(cursor = ''): { page: number; position: number } | undefined {
  const { page, position } = cursorPattern.exec(cursor)?.groups ?? {};
  return page ? { page: Number(page), position: Number(position) } : undefined;
}
