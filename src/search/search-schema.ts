import { z } from 'zod';
import { stemmerNames } from '../text/stemmers.ts';

const word = z.string().trim().min(1).max(60);
const text = z.string().trim().max(120);
const list = z.string().transform((words) => words.split(/\s+/).filter(Boolean));
const byWord = z.record(word, text);

/** The fields of `finding.yml`, all optional; the file explains them. */
export const languageSchema = z.strictObject({
  endings: z.enum(stemmerNames).optional(),
  contractions: byWord.default({}),
  short: byWord.default({}),
  forms: z.record(word, z.union([z.array(word), list])).default({}),
  spellings: z.record(word, word).default({}),
  empty: list.default([]),
  asking: list.default([]),
  light: list.default([]),
  same: z.array(text).default([]),
  topics: z.array(text).default([]),
  near: byWord.default({}),
  sayings: byWord.default({}),
  oneself: byWord.default({}),
});

export type LanguageData = Readonly<z.output<typeof languageSchema>>;

const maxQuestionLength = 160;

const questionList = z
  .string()
  .max(100_000)
  .nullable()
  .transform((text) => text?.split(/\s*[;\n]\s*/).filter(Boolean) ?? [])
  .superRefine((questions, context) => {
    for (const question of questions) {
      if (question.length <= maxQuestionLength) continue;
      context.addIssue(`"${question}" is longer than ${maxQuestionLength} characters`);
    }
  });

/** The content of `questions.yml` and `phrases.yml`. */
export const questionsSchema = z
  .record(z.string(), questionList)
  .transform((questions): QuestionsByEntry => new Map(Object.entries(questions)));

/** How people ask for an entry, by its id. */
export type QuestionsByEntry = ReadonlyMap<string, readonly string[]>;
