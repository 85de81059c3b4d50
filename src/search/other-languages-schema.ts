import { z } from 'zod';

const list = z.string().transform((words) => words.split(/\s+/).filter(Boolean));
const letters = z
  .string()
  .default('')
  .transform((signs) => [...signs]);
/** The scripts that regular expressions know by this name. */
const script = z.string().refine(isScript, 'is not the name of a script in Unicode');

/** The fields of `languages.yml`; the file explains them. */
export const otherLanguagesSchema = z.strictObject({
  own: list.default([]),
  names: list.default([]),
  languages: z
    .record(
      z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/, 'is not the code of a language'),
      z.strictObject({
        answer: z.string().trim().min(1).max(400),
        words: list.default([]),
        script: list.pipe(z.array(script)).default([]),
        letters,
        without: letters,
      }),
    )
    .default({}),
});

export type OtherLanguagesData = Readonly<z.output<typeof otherLanguagesSchema>>;

function isScript(name: string): boolean {
  try {
    return new RegExp(`\\p{Script=${name}}`, 'u').test('') === false;
  } catch {
    return false;
  }
}
