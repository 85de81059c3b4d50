/**
 * The records of the store benchmark: about 300 bytes each, two hundred a day among fifty people,
 * each in three indexes.
 */

import { type Key, put, type Store, type Write } from '../../src/ports/store.ts';
import { appended, headKey, type Index, pagesOf } from '../../src/store/index-pages.ts';
import { type Thanks, thanksIndex, thanksKey } from '../../tests/store/sample-records.ts';

const aDay = 200;
const people = 50;
const daysAMonth = 30;
export const workspace = 'T0BENCH';

const text =
  'stayed ten minutes after closing to find the charger that the customer had left behind,' +
  ' and walked it over to the station so that the train was not missed';

export type Entry = {
  readonly id: string;
  readonly value: Thanks;
  readonly indexes: readonly string[];
};

/** Record number `place` since the beginning. Ids are in the order of time, as UUIDv7 is. */
export function entry(place: number): Entry {
  const day = Math.floor(place / aDay);
  const month = Math.floor(day / daysAMonth);
  const [from, to] = [`U${place % people}`, `U${(place * 7 + 3) % people}`];
  const id = `01990000-0000-7000-8000-${String(place).padStart(12, '0')}`;
  return {
    id,
    value: { from, to: [to], day: `d${day}`, text },
    indexes: [`day/${day}`, `from/${from}/${month}`, `to/${to}/${month}`],
  };
}

export const recordKey = (id: string): Key<Thanks> => thanksKey(workspace, id);
const index = (name: string): Index => thanksIndex(workspace, name);

/** Appends a record and its index entries, as a feature does. */
export function append(store: Store, { id, value, indexes }: Entry): Promise<boolean> {
  const [key, all] = [recordKey(id), indexes.map(index)];
  return store.update([key, ...all.map(headKey)], (known, ...heads) => ({
    writes: known
      ? []
      : [put(key, value), ...all.flatMap((one, at) => appended(one, heads[at], id))],
    result: !known,
  }));
}

/**
 * The writes of the first `count` records and of all their index pages, a few hundred at a time.
 */
export function* everything(count: number): Generator<Write[], void> {
  const open = new Map<string, string[]>();
  let writes: Write[] = [];
  let month = 0;
  for (let place = 0; place < count; place += 1) {
    const { id, value, indexes } = entry(place);
    writes.push(put(recordKey(id), value));
    for (const name of indexes) {
      const items = open.get(name);
      if (items) items.push(id);
      else open.set(name, [id]);
    }
    const isLast = place + 1 === count;
    const next = Math.floor((place + 1) / aDay / daysAMonth);
    if (next !== month || isLast) {
      // Nothing of this month comes any more.
      for (const [name, items] of open) writes.push(...pagesOf(index(name), items));
      open.clear();
      month = next;
    }
    if (writes.length >= 500 || isLast) {
      yield writes;
      writes = [];
    }
  }
}

/** The newest day and a person's newest month, as Home and a recap read them. */
export function recent(
  count: number,
  round: number,
): { readonly history: Index; readonly day: Index } {
  const last = Math.floor((count - 1) / aDay);
  const whole = Math.max(0, last - 1 - (round % 3));
  const month = Math.floor(whole / daysAMonth);
  return { history: index(`to/U${round % people}/${month}`), day: index(`day/${whole}`) };
}
