import { hash } from 'node:crypto';
import { z } from 'zod';
import { type Key, type Namespace, remove, type Store } from '../ports/store.ts';
import { gone, type Index, indexOfPage, pageSchema, pagesOf } from './index-pages.ts';

/**
 * A kind of record that is listed in indexes, described so that both can be checked against each
 * other.
 */
export type Indexed<Value = unknown> = {
  readonly namespace: Namespace;
  /**
   * A record's name is its workspace, a slash, this prefix (such as `record/`) and the item in its
   * indexes.
   */
  readonly recordPrefix: string;
  readonly schema: z.ZodType<Value>;
  /** The names of the indexes that list this record. */
  indexesOf(value: Value, item: string): readonly string[];
  /**
   * Whether an index of this name lists only these records. Others in the namespace are ignored.
   */
  readonly isIndex: (name: string) => boolean;
};

/** An index that doesn't match the records. */
type Disagreement = {
  readonly index: Index;
  readonly expected: number;
  readonly found: number;
};

export type IndexReport = {
  readonly records: number;
  readonly indexes: number;
  readonly disagreements: readonly Disagreement[];
  /** Names of records and pages that don't fit their schema. */
  readonly broken: readonly string[];
};

/** A checksum of a set of items that doesn't depend on their order. */
type Checksum = { count: number; digest: number };
type Tally = { readonly index: Index; readonly records: Checksum; readonly pages: Checksum };

const digestLimit = 2 ** 48;
const maxWritesAtOnce = 500;

/**
 * Compares the indexes of these kinds with the records. Reads everything once and keeps a few
 * numbers per index. Writes in the meantime can look like a disagreement.
 */
export async function checkIndexes(
  { store }: { readonly store: Store },
  kinds: readonly Indexed[],
): Promise<IndexReport> {
  const tallies = new Map<string, Tally>();
  const broken: string[] = [];
  let records = 0;
  const tallyOf = (index: Index): Tally => {
    const known = tallies.get(idOf(index));
    if (known) return known;
    const tally = { index, records: { count: 0, digest: 0 }, pages: { count: 0, digest: 0 } };
    tallies.set(idOf(index), tally);
    return tally;
  };

  await eachEntry({ store }, kinds, {
    record: (indexes, item) => {
      records += 1;
      for (const index of indexes) add(tallyOf(index).records, item);
    },
    page: (index, items) => {
      for (const item of items) add(tallyOf(index).pages, item);
    },
    broken: (name) => broken.push(name),
  });
  const disagreements = [...tallies.values()]
    .filter(
      (tally) =>
        tally.records.count !== tally.pages.count || tally.records.digest !== tally.pages.digest,
    )
    .map(({ index, records: { count: expected }, pages: { count: found } }) => ({
      index,
      expected,
      found,
    }));
  return { records, indexes: tallies.size, disagreements, broken };
}

/**
 * Rebuilds these indexes from the records, in the order of their items. Nothing else may write
 * meanwhile.
 */
export async function rebuildIndexes(
  { store }: { readonly store: Store },
  kinds: readonly Indexed[],
  indexes: readonly Index[],
): Promise<void> {
  const items = new Map<string, string[]>(indexes.map((index) => [idOf(index), []]));
  await eachEntry({ store }, kinds, {
    record: (of, item) => {
      for (const index of of) items.get(idOf(index))?.push(item);
    },
    page: () => {},
    broken: () => {},
  });
  for (const index of indexes) {
    const sorted = (items.get(idOf(index)) ?? []).sort((a, b) => (a < b ? -1 : 1));
    const pages = sorted.length === 0 ? [] : pagesOf(index, sorted);
    const old = await pageKeysOf({ store }, index);
    const writes = [...old.map((key) => remove(key)), ...pages];
    // A page comes after the removal of its old version, so it stays.
    for (let start = 0; start < writes.length; start += maxWritesAtOnce) {
      await store.setMany(writes.slice(start, start + maxWritesAtOnce));
    }
  }
}

type Visitor = {
  readonly record: (indexes: readonly Index[], item: string) => void;
  readonly page: (index: Index, items: readonly string[]) => void;
  readonly broken: (name: string) => void;
};

/** Visits every record of these kinds and every page of their indexes. */
async function eachEntry(
  { store }: { readonly store: Store },
  kinds: readonly Indexed[],
  visit: Visitor,
): Promise<void> {
  for (const namespace of new Set(kinds.map((kind) => kind.namespace))) {
    const own = kinds.filter((kind) => kind.namespace === namespace);
    await store.forEach({ namespace, prefix: '', schema: z.unknown() }, ({ name, value }) => {
      const index = indexOfPage(namespace, name);
      if (index) {
        if (!own.some(({ isIndex }) => isIndex(index.name))) return;
        const page = pageSchema.safeParse(value);
        if (page.success)
          visit.page(
            index,
            page.data.items.filter((item) => item !== gone),
          );
        else visit.broken(`${namespace} ${name}`);
        return;
      }
      const [workspace = '', rest = ''] = split(name);
      const kind = own.find(({ recordPrefix }) => rest.startsWith(recordPrefix));
      if (!kind) return;
      const record = kind.schema.safeParse(value);
      const item = rest.slice(kind.recordPrefix.length);
      if (record.success) {
        const names = kind.indexesOf(record.data, item);
        visit.record(
          names.map((indexName) => ({ namespace, workspace, name: indexName })),
          item,
        );
      } else visit.broken(`${namespace} ${name}`);
    });
  }
}

async function pageKeysOf(
  { store }: { readonly store: Store },
  index: Index,
): Promise<Key<unknown>[]> {
  const { namespace, workspace, name: indexName } = index;
  const keys: Key<unknown>[] = [];
  const prefix = `${workspace}/index/${indexName}/`;
  await store.forEach({ namespace, prefix, schema: z.unknown() }, ({ name }) => {
    const found = indexOfPage(namespace, name);
    if (found && idOf(found) === idOf(index)) keys.push({ namespace, name, schema: z.unknown() });
  });
  return keys;
}

function add(sum: Checksum, item: string): void {
  sum.count += 1;
  sum.digest = (sum.digest + Number.parseInt(hash('md5', item).slice(0, 12), 16)) % digestLimit;
}

const idOf = ({ namespace, workspace, name }: Index): string => `${namespace} ${workspace}/${name}`;

const split = (name: string): readonly string[] => [
  name.slice(0, name.indexOf('/')),
  name.slice(name.indexOf('/') + 1),
];
