import { stringify } from 'csv-stringify/sync';
import { withEmoji } from '../../../text/emoji.ts';
import { type DetailName, detailNames, mapDetails } from '../details.ts';
import { type Shoutout, shoutoutSchema } from '../shoutout.ts';
import { namespace, shoutoutPrefix } from './keys.ts';
import type { RepositoryDeps } from './repository.ts';

/** Visits every shout-out of a workspace in no particular order, in constant memory. */
export function forEachShoutout(
  { store }: RepositoryDeps,
  workspace: string,
  visit: (shoutout: Shoutout) => Promise<void> | void,
): Promise<void> {
  const records = { namespace, prefix: shoutoutPrefix(workspace), schema: shoutoutSchema };
  return store.forEach(records, ({ value }) => visit(value));
}

/** A shout-out in an exported file; the names and their order are a public format. */
export type ExportRow = Readonly<Record<DetailName, string>> & {
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly given: string;
  readonly edited: string;
  readonly from: string;
  readonly people: readonly string[];
  readonly skill: string;
  readonly text: string;
  readonly channel: string;
  readonly state: string;
  readonly seenBy: readonly string[];
};

const columns = [
  'id',
  'given',
  'edited',
  'from',
  'people',
  'skill',
  'text',
  ...detailNames,
  'channel',
  'state',
  'seenBy',
] as const satisfies readonly (keyof ExportRow)[];

export function exportRow(shoutout: Shoutout): ExportRow {
  const { id, from, people, skill, text, channel, state, seenBy } = shoutout;
  return {
    id,
    given: isoTime(shoutout.created),
    edited: shoutout.edited === undefined ? '' : isoTime(shoutout.edited),
    from,
    people,
    skill,
    text: withEmoji(text),
    ...mapDetails((name) => shoutout[name] ?? ''),
    channel: channel ?? '',
    state,
    seenBy,
  };
}

const isoTime = (time: number): string => Temporal.Instant.fromEpochMilliseconds(time).toString();

/** Spreadsheets read a file as UTF-8 only with this at its start. */
const byteOrderMark = '\ufeff';

/** The first line of a CSV file, including its line break. */
export const csvHeader = (): string => byteOrderMark + line([...columns]);

/**
 * One line of a CSV file, including its line break. No cell starts a formula, whatever was typed
 * and whichever separator the spreadsheet uses.
 */
export function csvLine(row: ExportRow): string {
  return line(columns.map((column) => [row[column]].flat().join(' ')));
}

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

function line(cells: readonly string[]): string {
  const safe = cells.map(withoutFormulas);
  return stringify([safe], { escape_formulas: true, quoted: true, record_delimiter: '\r\n' });
}

/** A complete file. */
export function csvFile(rows: readonly ExportRow[]): string {
  return csvHeader() + rows.map(csvLine).join('');
}

export function jsonFile(rows: readonly ExportRow[]): string {
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}
