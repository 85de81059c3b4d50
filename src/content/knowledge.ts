import { load } from 'js-yaml';
import type { z } from 'zod';
import {
  extended,
  type LanguageData,
  languageSchema,
  plainLanguage,
  type Questions,
  questionsSchema,
} from '../finding/language-file.ts';
import type { Knowledge } from '../finding/search.ts';
import { firstLine, type Problem, Problems, problemsOf } from '../problems.ts';
import { type ContentFiles, partsOf } from './files.ts';

const languageFile = 'finding.yml';
const questionsFile = 'questions.yml';
/** The files that finding reads beside the entries. A language may do without them. */
export const knowledgeFiles: readonly string[] = [languageFile, questionsFile];

/** What finding knows of the language and of how people ask. `ids` are those of the entries. Throws `Problems`. */
export function readKnowledge(files: ContentFiles, ids: ReadonlySet<string>): Knowledge {
  const problems: Problem[] = [];
  const read = <T>(place: string, schema: z.ZodType<T>): T[] =>
    partsOf(files.get(place) ?? '').flatMap((part) => {
      try {
        const checked = schema.safeParse(part.trim() ? load(part) : {});
        if (checked.success) return [checked.data];
        problems.push(...problemsOf(place, checked.error));
      } catch (error) {
        problems.push({ place, field: '', reason: firstLine(error) });
      }
      return [];
    });
  const language = read<LanguageData>(languageFile, languageSchema).reduce(extended, plainLanguage);
  const questions = new Map<string, string[]>();
  for (const part of read<Questions>(questionsFile, questionsSchema)) {
    for (const [id, asked] of Object.entries(part)) {
      if (!ids.has(id)) {
        const reason = `there is no entry "${id}"`;
        problems.push({ place: questionsFile, field: id, reason });
      }
      questions.set(id, [...(questions.get(id) ?? []), ...asked]);
    }
  }
  if (problems.length > 0) throw new Problems(problems);
  return { language, questions: Object.fromEntries(questions) };
}
