/**
 * Prints the audit log for the operator: `npm run audit`. The oldest entry comes first, one a line;
 * entries go to standard output, everything else to standard error. The app may be running.
 */
import { parseArgs } from 'node:util';
import { entryPrefix, namespace, parseEntryName, recordSchema } from '../audit/record.ts';
import { type AuditEntry, allWorkspaces } from '../ports/audit.ts';
import type { Store } from '../ports/store.ts';
import { printError, runCommand, withStore } from './command.ts';

const usage = `\
npm run audit -- [--since 2026-11-01] [--workspace T0123456789] [--json]
Who changed what, and when, in UTC. By default of all workspaces, and all that is kept (AUDIT_DAYS).
Without npm's own lines, for other programs: npm run --silent audit -- --json`;

type Line = AuditEntry & { readonly workspace: string };

await runCommand(
  async () => {
    const { values } = parseArgs({
      options: {
        since: { type: 'string' },
        workspace: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const since = values.since === undefined ? 0 : timeOf(values.since);
    if (since === undefined) {
      printError(
        `--since takes a date such as 2026-11-01, or a time in UTC such as 2026-11-01T12:00Z; "${values.since}" is neither.\n\n${usage}`,
      );
      return false;
    }
    return withStore(async (store) => {
      const lines = await linesOf(store, values.workspace, since);
      for (const line of lines)
        process.stdout.write(`${values.json ? JSON.stringify(jsonOf(line)) : textOf(line)}\n`);
      printError(lines.length === 1 ? '1 entry' : `${lines.length} entries`);
      return true;
    });
  },
  { usage },
);

/** Midnight in UTC of a date, or a time such as `2026-11-01T12:00Z`; `undefined` if it is neither. */
function timeOf(text: string): number | undefined {
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(text))
      return Temporal.PlainDate.from(text).toZonedDateTime('UTC').epochMilliseconds;
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** Those of a workspace include what concerns all of them. */
async function linesOf(
  store: Store,
  workspace: string | undefined,
  since: number,
): Promise<readonly Line[]> {
  const lines: Line[] = [];
  const prefixes =
    workspace === undefined ? [''] : [entryPrefix(workspace), entryPrefix(allWorkspaces)];
  for (const prefix of prefixes) {
    await store.forEach({ namespace, prefix, schema: recordSchema }, ({ name, value }) => {
      const place = parseEntryName(name);
      if (place && 'at' in value && value.at >= since)
        lines.push({ workspace: place.workspace, ...value });
    });
  }
  return lines.sort((one, next) => one.at - next.at);
}

function timeText({ at }: Line, smallestUnit: 'second' | 'millisecond'): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit });
}

/** The names of the fields are a public format. */
function jsonOf(line: Line) {
  const { workspace, what, who, where, to } = line;
  return { at: timeText(line, 'millisecond'), workspace, who, what, where, to };
}

function textOf(line: Line): string {
  const { workspace, who, what, where, to } = line;
  const about = [where, to === undefined ? undefined : `to ${to}`].filter(Boolean);
  return [timeText(line, 'second'), workspace, who, what, ...about].join('  ');
}
