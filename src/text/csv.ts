import { stringify } from 'csv-stringify/sync';

/** Spreadsheets read a file as UTF-8 only with this at its start. */
export const byteOrderMark = '\ufeff';

/** After a separator, white space and quotation marks. A cell's own start is the library's part. */
const formulaStart = /(?<=[;\t\n|,][^\S\t\n]*["']*)[=+\-@\uff1d\uff0b\uff0d\uff20]/g;

/**
 * One line of a CSV file, including its line break. No cell starts a formula, whatever was typed
 * and whichever separator the spreadsheet uses: an apostrophe comes before it.
 */
export function lineOfCells(cells: readonly string[]): string {
  const safe = cells.map((cell) => cell.replace(formulaStart, "'$&"));
  return stringify([safe], { escape_formulas: true, quoted: true, record_delimiter: '\r\n' });
}
