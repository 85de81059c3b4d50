import { firstLine, type Problem, Problems, problemsOf } from '../problems.ts';
import type { SearchData } from '../search/search-data.ts';
import { type Entry, folderOf, type Introduction, type Kind, kinds } from './entry.ts';
import { headingOf, readEntry, readIntroduction } from './entry-file.ts';
import { entrySchema, introductionSchema } from './entry-schema.ts';
import { type ContentFiles, grammarFile, layersOf, signpostFiles } from './files.ts';
import type { LibraryData } from './library.ts';
import { languagesFile } from './read-languages.ts';
import { readSearchData, searchDataFiles } from './read-search-data.ts';

/** Throws `Problems` with every invalid file and field. */
export function readLibrary(files: ContentFiles): LibraryData {
  const problems: Problem[] = [];
  const attempt = <T>(
    place: string,
    read: () => unknown,
    parse: (value: unknown) => ParseResult<T>,
  ) => {
    try {
      const result = parse(read());
      if (result.success) return result.data;
      problems.push(...problemsOf(place, result.error, headingOf));
    } catch (error) {
      problems.push({ place, field: '', reason: firstLine(error) });
    }
    return undefined;
  };

  const entries = new Map<string, Entry>();
  /** The ids of the entries whose aliases a company wrote. */
  const companys = new Set<string>();
  const introductions = new Map<Kind, Introduction>();
  for (const kind of kinds) {
    const introductionFile = `${folderOf[kind]}.md`;
    const introduction = attempt<Introduction>(
      introductionFile,
      () => readIntroduction(layersOf(files.get(introductionFile) ?? missing())),
      (value) => introductionSchema.safeParse(value),
    );
    if (introduction) introductions.set(kind, introduction);
    for (const [path, text] of files) {
      const id = idOf(path, kind);
      if (id === undefined) continue;
      const entry = attempt<Entry | undefined>(
        path,
        () => readEntry(id, kind, layersOf(text)),
        (value) => entrySchema.optional().safeParse(value),
      );
      if (!entry) continue;
      if (isCompanys(text, 'aliases')) companys.add(id);
      if (entries.has(id))
        problems.push({ place: path, field: '', reason: `there is another entry "${id}"` });
      else entries.set(id, entry);
    }
  }
  problems.push(...misplacedFiles(files));
  const ids = new Set(
    [...files.keys()].flatMap((path) => kinds.flatMap((kind) => idOf(path, kind) ?? [])),
  );
  let searchData: SearchData | undefined;
  try {
    searchData = readSearchData(files, ids);
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    problems.push(...error.problems);
  }
  const dropped = (id: string) => ids.has(id) && !entries.has(id);
  if (problems.length === 0) {
    const taken = new Set([...companys].flatMap((id) => namesOf(entries.get(id)).map(lower)));
    for (const [id, entry] of entries) {
      const path = `${folderOf[entry.kind]}/${id}.md`;
      const text = files.get(path) ?? '';
      entries.set(id, {
        ...entry,
        // What a company writes itself is checked instead.
        ...(isCompanys(text, 'related')
          ? {}
          : { related: entry.related.filter((other) => !dropped(other)) }),
        ...(companys.has(id)
          ? {}
          : { aliases: entry.aliases.filter((alias) => !taken.has(lower(alias))) }),
      });
    }
    problems.push(...conflicts(entries));
  }
  if (problems.length > 0 || !searchData) throw new Problems(problems);

  const { language, questions, phrases } = searchData;
  return {
    entries: [...entries.values()],
    introductions: [...introductions],
    search: { language, questions: [...questions], phrases: [...phrases] },
  };
}

type ParseResult<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: Parameters<typeof problemsOf>[1] };

function idOf(path: string, kind: Kind): string | undefined {
  const folder = `${folderOf[kind]}/`;
  return path.startsWith(folder) && path.endsWith('.md')
    ? path.slice(folder.length, -3)
    : undefined;
}

/** Whether the text of a company, which lies on ours, has this field. */
function isCompanys(text: string, field: string): boolean {
  const layers = layersOf(text);
  return layers.length > 1 && new RegExp(`^${field}:`, 'm').test(layers.at(-1) ?? '');
}

const lower = (text: string): string => text.toLowerCase();

const namesOf = (entry: Entry | undefined): readonly string[] =>
  entry ? [entry.title, ...entry.aliases] : [];

/** Problems between entries: related ids that do not exist, and names that two entries share. */
function conflicts(entries: ReadonlyMap<string, Entry>): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  for (const [id, entry] of entries) {
    const place = `${folderOf[entry.kind]}/${id}.md`;
    for (const other of entry.related) {
      if (!entries.has(other))
        problems.push({ place, field: 'related', reason: `there is no entry "${other}"` });
    }
    for (const name of namesOf(entry)) {
      const key = name.toLowerCase();
      const owner = owners.get(key) ?? id;
      if (owner !== id)
        problems.push({
          place,
          field: 'aliases',
          reason: `"${name}" belongs to "${owner}", so choose another word`,
        });
      owners.set(key, owner);
    }
  }
  return problems;
}

/** Files that nothing reads, such as `skill/patience.md`; their authors have to know. */
function misplacedFiles(files: ContentFiles): Problem[] {
  const known = (path: string) =>
    path === 'words.yml' ||
    path === languagesFile ||
    path === grammarFile ||
    searchDataFiles.includes(path) ||
    signpostFiles.includes(path) ||
    path.endsWith('README.md') ||
    kinds.some((kind) => path === `${folderOf[kind]}.md` || idOf(path, kind) !== undefined);
  return [...files.keys()]
    .filter((path) => !known(path))
    .map((path) => ({
      place: path,
      field: '',
      reason: 'is not read as content; see the authors’ guide',
    }));
}

function missing(): never {
  throw new Error('the file is missing');
}
