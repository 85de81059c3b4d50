import { z } from 'zod';
import { type Paragraph, plain } from './markdown.ts';

/** Paragraphs; their length is counted without markup. */
const prose = (max: number, min = 1) =>
  z.custom<Paragraph[]>(Array.isArray).superRefine((paragraphs, context) => {
    const length = paragraphs.map(plain).join('\n').length;
    if (length < min) context.addIssue(`has ${length} characters, needs at least ${min}`);
    if (length > max) context.addIssue(`has ${length} characters, may have ${max}`);
  });

/** A single paragraph, such as a list item or an answer. */
const line = (max: number) =>
  z.custom<Paragraph>(Array.isArray).superRefine((paragraph, context) => {
    const { length } = plain(paragraph);
    if (length === 0) context.addIssue('is empty');
    if (length > max) context.addIssue(`has ${length} characters, may have ${max}`);
  });

const items = (min: number, max: number, maxLength: number) =>
  z.array(line(maxLength)).min(min).max(max);

/** An if-then plan: the situation, then in bold what the person will do in it. */
const ifThenPlan = line(150).superRefine((paragraph, context) => {
  const [situation, behaviour, ...rest] = paragraph;
  const isWhole = situation?.style === undefined && behaviour?.style === 'bold';
  if (!isWhole || rest.length > 0)
    context.addIssue('must be a situation, and then, in bold, what one will do in it');
});

const words = (max: number) => z.string().trim().min(1).max(max);

const date = z.iso.date();

const frontMatter = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'the file name is small letters, digits and hyphens'),
  title: words(60),
  summary: words(200),
  aliases: z.array(words(40)).min(3).max(40),
  place: z.number().int().min(1).optional(),
  related: z.array(z.string()).min(2).max(8),
  reviewed: date,
};

const detail = z.strictObject({
  heading: words(60),
  paragraphs: prose(700, 0),
  items: z.array(line(400)),
});

/** Characters: Slack takes about 13,200 in a message, and the other sections have up to 4,300. */
const maxDetails = 8000;

const details = z
  .array(detail)
  .max(12)
  .superRefine((all, context) => {
    const texts = all.flatMap(({ heading, paragraphs, items }) => [
      heading,
      ...[...paragraphs, ...items].map(plain),
    ]);
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    if (length > maxDetails)
      context.addIssue(`have ${length} characters together, may have ${maxDetails}`);
  });

const inPractice = items(3, 5, 160);
const say = items(2, 4, 140);
const avoid = items(2, 4, 140);
const audience = prose(400);

const scenario = z.strictObject({
  title: words(80),
  situation: prose(400),
  answers: z.array(z.strictObject({ answer: line(200), effect: line(200) })).length(3),
  /** The number of the answer that serves the customer best, from 1. */
  furthest: z.number().int().min(1).max(3),
});

const core = prose(700, 150);

const guidelineEntry = z.strictObject({
  ...frontMatter,
  kind: z.enum(['rule', 'principle', 'guideline']),
  core,
  inPractice: inPractice.optional(),
  say: say.optional(),
  avoid: avoid.optional(),
  external: audience.optional(),
  colleague: audience.optional(),
  details,
});

const skillEntry = z.strictObject({
  ...frontMatter,
  kind: z.literal('skill'),
  core,
  inPractice,
  say,
  avoid,
  external: audience,
  colleague: audience,
  tips: z.array(line(280)).min(6),
  /** Skills that companies wrote for earlier versions have none. */
  ifThen: z.array(ifThenPlan).length(3).optional(),
  practice: z.array(scenario).min(2),
  details,
});

export const entrySchema = z.discriminatedUnion('kind', [guidelineEntry, skillEntry]);

export const introductionSchema = z.strictObject({
  title: words(60),
  summary: words(200),
  core: prose(700, 50),
});

export type Entry = z.infer<typeof entrySchema>;
export type Skill = z.infer<typeof skillEntry>;
export type Scenario = z.infer<typeof scenario>;
export type Introduction = z.infer<typeof introductionSchema>;
