import { plainName } from '../text/nearest-names.ts';
import type { Content } from './content.ts';
import { type Entry, kinds } from './entry.ts';

/** The entry that has this title or alias in one of the other languages that people can read. */
export function entryNamed(
  { library, others }: Pick<Content, 'library' | 'others'>,
  name: string,
): Entry | undefined {
  const plain = plainName(name);
  const named = others
    .flatMap((other) => kinds.flatMap(other.library.list))
    .find(({ title, aliases }) => [title, ...aliases].some((one) => plainName(one) === plain));
  return named && library.find(named.id);
}
