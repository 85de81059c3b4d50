/**
 * What the operator can see of shout-outs: `npm run shoutouts -- export --format csv --out shoutouts.csv`, and
 * `npm run shoutouts -- reports`, which lists what was reported and not decided yet. Reads STORE_URL as the app does, also while the app
 * runs; the file or standard output gets the data, and standard error everything else.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import {
  csvHeader,
  csvLine,
  exportRow,
  forEachShoutout,
} from '../features/shoutouts/records/export.ts';
import { openReports } from '../features/shoutouts/records/reports.ts';
import { findShoutout } from '../features/shoutouts/records/repository.ts';
import { systemClock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { Problems, problemLine } from '../problems.ts';
import { identity } from '../slack/api/identity.ts';
import { slackLogger } from '../slack/api/logger.ts';
import { webClient } from '../slack/api/web-client.ts';
import { openStore } from '../store/store.ts';

const usage = `npm run shoutouts -- export [--format json|csv] [--out FILE] [--workspace T0123456789]
npm run shoutouts -- reports [--workspace T0123456789]
Without --workspace it is the one that SLACK_BOT_TOKEN belongs to.
`;

const say = (line: string) => void process.stderr.write(`${line}\n`);

/** Only what went wrong, and not on the standard output, which may be the export. */
const quietLog: Log = {
  info: () => {},
  warn: (_fields, message) => say(message),
  error: (_fields, message) => say(message),
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'json' },
      out: { type: 'string' },
      workspace: { type: 'string' },
    },
  });
  const [command] = positionals;
  const { format, out } = values;
  if ((command !== 'export' && command !== 'reports') || !['json', 'csv'].includes(format)) {
    process.stderr.write(usage);
    process.exitCode = 1;
    return;
  }
  const workspace = values.workspace ?? (await ownWorkspace());
  const url = process.env.STORE_URL?.trim() || 'sqlite:data/extra-mile.sqlite';
  const store = await openStore({ url, clock: systemClock, log: quietLog });
  try {
    if (command === 'reports') await listReports(store, workspace);
    else await exportAll(store, workspace, { format, out });
  } finally {
    await store.close();
  }
}

async function ownWorkspace(): Promise<string> {
  const token = process.env.SLACK_BOT_TOKEN?.trim();
  if (!token) throw new Error('say which workspace: --workspace T0123456789, or SLACK_BOT_TOKEN');
  const client = webClient(token, process.env.SLACK_API_URL, slackLogger(quietLog));
  const { teamId } = await identity(client, token);
  if (!teamId) throw new Error('Slack does not say which workspace SLACK_BOT_TOKEN belongs to');
  return teamId;
}

async function exportAll(
  store: Store,
  workspace: string,
  { format, out }: { readonly format: string; readonly out: string | undefined },
): Promise<void> {
  const target = out ? createWriteStream(out, { mode: 0o600 }) : process.stdout;
  const isCsv = format === 'csv';
  const bar = new SingleBar({ format: '{value} shout-outs', stream: process.stderr });
  let count = 0;
  bar.start(0, 0);
  await write(target, isCsv ? csvHeader() : '[');
  await forEachShoutout({ store }, workspace, async (shoutout) => {
    const row = exportRow(shoutout);
    await write(target, isCsv ? csvLine(row) : `${count > 0 ? ',' : ''}\n${JSON.stringify(row)}`);
    count += 1;
    bar.update(count);
  });
  if (!isCsv) await write(target, '\n]\n');
  bar.stop();
  if (out) {
    target.end();
    await once(target, 'finish');
  }
  say(`${count} shout-outs of ${workspace}${out ? ` in ${out}` : ''}`);
}

/** Waits where whoever reads is slower than we are, so that a million of them take no more memory than one. */
async function write(target: Writable, text: string): Promise<void> {
  if (!target.write(text)) await once(target, 'drain');
}

async function listReports(store: Store, workspace: string): Promise<void> {
  const reports = await openReports({ store }, workspace);
  for (const { id, since, by } of reports) {
    const shoutout = await findShoutout({ store }, workspace, id);
    if (!shoutout) continue;
    const at = Temporal.Instant.fromEpochMilliseconds(since).toString();
    const line = { reported: at, reportedBy: by, ...exportRow(shoutout) };
    await write(process.stdout, `${JSON.stringify(line)}\n`);
  }
  say(`${reports.length} reports wait for a decision`);
}

await main().catch((error: unknown) => {
  const lines =
    error instanceof Problems
      ? error.problems.map(problemLine)
      : [error instanceof Error ? error.message : String(error)];
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
});
