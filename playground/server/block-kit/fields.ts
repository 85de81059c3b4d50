import { z } from 'zod';

/** Slack doesn't document its unit of length; users report code points. */
export const codePoints = (text: string): number => [...text].length;

/** Code points of all `text` strings; iterative, because nesting may exceed the call stack. */
export function textLength(root: unknown): number {
  let length = 0;
  const open = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'text' && typeof inner === 'string') length += codePoints(inner);
      else open.push(inner);
    }
  }
  return length;
}

/** A string of `min` to `max` code points. */
export const chars = (max: number, min = 1) =>
  z.string().check((ctx) => {
    const length = codePoints(ctx.value);
    const issue = { origin: 'string', input: ctx.value, inclusive: true } as const;
    if (length < min) ctx.issues.push({ ...issue, code: 'too_small', minimum: min });
    if (length > max) ctx.issues.push({ ...issue, code: 'too_big', maximum: max });
  });

/** For texts without a documented limit. */
export const nonEmpty = z.string().min(1);

export const webAddress = (max = Number.POSITIVE_INFINITY) =>
  chars(max).regex(/^https?:\/\/\S+$/, 'must be a URL');

export const list = <T extends z.ZodType>(item: T, max: number, min = 1) =>
  z.array(item).min(min).max(max);

export const plainText = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: chars(max),
    emoji: z.boolean().optional(),
  });

const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: chars(max),
    verbatim: z.boolean().optional(),
  });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

/** One of these objects, selected by `type`, so that only its own problems are reported. */
export const oneOf = (objects: readonly z.ZodObject[]) =>
  z.discriminatedUnion('type', objects as readonly [z.ZodObject, ...z.ZodObject[]]);

/** Checks that exactly one of two fields is set. Slack's pointer is the `type` of the object. */
export const eitherOf =
  (one: string, other: string) =>
  (value: Record<string, unknown>, ctx: z.RefinementCtx): void => {
    const given = [one, other].filter((key) => value[key] !== undefined).length;
    if (given === 1) return;
    const both = given === 2 ? ', not both' : '';
    const path = 'type' in value ? ['type'] : [];
    ctx.addIssue({
      code: 'custom',
      path,
      message: `must define either \`${one}\` or \`${other}\`${both}`,
    });
  };
