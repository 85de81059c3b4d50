import { load } from 'js-yaml';
import { firstLine, type Problem, Problems, problemsOf } from '../problems.ts';
import { type OtherLanguagesData, otherLanguagesSchema } from '../search/other-languages-schema.ts';
import { type ContentFiles, isEmptyYaml, layersOf } from './files.ts';

export const languagesFile = 'languages.yml';

/** How other languages are recognized; without a file, none is. Throws `Problems`. */
export function readLanguages(files: ContentFiles): OtherLanguagesData {
  const problems: Problem[] = [];
  const layers = layersOf(files.get(languagesFile) ?? '').flatMap((text): OtherLanguagesData[] => {
    try {
      const checked = otherLanguagesSchema.safeParse(isEmptyYaml(text) ? {} : load(text));
      if (checked.success) return [checked.data];
      problems.push(...problemsOf(languagesFile, checked.error));
    } catch (error) {
      problems.push({ place: languagesFile, field: '', reason: firstLine(error) });
    }
    return [];
  });
  if (problems.length > 0) throw new Problems(problems);
  return {
    own: layers.flatMap(({ own }) => own),
    names: layers.flatMap(({ names }) => names),
    languages: Object.assign({}, ...layers.map(({ languages }) => languages)),
  };
}
