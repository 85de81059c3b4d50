import type { Action, ActionReply, CareHandler } from '../../../slack/router/feature.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { expireIfOverdue, removeLeftCard } from '../card/announce.ts';
import { expireWaiting } from '../card/expire-waiting.ts';
import type { ShoutoutDeps } from '../deps.ts';
import type { ExportRow } from '../records/export.ts';
import { type History, historyOf, wholeHistoryOf } from '../records/history.ts';
import { type Side, stateOn } from '../records/indexes.ts';
import { defaultPreferences } from '../records/keys.ts';
import { preferencesOf } from '../records/preferences.ts';
import { reply } from '../reply.ts';
import type { PageValue } from '../routes.ts';
import { zoneOf } from '../today.ts';
import { meMessage, pageMessage } from './message.ts';

/** The numbers of items in the overview and on a page. */
const [overviewSize, pageSize, maxTries] = [3, 8, 5];

type Person = { readonly workspace: string; readonly user: string };

/** `/care me` */
export const careMe =
  (deps: ShoutoutDeps): CareHandler =>
  (command) =>
    command.text === '' ? overview(deps, command) : undefined;

export const showOverview =
  (deps: ShoutoutDeps) =>
  async (action: Action<undefined>): Promise<ActionReply> => ({
    show: await overview(deps, action),
  });

async function overview(deps: ShoutoutDeps, { workspace, user }: Person): Promise<Message> {
  expireWaiting(deps, workspace);
  const [received, given, tries, preferences, zone] = await Promise.all([
    historyFor(deps, { workspace, user, side: 'received' }, overviewSize),
    historyFor(deps, { workspace, user, side: 'given' }, overviewSize),
    deps.triesOf(workspace, user),
    preferencesOf(deps, workspace, [user]),
    zoneOf(deps, { workspace, user }),
  ]);
  return meMessage(deps.content(), {
    received,
    given,
    tries: tries.slice(0, maxTries),
    dates: { zone, now: deps.clock.now() },
    preferences: preferences.get(user) ?? defaultPreferences,
  });
}

async function historyFor(
  deps: ShoutoutDeps,
  owner: Person & { readonly side: Side },
  count: number,
  cursor?: string,
): Promise<History> {
  const { shoutouts, older } = await historyOf(deps, owner, count, cursor);
  const current = await Promise.all(
    shoutouts.map((one) => expireIfOverdue(deps, owner.workspace, one)),
  );
  await Promise.all(current.map((one) => removeLeftCard(deps, owner.workspace, one)));
  return { shoutouts: current, older };
}

export const showPage =
  (deps: ShoutoutDeps) =>
  async ({ workspace, user, value }: Action<PageValue>): Promise<ActionReply> => {
    const { side, cursor } = value;
    const [page, zone] = await Promise.all([
      historyFor(deps, { workspace, user, side }, pageSize, cursor),
      zoneOf(deps, { workspace, user }),
    ]);
    const dates = { zone, now: deps.clock.now() };
    return { show: pageMessage(deps.content(), { which: side, page, dates, user }) };
  };

/** Sends everything that a person received and gave as two files in a direct message. */
export const exportHistory =
  (deps: ShoutoutDeps) =>
  async ({ workspace, user }: Action<undefined>): Promise<ActionReply> => {
    const { words } = deps.content();
    const { csvFile, jsonFile } = await loadExport();
    const rows = await rowsOf(deps, { workspace, user });
    if (rows.length === 0) return { tell: reply(deps, 'me.nothing') };
    const slack = await deps.slacks(workspace);
    const title = words('me.export-title');
    const file = { channel: user };
    await slack.sendFile(file, { name: 'shout-outs.csv', title, content: csvFile(rows) });
    await slack.sendFile(file, { name: 'shout-outs.json', title, content: jsonFile(rows) });
    return { tell: reply(deps, 'me.exported') };
  };

/** Loaded on demand, because it imports a library that nothing else needs. */
const loadExport = () => import('../records/export.ts');

async function rowsOf(deps: ShoutoutDeps, person: Person): Promise<readonly ExportRow[]> {
  const { exportRow } = await loadExport();
  const rows = new Map<string, ExportRow>();
  for (const side of ['received', 'given'] as const) {
    for await (const shoutout of wholeHistoryOf(deps, { ...person, side }))
      rows.set(shoutout.id, {
        ...exportRow(shoutout),
        state: stateOn(side, shoutout.state),
      });
  }
  return [...rows.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}
