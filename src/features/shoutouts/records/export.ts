import { stringify } from 'csv-stringify/sync';
import { byDetail, type DetailName, detailNames } from '../details.ts';
import { type Shoutout, shoutoutSchema } from '../shoutout.ts';
import { namespace, shoutoutPrefix } from './keys.ts';
import type { RepositoryDeps } from './repository.ts';

/** Visits every shout-out of a workspace, the oldest first, in constant memory. */
export function forEachShoutout(
  { store }: RepositoryDeps,
  workspace: string,
  visit: (shoutout: Shoutout) => Promise<void> | void,
): Promise<void> {
  const records = { namespace, prefix: shoutoutPrefix(workspace), schema: shoutoutSchema };
  return store.forEach(records, ({ value }) => visit(value));
}

/** One shout-out as other programs read it. */
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
    text,
    ...byDetail((name) => shoutout[name] ?? ''),
    channel: channel ?? '',
    state,
    seenBy,
  };
}

const isoTime = (time: number): string => Temporal.Instant.fromEpochMilliseconds(time).toString();

/** Tells spreadsheets that what follows is UTF-8. */
const byteOrderMark = '\ufeff';

/** The first line of a CSV file, with its end. */
export const csvHeader = (): string => byteOrderMark + line([...columns]);

/** One line of a CSV file, with its end. No cell is a formula, whatever a person typed and however the file is taken apart. */
export function csvLine(row: ExportRow): string {
  return line(columns.map((column) => [row[column]].flat().join(' ')));
}

/** Where the list separator is a semicolon or a tab, a spreadsheet splits within our quotation marks, and a formula could begin. */
const formulaInside = /(?<=[;\t\n|,]\s*["']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

function line(cells: readonly string[]): string {
  const safe = cells.map((cell) => cell.replace(formulaInside, "'"));
  return stringify([safe], { escape_formulas: true, quoted: true, record_delimiter: '\r\n' });
}

/** A whole file, for a person's own shout-outs. */
export function csvFile(rows: readonly ExportRow[]): string {
  return csvHeader() + rows.map(csvLine).join('');
}

export function jsonFile(rows: readonly ExportRow[]): string {
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}
