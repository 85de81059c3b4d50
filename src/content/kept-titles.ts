import { setImmediate } from 'node:timers/promises';
import type { Recognized, Signposts } from '../signposts/signposts.ts';
import { kinds } from './entry.ts';
import type { KeptResults } from './kept-results.ts';
import type { Library } from './library.ts';

/** What is found for a title: ids of entries, and the sections by id. */
type FoundEntry = {
  readonly entry: string;
  readonly others: readonly string[];
  readonly sections: readonly (readonly [string, number])[];
};

const noSignposts: Recognized = { calls: [], mayBeMeant: [] };

/** How many titles are looked for at a time; requests come in between. */
const titlesAtOnce = 20;

/**
 * Finds what a library and signposts find, and keeps it for the titles of entries, which are typed
 * most: the first questions of a start needn't wait for the indexes.
 */
export function keepTitles(
  { library, signposts }: { readonly library: Library; readonly signposts: Signposts },
  language: string,
  kept: Pick<KeptResults, 'find' | 'keep' | 'isKept'>,
): {
  readonly library: Library;
  readonly signposts: Signposts;
  /** Builds the indexes, and keeps what they find for the titles in all languages. */
  readonly prepare: (titles: readonly string[]) => Promise<void>;
} {
  const entriesName = `titles ${language}`;
  const withoutSignpostsName = `titles without signposts ${language}`;
  let entries: ReadonlyMap<string, FoundEntry> | undefined;
  let withoutSignposts: ReadonlySet<string> | undefined;
  const keptEntries = () =>
    (entries ??= new Map(kept.find<readonly [string, FoundEntry][]>(entriesName)));
  const keptWithoutSignposts = () =>
    (withoutSignposts ??= new Set(kept.find<readonly string[]>(withoutSignpostsName)));
  const entryOf = (id: string) => library.find(id) ?? [];
  return {
    library: {
      ...library,
      search: (question) => {
        const known = keptEntries().get(question);
        const entry = known && library.find(known.entry);
        if (!entry) return library.search(question);
        const others = known.others.flatMap(entryOf);
        return { kind: 'entry', entry, others, sections: new Map(known.sections) };
      },
    },
    signposts: {
      get all() {
        return signposts.all;
      },
      recognize: (question) =>
        keptWithoutSignposts().has(question) ? noSignposts : signposts.recognize(question),
    },
    prepare: async (titles) => {
      const isKnown = keptEntries().size > 0 && keptWithoutSignposts().size > 0;
      library.search('');
      signposts.recognize('');
      if (isKnown || !kept.isKept) return;
      const found: [string, FoundEntry][] = [];
      const titlesWithoutSignposts: string[] = [];
      for (const [at, title] of titles.entries()) {
        if (at % titlesAtOnce === 0) await setImmediate();
        const result = library.search(title);
        if (result.kind === 'entry') {
          const others = result.others.map(({ id }) => id);
          found.push([title, { entry: result.entry.id, others, sections: [...result.sections] }]);
        }
        if (signposts.recognize(title).calls.length === 0) titlesWithoutSignposts.push(title);
      }
      kept.keep(entriesName, found);
      kept.keep(withoutSignpostsName, titlesWithoutSignposts);
    },
  };
}

/** The titles, as they are written and in small letters. */
export const titlesIn = ({ list }: Library): readonly string[] =>
  kinds.flatMap(list).flatMap(({ title }) => [...new Set([title, title.toLowerCase()])]);
