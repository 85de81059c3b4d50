import { load } from 'js-yaml';
import { firstLine, type Problem, Problems, problemsOf } from '../problems.ts';
import {
  mergeSignpostFiles,
  signpostDataSchema,
  signpostFileSchema,
} from '../signposts/signpost-file.ts';
import { readSignposts as parseSignposts, type Signposts } from '../signposts/signposts.ts';
import { type ContentFiles, isEmptyYaml, layersOf } from './files.ts';

/** Texts, what people type to get them, and learned weights. Any file may hold any part of it all. */
export const signpostFiles: readonly string[] = [
  'signposts.yml',
  'signpost-patterns.yml',
  'signpost-weights.yml',
];

/** Throws `Problems`. */
export function readSignposts(files: ContentFiles): Signposts {
  const problems: Problem[] = [];
  const layers = signpostFiles
    .flatMap((place) =>
      layersOf(files.get(place) ?? '').map((text, layer) => ({ place, text, layer })),
    )
    .sort((a, b) => a.layer - b.layer);
  const parts = layers.flatMap(({ place, text }) => {
    try {
      const checked = signpostFileSchema.safeParse(isEmptyYaml(text) ? {} : load(text));
      if (checked.success) return [{ place, data: checked.data }];
      problems.push(...problemsOf(place, checked.error));
    } catch (error) {
      problems.push({ place, field: '', reason: firstLine(error) });
    }
    return [];
  });
  /** The file that an author changed last, for what only shows when all are merged. */
  const placeOf = (field: string): string => {
    const [, id = ''] = field.split(' ');
    const holder = parts.findLast(({ data }) => Object.hasOwn(data.signposts ?? {}, id));
    return holder?.place ?? parts.at(-1)?.place ?? 'signposts.yml';
  };
  const report = (field: string, reason: string) =>
    problems.push({ place: placeOf(field), field, reason });
  const merged = signpostDataSchema.safeParse(mergeSignpostFiles(parts.map(({ data }) => data)));
  if (!merged.success) {
    for (const { field, reason } of problemsOf('', merged.error)) report(field, reason);
    throw new Problems(problems);
  }
  const texts = [...files].flatMap(([path, text]) => (signpostFiles.includes(path) ? [] : [text]));
  const signposts = parseSignposts(merged.data, texts, report);
  // An entry that a company dropped may still be named.
  const isEntry = (id: string) => [...files.keys()].some((path) => path.endsWith(`/${id}.md`));
  for (const { id, guidelines } of signposts.all) {
    for (const entry of guidelines.filter((each) => !isEntry(each))) {
      report(`signposts ${id} guidelines`, `there is no entry "${entry}"`);
    }
  }
  if (problems.length > 0) throw new Problems(problems);
  return signposts;
}
