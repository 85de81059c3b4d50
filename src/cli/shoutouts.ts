/**
 * Shout-outs for the operator: `npm run shoutouts -- export --format csv --out shoutouts.csv`, and
 * `npm run shoutouts -- reports` for open reports. Also works while the app is running. Data goes
 * to the file or to standard output, everything else to standard error.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import type { CommandSettings } from '../config.ts';
import {
  csvHeader,
  csvLine,
  exportRow,
  forEachShoutout,
} from '../features/shoutouts/records/export.ts';
import { openReports } from '../features/shoutouts/records/reports.ts';
import { findShoutout } from '../features/shoutouts/records/repository.ts';
import { systemPause } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { identity } from '../slack/api/identity.ts';
import { slackLogger } from '../slack/api/logger.ts';
import { webClient } from '../slack/api/web-client.ts';
import { printError, runCommand, stderrLog, withStore } from './command.ts';

const usage = `\
npm run shoutouts -- export [--format json|csv] [--out FILE] [--workspace T0123456789]
npm run shoutouts -- reports [--workspace T0123456789]
The default workspace is the one that SLACK_BOT_TOKEN belongs to.`;

await runCommand(async () => {
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
    printError(usage);
    return false;
  }
  await withStore(async (store, settings) => {
    const workspace = values.workspace ?? (await ownWorkspace(settings));
    if (command === 'reports') await listReports(store, workspace);
    else await exportAll(store, workspace, { format, out });
  });
  return true;
});

async function ownWorkspace({ botToken, slackApiUrl }: CommandSettings): Promise<string> {
  if (!botToken) throw new Error('name the workspace: --workspace T0123456789, or SLACK_BOT_TOKEN');
  const client = webClient(botToken, slackApiUrl, slackLogger(stderrLog));
  const { teamId } = await identity(client, botToken, { pause: systemPause, log: stderrLog });
  if (!teamId) throw new Error('Slack did not say which workspace SLACK_BOT_TOKEN belongs to');
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
  printError(`${count} shout-outs of ${workspace}${out ? ` in ${out}` : ''}`);
}

/** Waits for a slow reader, so that memory stays constant however much is written. */
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
  printError(`${reports.length} open reports`);
}
