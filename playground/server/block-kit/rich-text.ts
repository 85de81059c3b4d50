import { z } from 'zod';
import { chars, nonEmpty, oneOf } from './fields.ts';
import { limits } from './limits.ts';

const flag = z.boolean().optional();
const textStyle = { bold: flag, code: flag, italic: flag, strike: flag, underline: flag };
const mentionStyle = { ...textStyle, highlight: flag, client_highlight: flag, unlink: flag };

const inline = <S extends z.ZodRawShape>(
  type: string,
  shape: S,
  style: z.ZodRawShape = textStyle,
) =>
  z.strictObject({
    type: z.literal(type),
    ...shape,
    style: z.strictObject(style).optional(),
  });

const text = inline('text', { text: nonEmpty });
const link = inline('link', { url: nonEmpty, text: z.string().optional(), unsafe: flag });

const inlines = [
  text,
  link,
  inline('user', { user_id: nonEmpty }, mentionStyle),
  inline('channel', { channel_id: nonEmpty }, mentionStyle),
  inline('usergroup', { usergroup_id: nonEmpty }, mentionStyle),
  inline('team', { team_id: nonEmpty }, mentionStyle),
  inline('broadcast', { range: z.enum(['here', 'channel', 'everyone']) }),
  inline('color', { value: nonEmpty }),
  inline('emoji', {
    name: nonEmpty,
    unicode: z.string().optional(),
    url: nonEmpty.optional(),
    skin_tone: z.int().min(1).max(6).optional(),
  }),
  inline('date', {
    timestamp: z.int(),
    format: nonEmpty,
    url: nonEmpty.optional(),
    fallback: z.string().optional(),
  }),
];

const border = { border: z.int().min(0).max(1).optional() };
const section = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: z.array(oneOf(inlines)),
});

/** Lists contain sections only: a nested list is a separate list with a greater `indent`. */
const bullets = z.strictObject({
  type: z.literal('rich_text_list'),
  style: z.enum(['bullet', 'ordered']),
  elements: z.array(oneOf([section])),
  indent: z.int().min(0).max(limits.listIndent).optional(),
  offset: z.int().min(0).optional(),
  ...border,
});

const quote = z.strictObject({
  type: z.literal('rich_text_quote'),
  elements: z.array(oneOf(inlines)),
  ...border,
});

const preformatted = z.strictObject({
  type: z.literal('rich_text_preformatted'),
  elements: z.array(oneOf([text, link])),
  ...border,
});

/** A rich_text block: in a message or view, in a table cell, or as an input's initial value. */
export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: chars(limits.blockId).optional(),
  elements: z.array(oneOf([section, bullets, quote, preformatted])),
});
