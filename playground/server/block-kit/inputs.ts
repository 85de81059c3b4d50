import { z } from 'zod';
import { confirmable, dispatchable, element, focusable, placeholdable } from './composition.ts';
import { chars, nonEmpty } from './fields.ts';
import { limits } from './limits.ts';
import { richText } from './rich-text.ts';

const typed = { ...dispatchable, ...focusable, ...placeholdable };
const anyString = z.string().optional();
const numeral = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'must be a number in a string')
  .optional();
const lines = z.int().min(1).max(limits.richTextInputLines).optional();

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Checks `key` <= `than` if both are set. */
const notAbove =
  (key: string, than: string) =>
  (input: Record<string, unknown>, ctx: z.RefinementCtx): void => {
    if (input[key] === undefined || input[than] === undefined) return;
    if (Number(input[key]) <= Number(input[than])) return;
    ctx.addIssue({
      code: 'custom',
      path: [key],
      message: `must not be greater than \`${than}\``,
    });
  };

const numberInput = element('number_input', {
  is_decimal_allowed: z.boolean(),
  initial_value: numeral,
  min_value: numeral,
  max_value: numeral,
  ...typed,
})
  .superRefine((input, ctx) => {
    if (input.is_decimal_allowed) return;
    for (const key of ['initial_value', 'min_value', 'max_value'] as const) {
      if (!input[key]?.includes('.')) continue;
      ctx.addIssue({ code: 'custom', path: [key], message: 'must not be a decimal number' });
    }
  })
  .superRefine(notAbove('min_value', 'max_value'));

export const inputs = {
  datepicker: element('datepicker', {
    initial_date: z.iso.date('must be a date as YYYY-MM-DD').optional(),
    ...confirmable,
    ...focusable,
    ...placeholdable,
  }),
  timepicker: element('timepicker', {
    initial_time: z.iso.time({ precision: -1, error: 'must be a time as HH:mm' }).optional(),
    timezone: z.string().refine(isTimeZone, 'must be an IANA time zone').optional(),
    ...confirmable,
    ...focusable,
    ...placeholdable,
  }),
  datetimepicker: element('datetimepicker', {
    initial_date_time: z
      .int()
      .refine((seconds) => /^\d{10}$/.test(String(seconds)), 'must be a Unix time of 10 digits')
      .optional(),
    ...confirmable,
    ...focusable,
  }),
  plain_text_input: element('plain_text_input', {
    initial_value: chars(limits.plainTextInput, 0).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(limits.plainTextInput).optional(),
    max_length: z.int().min(1).max(limits.plainTextInput).optional(),
    ...typed,
  }).superRefine(notAbove('min_length', 'max_length')),
  email_text_input: element('email_text_input', { initial_value: anyString, ...typed }),
  url_text_input: element('url_text_input', { initial_value: anyString, ...typed }),
  number_input: numberInput,
  rich_text_input: element('rich_text_input', {
    initial_value: richText.optional(),
    min_lines: lines,
    max_lines: lines,
    ...typed,
  }).superRefine(notAbove('min_lines', 'max_lines')),
  file_input: element('file_input', {
    filetypes: z.array(nonEmpty).min(1).optional(),
    max_files: z.int().min(1).max(limits.fileInputFiles).optional(),
  }),
};
