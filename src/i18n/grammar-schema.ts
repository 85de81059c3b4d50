import { z } from 'zod';
import { grammarWords } from './grammar-words.ts';

type WordSection = keyof typeof grammarWords;

const phrases = z
  .string()
  .max(2000)
  .transform((text) => text.split(',').map((phrase) => phrase.trim()))
  .pipe(
    z.array(
      z
        .string()
        .regex(/[\p{L}\p{N}]/u, 'holds a phrase without letters')
        .max(60),
    ),
  );

const sectionOf = (words: readonly string[]) =>
  z.strictObject(Object.fromEntries(words.map((word) => [word, phrases.optional()]))).default({});

const sections = Object.fromEntries(
  Object.entries(grammarWords).map(([name, words]) => [name, sectionOf(words)]),
) as Record<WordSection, ReturnType<typeof sectionOf>>;

/** The fields of `grammar.yml`, all optional; the file explains them. */
export const grammarSchema = z.strictObject({
  'day-first': z.boolean().optional(),
  ...sections,
  places: z.record(z.string().min(1).max(60), phrases).default({}),
});

/** Phrases by what they mean, in each section. */
export type GrammarData = Readonly<z.output<typeof grammarSchema>>;
