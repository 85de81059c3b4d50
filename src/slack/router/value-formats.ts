import { z } from 'zod';

/** For controls that need no value. Whatever an older button carries is ignored. */
export const noValue = z.codec(z.string(), z.undefined(), {
  decode: () => undefined,
  encode: () => '',
});

/** One word: anything without spaces, short enough for the name of a record. */
export const word = z.string().regex(/^[^\s\p{Cc}]{1,200}$/u);

/** Words separated by single spaces, in the order of the shape; only the last may be optional. */
export function spaceSeparated<
  Shape extends Record<string, z.ZodType<unknown, string | undefined>>,
>(shape: Shape) {
  const names = Object.keys(shape);
  const words = z.strictObject(shape);
  return z.codec(z.string(), words, {
    decode: (text) =>
      Object.fromEntries(
        // A word too many gets its number for a name, which the strict object rejects.
        text.split(' ').map((word, index) => [names[index] ?? index, word]),
      ) as z.input<typeof words>,
    encode: (value) =>
      names
        .flatMap((name) => (value as Readonly<Record<string, string | undefined>>)[name] ?? [])
        .join(' '),
  });
}

/** A value as JSON. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z.codec(z.string(), schema, {
    decode: (text, context) => {
      try {
        return JSON.parse(text);
      } catch {
        context.issues.push({ code: 'invalid_format', format: 'json', input: text });
        return z.NEVER;
      }
    },
    encode: (value) => JSON.stringify(value),
  });
}
