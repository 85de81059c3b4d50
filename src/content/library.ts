import { type SearchResult, searchIndex } from '../search/search.ts';
import type { LanguageData } from '../search/search-data.ts';
import type { WordVectors } from '../search/word-vectors.ts';
import { byCodeUnits } from '../text/compare.ts';
import { type Entry, type Introduction, type Kind, kinds } from './entry.ts';

/** What a library is made of, as JSON. */
export type LibraryData = {
  readonly entries: readonly Entry[];
  readonly introductions: readonly (readonly [Kind, Introduction])[];
  readonly search: {
    readonly language: LanguageData;
    readonly questions: readonly Questions[];
    readonly phrases: readonly Questions[];
  };
};

/** What people type to find the entry with this id. */
type Questions = readonly [id: string, questions: readonly string[]];

/** All entries, validated and in order. */
export type Library = {
  readonly size: number;
  readonly find: (id: string) => Entry | undefined;
  /** The entries of a kind by place; entries without one come last, by id. */
  readonly list: (kind: Kind) => readonly Entry[];
  readonly introduction: (kind: Kind) => Introduction;
  /** The entry's position within its kind, from 1. */
  readonly place: (entry: Entry) => { readonly number: number; readonly of: number };
  readonly search: (question: string) => SearchResult;
};

/** What is found out about it `once`, as JSON, is the same for the same data. */
export function libraryOf(
  data: LibraryData,
  once = <T>(_name: string, find: () => T): T => find(),
  readVectors?: () => WordVectors | undefined,
): Library {
  const entries = new Map(data.entries.map((entry) => [entry.id, entry]));
  const introductions = new Map(data.introductions);
  const lists = new Map(kinds.map((kind) => [kind, inOrder(data.entries, kind)]));
  const index = () => {
    const { language, questions, phrases } = data.search;
    const search = { language, questions: new Map(questions), phrases: new Map(phrases) };
    return searchIndex(data.entries, search, (find) => once('search', find), readVectors);
  };
  let built: ReturnType<typeof index> | undefined;
  const list = (kind: Kind) => lists.get(kind) ?? [];
  return {
    size: entries.size,
    find: (id) => entries.get(id),
    list,
    introduction: (kind) => introductions.get(kind) as Introduction,
    place: (entry) => ({
      number: list(entry.kind).indexOf(entry) + 1,
      of: list(entry.kind).length,
    }),
    search: (question) => {
      built ??= index();
      return built(question);
    },
  };
}

function inOrder(entries: readonly Entry[], kind: Kind): readonly Entry[] {
  const place = (entry: Entry) => entry.place ?? Number.POSITIVE_INFINITY;
  return entries
    .filter((entry) => entry.kind === kind)
    .sort((a, b) => (place(a) === place(b) ? byCodeUnits(a.id, b.id) : place(a) - place(b)));
}
