import type { DataRow, Person } from '../../ports/personal-data.ts';
import { byteOrderMark, lineOfCells } from '../../text/csv.ts';
import type { MyDataDeps } from './deps.ts';

/** Sends all that is stored about a person as two files; false if there is nothing. */
export async function sendExport(deps: MyDataDeps, person: Person): Promise<boolean> {
  const rows: DataRow[] = [];
  for (const part of Object.values(deps.parts)) rows.push(...(await part.rows(person)));
  if (rows.length === 0) return false;
  const slack = await deps.slacks(person.workspace);
  const title = deps.content().words('my-data.export-title');
  const place = { channel: person.user };
  await slack.sendFile(place, { name: 'my-data.csv', title, content: csvOf(rows) });
  await slack.sendFile(place, { name: 'my-data.json', title, content: jsonOf(rows) });
  return true;
}

const jsonOf = (rows: readonly DataRow[]): string => `${JSON.stringify(rows, undefined, 2)}\n`;

/** A table with a column for each field that some row has. */
function csvOf(rows: readonly DataRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => lineOfCells(columns.map((column) => cellOf(row[column]))));
  return byteOrderMark + lineOfCells(columns) + lines.join('');
}

function cellOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellOf).join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
