/**
 * Shout-outs for the operator: `npm run shoutouts -- export --format csv --out shoutouts.csv`, and
 * `npm run shoutouts -- reports` for open reports, which `hide ID` and `close ID` decide. Also works
 * while the app is running, which takes the card of a hidden shout-out out of its channel. Data goes
 * to the file or to standard output, everything else to standard error.
 */
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { auditLog } from '../audit/audit-log.ts';
import type { CommandSettings } from '../config.ts';
import {
  csvHeader,
  csvLine,
  exportRow,
  forEachShoutout,
} from '../features/shoutouts/records/export.ts';
import { closeReport, isReported, openReports } from '../features/shoutouts/records/reports.ts';
import { changeShoutout, findShoutout } from '../features/shoutouts/records/repository.ts';
import { hide } from '../features/shoutouts/transitions.ts';
import { taskNote } from '../outbox/task.ts';
import type { AuditAct } from '../ports/audit.ts';
import { systemClock, systemPause } from '../ports/clock.ts';
import type { Appointment } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';
import { identity } from '../slack/api/identity.ts';
import { slackLogger } from '../slack/api/logger.ts';
import { webClient } from '../slack/api/web-client.ts';
import { printError, runCommand, stderrLog, withStore } from './command.ts';

const usage = `\
npm run shoutouts -- export [--format json|csv] [--out FILE [--force]] [--workspace T0123456789]
npm run shoutouts -- reports [--workspace T0123456789]
npm run shoutouts -- hide ID [--workspace T0123456789]    hides a reported shout-out
npm run shoutouts -- close ID [--workspace T0123456789]   leaves it as it is
Data is JSON unless --format says otherwise. --out makes a new file; --force replaces one. The default workspace is the one that SLACK_BOT_TOKEN
belongs to.`;

/** In place of a giver who had their data deleted. */
const colleague = 'a colleague';

await runCommand(
  async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'json' },
        out: { type: 'string' },
        force: { type: 'boolean', default: false },
        workspace: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [command, id] = positionals;
    const { out, force } = values;
    const format = values.json ? 'json' : values.format;
    const isDecision = command === 'hide' || command === 'close';
    const isKnown =
      command === 'export' || command === 'reports' || (isDecision && id !== undefined);
    if (!isKnown || !['json', 'csv'].includes(format)) {
      printError(usage);
      return false;
    }
    return withStore(async (store, settings) => {
      const workspace = values.workspace ?? (await ownWorkspace(settings));
      const { auditDays } = settings;
      const audit = auditLog({ store, clock: systemClock, log: stderrLog, auditDays });
      const noteAct = (what: AuditAct, where?: string) =>
        audit.note(workspace, { what, who: 'operator', where });
      if (isDecision) {
        const decided = await decide(store, workspace, { what: command, id: id ?? '' });
        if (decided === 'done')
          await noteAct(command === 'hide' ? 'report.hidden' : 'report.closed', id);
        return decided !== 'unknown';
      }
      if (command === 'reports') {
        await listReports(store, workspace, settings);
        return true;
      }
      const target = out ? await fileFor(out, force) : process.stdout;
      if (!target) {
        printError(`${out} exists, so nothing was exported. Name another file, or add --force.`);
        return false;
      }
      await exportAll(store, workspace, { format, target, where: out ? ` in ${out}` : '' });
      await noteAct('shoutouts.exported');
      return true;
    });
  },
  { usage },
);

async function ownWorkspace({ botToken, slackApiUrl }: CommandSettings): Promise<string> {
  if (!botToken) throw new Error('name the workspace: --workspace T0123456789, or SLACK_BOT_TOKEN');
  const client = webClient(botToken, slackApiUrl, slackLogger(stderrLog));
  const { teamId } = await identity(client, botToken, { pause: systemPause, log: stderrLog });
  if (!teamId) throw new Error('Slack did not say which workspace SLACK_BOT_TOKEN belongs to');
  return teamId;
}

/** `undefined` if there is such a file, and it isn't to be replaced. */
async function fileFor(path: string, isReplaced: boolean): Promise<Writable | undefined> {
  try {
    return (await open(path, isReplaced ? 'w' : 'wx', 0o600)).createWriteStream();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

type Export = {
  readonly format: string;
  readonly target: Writable;
  /** Where it is, for the last line. */
  readonly where: string;
};

async function exportAll(
  store: Store,
  workspace: string,
  { format, target, where }: Export,
): Promise<void> {
  const isCsv = format === 'csv';
  const bar = new SingleBar({ format: '{value} shout-outs', stream: process.stderr });
  let count = 0;
  bar.start(0, 0);
  await write(target, isCsv ? csvHeader() : '[');
  await forEachShoutout({ store }, workspace, async (shoutout) => {
    const row = exportRow(shoutout, colleague);
    await write(target, isCsv ? csvLine(row) : `${count > 0 ? ',' : ''}\n${JSON.stringify(row)}`);
    count += 1;
    bar.update(count);
  });
  if (!isCsv) await write(target, '\n]\n');
  bar.stop();
  if (target !== process.stdout) {
    target.end();
    await once(target, 'finish');
  }
  printError(`${count} ${count === 1 ? 'shout-out' : 'shout-outs'} of ${workspace}${where}`);
}

/** Waits for a slow reader, so that memory stays constant however much is written. */
async function write(target: Writable, text: string): Promise<void> {
  if (!target.write(text)) await once(target, 'drain');
}

async function listReports(
  store: Store,
  workspace: string,
  settings: CommandSettings,
): Promise<void> {
  const reports = await openReports({ store }, workspace);
  const nameOf = namesFrom(settings);
  for (const { id, since, by, reasons } of reports) {
    const shoutout = await findShoutout({ store }, workspace, id);
    if (!shoutout) continue;
    const at = Temporal.Instant.fromEpochMilliseconds(since).toString();
    const named = async (ids: readonly string[]) => Promise.all(ids.map(nameOf));
    const names = {
      reportedBy: await named(by),
      from: shoutout.from === undefined ? colleague : await nameOf(shoutout.from),
      people: await named(shoutout.people),
    };
    const line = {
      reported: at,
      reportedBy: by,
      reasons,
      ...exportRow(shoutout, colleague),
      names,
    };
    await write(process.stdout, `${JSON.stringify(line)}\n`);
  }
  printError(reports.length === 1 ? '1 open report' : `${reports.length} open reports`);
}

/** Names of people as Slack shows them; their ids without SLACK_BOT_TOKEN or an answer of Slack. */
function namesFrom({ botToken, slackApiUrl }: CommandSettings): (id: string) => Promise<string> {
  if (!botToken) return async (id) => id;
  const client = webClient(botToken, slackApiUrl, slackLogger(stderrLog));
  const known = new Map<string, Promise<string>>();
  const ask = async (id: string): Promise<string> => {
    const { user } = await client.users.info({ user: id });
    return user?.profile?.display_name || user?.real_name || id;
  };
  return (id) => {
    const name = known.get(id) ?? ask(id).catch(() => id);
    known.set(id, name);
    return name;
  };
}

type OperatorDecision = { readonly what: 'hide' | 'close'; readonly id: string };

/** Decides about a report. `unknown`: there is nothing with this id. `same`: it was so before. */
async function decide(
  store: Store,
  workspace: string,
  { what, id }: OperatorDecision,
): Promise<'done' | 'same' | 'unknown'> {
  const shoutout = await findShoutout({ store }, workspace, id);
  if (!shoutout) {
    printError(`There is no shout-out ${id} in ${workspace}.`);
    return 'unknown';
  }
  const isHidden = shoutout.state === 'hidden';
  if (!(await isReported({ store }, workspace, id)) && (what === 'close' || isHidden)) {
    printError(
      isHidden
        ? `${id} is hidden already. Nothing was changed.`
        : `${id} has no open report. Nothing was changed.`,
    );
    return 'same';
  }
  if (what === 'hide') {
    const outbox = {
      noteTask: async (appointment: Appointment, wakeAt: number) =>
        taskNote(appointment, wakeAt, { now: systemClock.now() }),
      retryTask: async () => {},
    };
    await changeShoutout({ store, clock: systemClock, outbox }, workspace, id, hide);
  }
  await closeReport(
    { store, clock: systemClock },
    workspace,
    id,
    what === 'hide' ? 'hide' : 'leave',
  );
  printError(
    what === 'hide'
      ? `${id} is hidden. The running app takes its card out of the channel within minutes.`
      : `The report of ${id} is closed.`,
  );
  return 'done';
}
