import { stringify } from 'csv-stringify/sync';

/** Spreadsheets read a file as UTF-8 only with this at its start. */
export const byteOrderMark = '\ufeff';

const formulaStart = /[=+\-@\uff1d\uff0b\uff0d\uff20]/g;
const separator = /[;\t\n|,]/;

/** An apostrophe before what a spreadsheet that splits cells at separators sees as a formula. */
function withoutFormulas(cell: string): string {
  return cell.replace(formulaStart, (sign, at: number) =>
    startsCell(cell, at) ? `'${sign}` : sign,
  );
}

/** Whether a separator, then white space, then quotation marks come before `at`. */
function startsCell(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && /["']/.test(text.charAt(before))) before -= 1;
  while (before >= 0 && /\s/.test(text.charAt(before)) && !separator.test(text.charAt(before)))
    before -= 1;
  return separator.test(text.charAt(before));
}

/**
 * One line of a CSV file, including its line break. No cell starts a formula, whatever was typed
 * and whichever separator the spreadsheet uses.
 */
export function lineOfCells(cells: readonly string[]): string {
  const safe = cells.map(withoutFormulas);
  return stringify([safe], { escape_formulas: true, quoted: true, record_delimiter: '\r\n' });
}
