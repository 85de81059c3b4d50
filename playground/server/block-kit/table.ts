import { z } from 'zod';
import { chars, list, nonEmpty, oneOf, textLength } from './fields.ts';
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

const plainCell = oneOf([rawText, rawNumber]);
const headerRow = list(plainCell, limits.dataTableColumns);
const dataRow = z.array(oneOf([rawText, rawNumber, richText]));

/** The first row holds the names of the columns, which are no rich text. */
export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    block_id: chars(limits.blockId).optional(),
    caption: nonEmpty,
    rows: z
      .array(z.unknown())
      .min(2)
      .max(limits.dataTableRows)
      .pipe(z.tuple([headerRow], dataRow)),
    page_size: z.int().min(1).max(limits.dataTablePageSize).optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .superRefine(({ rows, row_header_column_index: column = 0 }, ctx) => {
    const [header] = rows;
    for (const [at, row] of rows.entries()) {
      if (row.length === header.length) continue;
      const message = `all rows must have ${header.length} cells, as the first one`;
      ctx.addIssue({ code: 'custom', path: ['rows', at], message });
    }
    if (column >= header.length)
      ctx.addIssue({
        code: 'custom',
        path: ['row_header_column_index'],
        message: `must be less than ${header.length}`,
      });
    if (textLength(rows) > limits.dataTableText)
      ctx.addIssue({
        code: 'custom',
        path: ['rows'],
        message: `all text together must be less than ${limits.dataTableText + 1} characters`,
      });
  });
