import { z } from 'zod';
import { chars, list, nonEmpty, oneOf } from './fields.ts';
import { limits } from './limits.ts';
import { richText } from './rich-text.ts';

const rawText = z.strictObject({ type: z.literal('raw_text'), text: nonEmpty });
const rawNumber = z.strictObject({
  type: z.literal('raw_number'),
  value: z.number(),
  text: nonEmpty,
});
const row = list(oneOf([rawText, rawNumber, richText]), limits.tableColumns);

const columnSettings = z.strictObject({
  align: z.enum(['left', 'center', 'right']).optional(),
  is_wrapped: z.boolean().optional(),
});

export const table = z.strictObject({
  type: z.literal('table'),
  block_id: chars(limits.blockId).optional(),
  rows: list(row, limits.tableRows),
  column_settings: list(columnSettings, limits.tableColumnSettings, 0).optional(),
});
