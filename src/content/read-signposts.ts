import { load } from 'js-yaml';
import { firstLine, type Problem, Problems, problemsOf } from '../problems.ts';
import { checkSignposts } from '../signposts/check-signposts.ts';
import type { SignpostData } from '../signposts/signpost-data.ts';
import {
  mergedSignpostsSchema,
  mergeSignpostFiles,
  signpostFileSchema,
} from '../signposts/signpost-schema.ts';
import { type ContentFiles, isEmptyYaml, layersOf, signpostFiles } from './files.ts';

/** Throws `Problems`. */
export function readSignposts(files: ContentFiles): SignpostData {
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
  const merged = mergedSignpostsSchema.safeParse(mergeSignpostFiles(parts.map(({ data }) => data)));
  if (!merged.success) {
    for (const { field, reason } of problemsOf('', merged.error)) report(field, reason);
    throw new Problems(problems);
  }
  const signposts = checkSignposts(merged.data, report);
  // An entry that a company dropped may still be named.
  const isEntry = (id: string) => [...files.keys()].some((path) => path.endsWith(`/${id}.md`));
  for (const { signpost } of signposts.rules) {
    const { id, guidelines } = signpost;
    for (const entry of guidelines.filter((each) => !isEntry(each))) {
      report(`signposts ${id} guidelines`, `there is no entry "${entry}"`);
    }
  }
  if (problems.length > 0) throw new Problems(problems);
  return signposts;
}
