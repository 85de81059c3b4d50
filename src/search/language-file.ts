import { z } from 'zod';

const word = z.string().trim().min(1).max(60);
const text = z.string().trim().max(120);
const list = z.string().transform((words) => words.split(/\s+/).filter(Boolean));
const byWord = z.record(word, text);

/** What `finding.yml` may say about a language. Each of it may be left out. */
export const languageSchema = z.strictObject({
  endings: z.enum(['english']).optional(),
  contractions: byWord.default({}),
  short: byWord.default({}),
  forms: z.record(word, z.array(word)).default({}),
  spellings: z.record(word, word).default({}),
  empty: list.default([]),
  light: list.default([]),
  same: z.array(text).default([]),
  near: byWord.default({}),
  sayings: byWord.default({}),
});

/** How one language is read. */
export type LanguageData = Readonly<z.output<typeof languageSchema>>;

/** Read word by word. */
export const plainLanguage: LanguageData = languageSchema.parse({});

/** Both together; where they say different things of one word, the later does. */
export function extended(first: LanguageData, more: LanguageData): LanguageData {
  return {
    endings: more.endings ?? first.endings,
    contractions: { ...first.contractions, ...more.contractions },
    short: { ...first.short, ...more.short },
    forms: { ...first.forms, ...more.forms },
    spellings: { ...first.spellings, ...more.spellings },
    empty: [...first.empty, ...more.empty],
    light: [...first.light, ...more.light],
    same: [...first.same, ...more.same],
    near: { ...first.near, ...more.near },
    sayings: { ...first.sayings, ...more.sayings },
  };
}

const longestQuestion = 160;

const askedOfEntry = z
  .string()
  .max(100_000)
  .nullable()
  .transform((text) => text?.split(/\s*[;\n]\s*/).filter(Boolean) ?? [])
  .superRefine((asked, context) => {
    for (const question of asked) {
      if (question.length <= longestQuestion) continue;
      context.addIssue(`"${question}" is longer than ${longestQuestion} characters`);
    }
  });

/** What `questions.yml` and `phrases.yml` say: by an entry's id, how people ask for it. */
export const askedSchema = z
  .record(z.string(), askedOfEntry)
  .transform((asked): Asked => new Map(Object.entries(asked)));
export type Asked = ReadonlyMap<string, readonly string[]>;

/** What a search knows beside the entries. */
export type Knowledge = {
  readonly language: LanguageData;
  /** Whole questions, as people type them. */
  readonly questions: Asked;
  /** Words and half sentences that come with an entry. */
  readonly phrases: Asked;
};
