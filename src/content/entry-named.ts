import { plainName } from '../text/nearest-names.ts';
import type { Content } from './content.ts';
import { type Entry, kinds } from './entry.ts';

const known = new WeakMap<Content['library'], ReadonlyMap<string, Entry>>();

/** The entries by their titles and aliases, as `plainName` has them. */
export function entriesByName({ library }: Pick<Content, 'library'>): ReadonlyMap<string, Entry> {
  const entries = known.get(library) ?? readNames(library);
  known.set(library, entries);
  return entries;
}

/** The first entry keeps a name. */
function readNames(library: Content['library']): ReadonlyMap<string, Entry> {
  const named = kinds
    .flatMap(library.list)
    .flatMap((entry) =>
      [entry.title, ...entry.aliases].map((name) => [plainName(name), entry] as const),
    );
  return new Map(named.reverse());
}

/** The entry that has this title or alias in one of the other languages that people can read. */
export function entryNamed(
  { library, others }: Pick<Content, 'library' | 'others'>,
  name: string,
): Entry | undefined {
  const plain = plainName(name);
  const named = others.flatMap((other) => entriesByName(other).get(plain) ?? []);
  return named[0] && library.find(named[0].id);
}
