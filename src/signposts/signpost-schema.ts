import { z } from 'zod';

const classifierSchema = z.strictObject({
  /** The rules that remove endings, as in `finding.yml`. */
  endings: z.literal('english').optional(),
  /** The ids of the signposts that are recognized; what is no call comes before them. */
  labels: z.array(z.string()).min(1),
  /** How much likelier than not, as a logarithm, a call has to be. */
  threshold: z.number(),
  bias: z.array(z.number()),
  /** What a weight of 1 stands for. */
  step: z.number(),
  /** A byte for no call and one for each label, for each feature; deflated, in Base64. */
  weights: z.string(),
});

export type ClassifierData = z.output<typeof classifierSchema>;

const text = (max: number) => z.string().trim().min(1).max(max);

/** Phrases on lines of their own, or separated by commas or semicolons. */
const phrases = z
  .union([z.string().max(60_000), z.array(z.string())])
  .transform((list) =>
    (typeof list === 'string' ? list.split(/[,;\n]/) : list)
      .map((phrase) => phrase.trim())
      .filter(Boolean),
  );

/** Words between spaces. */
const wordList = z
  .string()
  .max(20_000)
  .transform((words) => words.split(/\s+/).filter(Boolean));

const byWord = z.record(z.string(), text(60));

const texts = {
  /** Safety comes first and hurries; an everyday matter is one that the library can't know. */
  kind: z.enum(['safety', 'everyday']),
  title: text(80),
  /** What to do at once, in one or two sentences. */
  now: text(300),
  /** The people to turn to, and how. */
  next: text(500),
  /** The ids of the entries that help afterwards. */
  guidelines: z.array(z.string()).max(3),
};

/** What `~` stands for: the rules of English, or the endings of words, each with those in its place. */
const inflection = z.union([
  z.literal('english'),
  z.record(
    z.string().max(20),
    z
      .string()
      .max(2000)
      .transform((endings) => endings.split(/\s+/).filter(Boolean)),
  ),
]);

/** A file holds any part of this; what several files hold is merged. */
export const signpostFileSchema = z.strictObject({
  /** Numbers may be written without quotation marks. */
  contacts: z.record(z.string(), z.union([text(120), z.number().transform(String)])).optional(),
  inflection: inflection.optional(),
  contractions: byWord.optional(),
  short: byWord.optional(),
  fillers: phrases.optional(),
  misspelt: phrases.optional(),
  known: phrases.optional(),
  words: z.record(z.string(), phrases).optional(),
  lookalikes: phrases.optional(),
  /** Words that join clauses, for the classifier. */
  joins: z
    .string()
    .regex(/^[\p{L}\s]*$/u)
    .max(500)
    .transform((words) => words.split(/\s+/).filter(Boolean))
    .optional(),
  /** Words of like meaning, for the classifier. */
  classes: z.record(z.string(), wordList).optional(),
  classifier: classifierSchema.optional(),
  signposts: z
    .record(
      z.string(),
      z.strictObject({
        ...z.object(texts).partial().shape,
        /** Takes the signpost out. */
        drop: z.literal(true).optional(),
        when: phrases.optional(),
        /** Rules the signpost out, whatever else is said. */
        unless: phrases.optional(),
      }),
    )
    .optional(),
});

type SignpostFile = z.output<typeof signpostFileSchema>;

const mergedSignpost = z.strictObject({
  ...texts,
  guidelines: texts.guidelines.default([]),
  when: z.array(z.string()).default([]),
  unless: z.array(z.string()).default([]),
});

const phraseList = z.array(z.string()).default([]);

/** What all files together must hold. */
export const mergedSignpostsSchema = z.strictObject({
  contacts: z.record(z.string(), z.string()).default({}),
  inflection: z.union([z.literal('english'), z.record(z.string(), z.array(z.string()))]).optional(),
  contractions: byWord.default({}),
  short: byWord.default({}),
  fillers: phraseList,
  misspelt: phraseList,
  known: phraseList,
  words: z.record(z.string(), z.array(z.string())).default({}),
  lookalikes: phraseList,
  joins: phraseList,
  classes: z.record(z.string(), z.array(z.string())).default({}),
  classifier: classifierSchema.optional(),
  signposts: z.record(z.string(), mergedSignpost).default({}),
});

export type MergedSignposts = z.output<typeof mergedSignpostsSchema>;

/**
 * Merges files, later ones over earlier ones: lists of phrases are added up, everything else is
 * replaced. The result is unchecked.
 */
export function mergeSignpostFiles(files: readonly SignpostFile[]): object {
  const merged = files.reduce<unknown>((all, file) => merge(all, file), {}) as SignpostFile;
  const signposts = Object.entries(merged.signposts ?? {}).filter(([, { drop }]) => !drop);
  return { ...merged, signposts: Object.fromEntries(signposts) };
}

function merge(first: unknown, second: unknown, field = ''): unknown {
  if (Array.isArray(first) && Array.isArray(second)) {
    return field === 'guidelines' ? second : [...first, ...second];
  }
  if (!isRecord(first) || !isRecord(second)) return second;
  const all = new Map(Object.entries(first));
  for (const [name, value] of Object.entries(second)) {
    all.set(name, all.has(name) ? merge(all.get(name), value, name) : value);
  }
  return Object.fromEntries(all);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
