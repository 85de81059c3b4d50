import type { Action, ActionReply, CareHandler } from '../../../slack/router/feature.ts';
import { prose } from '../../../slack/ui/blocks.ts';
import { type Message, message } from '../../../slack/ui/message.ts';
import { settled } from '../card/announce.ts';
import { expireWaiting } from '../card/expire-waiting.ts';
import type { ShoutoutDeps } from '../deps.ts';
import type { ExportRow } from '../records/export.ts';
import { type History, historyOf, wholeHistoryOf } from '../records/history.ts';
import type { Side } from '../records/indexes.ts';
import { preferencesOf } from '../records/preferences-store.ts';
import { today } from '../today.ts';
import { meMessage, pageMessage, parsePage } from './message.ts';

/** So many of each kind are shown at first; a page holds more. */
const [shownFirst, shownOnPage, triesShown] = [3, 8, 5];

type Whose = { readonly workspace: string; readonly user: string };

/** `/care me` */
export const meWord =
  (parts: ShoutoutDeps): CareHandler =>
  (question) =>
    question.text === '' ? overview(parts, question) : undefined;

export const showOverview =
  (parts: ShoutoutDeps) =>
  async (press: Action): Promise<ActionReply> => ({ show: await overview(parts, press) });

async function overview(parts: ShoutoutDeps, { workspace, user }: Whose): Promise<Message> {
  expireWaiting(parts, workspace);
  const [received, given, tries, settings, date] = await Promise.all([
    historyFor(parts, { workspace, user, side: 'received' }, shownFirst),
    historyFor(parts, { workspace, user, side: 'given' }, shownFirst),
    parts.triesOf(workspace, user),
    preferencesOf(parts, workspace, [user]),
    today(parts, { workspace, user }),
  ]);
  const own = settings.get(user);
  if (!own) throw new Error('a person has no settings');
  return meMessage(parts.content(), {
    ...{ received, given, tries: tries.slice(0, triesShown), settings: own, today: date },
  });
}

async function historyFor(
  parts: ShoutoutDeps,
  whose: Whose & { readonly side: Side },
  count: number,
  cursor?: string,
): Promise<History> {
  const { shoutouts, older } = await historyOf(parts, whose, count, cursor);
  const seen = await Promise.all(shoutouts.map((one) => settled(parts, whose.workspace, one)));
  return { shoutouts: seen, older };
}

export const showPage =
  (parts: ShoutoutDeps) =>
  async ({ workspace, user, value }: Action): Promise<ActionReply> => {
    const { which, cursor } = parsePage(value);
    const [page, date] = await Promise.all([
      historyFor(parts, { workspace, user, side: which }, shownOnPage, cursor),
      today(parts, { workspace, user }),
    ]);
    return { show: pageMessage(parts.content(), { which, page, today: date }) };
  };

/** Everything that a person received and gave, as two files in a direct message. */
export const exportMine =
  (parts: ShoutoutDeps) =>
  async ({ workspace, user }: Action): Promise<ActionReply> => {
    const { words } = parts.content();
    const { csvFile, jsonFile } = await exporting();
    const rows = await rowsOf(parts, { workspace, user });
    if (rows.length === 0) return { tell: message([prose([{ text: words('me.nothing') }])]) };
    const slack = await parts.slacks(workspace);
    const title = words('me.export-title');
    const file = { channel: user };
    await slack.sendFile(file, { name: 'shout-outs.csv', title, content: csvFile(rows) });
    await slack.sendFile(file, { name: 'shout-outs.json', title, content: jsonFile(rows) });
    return { tell: message([prose([{ text: words('me.exported') }])]) };
  };

/** Loaded when somebody asks for it: it brings a library that nothing else needs. */
const exporting = () => import('../records/export.ts');

async function rowsOf(parts: ShoutoutDeps, whose: Whose): Promise<readonly ExportRow[]> {
  const { exportRow } = await exporting();
  const rows = new Map<string, ExportRow>();
  for (const side of ['received', 'given'] as const) {
    for await (const shoutout of wholeHistoryOf(parts, { ...whose, side }))
      rows.set(shoutout.id, exportRow(shoutout));
  }
  return [...rows.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}
