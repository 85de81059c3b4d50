import { load } from 'js-yaml';
import type { z } from 'zod';
import { firstLine, type Problem, Problems, problemsOf } from '../problems.ts';
import {
  type LanguageData,
  mergeLanguages,
  plainLanguage,
  type QuestionsByEntry,
  type SearchData,
} from '../search/search-data.ts';
import { languageSchema, questionsSchema } from '../search/search-schema.ts';
import { type ContentFiles, isEmptyYaml, layersOf } from './files.ts';

const languageFile = 'finding.yml';
const [questionsFile, phrasesFile] = ['questions.yml', 'phrases.yml'];
/** The files that the search reads besides the entries. All are optional. */
export const searchDataFiles: readonly string[] = [languageFile, questionsFile, phrasesFile];

/** `ids` are those of all entries. Throws `Problems`. */
export function readSearchData(files: ContentFiles, ids: ReadonlySet<string>): SearchData {
  const problems: Problem[] = [];
  const read = <T>(place: string, schema: z.ZodType<T>): T[] =>
    layersOf(files.get(place) ?? '').flatMap((part) => {
      try {
        const checked = schema.safeParse(isEmptyYaml(part) ? {} : load(part));
        if (checked.success) return [checked.data];
        problems.push(...problemsOf(place, checked.error));
      } catch (error) {
        problems.push({ place, field: '', reason: firstLine(error) });
      }
      return [];
    });
  const [own = plainLanguage, ...more] = read<LanguageData>(languageFile, languageSchema);
  const language = more.reduce(mergeLanguages, own);
  const readQuestions = (place: string): QuestionsByEntry => {
    const all = new Map<string, string[]>();
    for (const part of read<QuestionsByEntry>(place, questionsSchema)) {
      for (const [id, questions] of part) {
        if (!ids.has(id)) {
          problems.push({ place, field: id, reason: `there is no entry "${id}"` });
        }
        all.set(id, [...(all.get(id) ?? []), ...questions]);
      }
    }
    return all;
  };
  const [questions, phrases] = [readQuestions(questionsFile), readQuestions(phrasesFile)];
  if (problems.length > 0) throw new Problems(problems);
  return { language, questions, phrases };
}
