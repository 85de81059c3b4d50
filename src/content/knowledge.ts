import { load } from 'js-yaml';
import type { z } from 'zod';
import { firstLine, type Problem, Problems, problemsOf } from '../problems.ts';
import {
  type Asked,
  askedSchema,
  extended,
  type Knowledge,
  type LanguageData,
  languageSchema,
  plainLanguage,
} from '../search/language-file.ts';
import { type ContentFiles, partsOf } from './files.ts';

const languageFile = 'finding.yml';
const [questionsFile, phrasesFile] = ['questions.yml', 'phrases.yml'];
/** The files that finding reads beside the entries. A language may do without them. */
export const knowledgeFiles: readonly string[] = [languageFile, questionsFile, phrasesFile];

/** What finding knows of the language and of how people ask. `ids` are those of the entries. Throws `Problems`. */
export function readKnowledge(files: ContentFiles, ids: ReadonlySet<string>): Knowledge {
  const problems: Problem[] = [];
  const read = <T>(place: string, schema: z.ZodType<T>): T[] =>
    partsOf(files.get(place) ?? '').flatMap((part) => {
      try {
        const checked = schema.safeParse(isEmpty(part) ? {} : load(part));
        if (checked.success) return [checked.data];
        problems.push(...problemsOf(place, checked.error));
      } catch (error) {
        problems.push({ place, field: '', reason: firstLine(error) });
      }
      return [];
    });
  const [own = plainLanguage, ...more] = read<LanguageData>(languageFile, languageSchema);
  const language = more.reduce(extended, own);
  const readAsked = (place: string): Asked => {
    const all = new Map<string, string[]>();
    for (const part of read<Asked>(place, askedSchema)) {
      for (const [id, asked] of part) {
        if (!ids.has(id)) {
          problems.push({ place, field: id, reason: `there is no entry "${id}"` });
        }
        all.set(id, [...(all.get(id) ?? []), ...asked]);
      }
    }
    return all;
  };
  const [questions, phrases] = [readAsked(questionsFile), readAsked(phrasesFile)];
  if (problems.length > 0) throw new Problems(problems);
  return { language, questions, phrases };
}

/** Nothing but comments. */
const isEmpty = (text: string): boolean => text.split('\n').every((line) => /^\s*(#|$)/.test(line));
