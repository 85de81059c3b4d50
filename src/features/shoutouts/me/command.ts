import type { Action, ActionReply, CareHandler } from '../../../slack/router/feature.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { seemsToGive } from '../audience.ts';
import { expireIfOverdue, removeLeftCard } from '../card/announce.ts';
import { expireWaiting } from '../card/expire-waiting.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { type History, historyOf } from '../records/history.ts';
import type { Side } from '../records/indexes.ts';
import { waitingFor } from '../records/waiting.ts';
import type { PageValue } from '../routes.ts';
import { zoneOf } from '../today.ts';
import { meMessage, pageMessage } from './message.ts';
import { preferencesReply } from './preferences-form.ts';

/** The numbers of items in the overview and on a page. */
const [overviewSize, pageSize, maxTries] = [3, 8, 5];

type Person = { readonly workspace: string; readonly user: string };

/** `/care me` */
export const careMe =
  (deps: ShoutoutDeps): CareHandler =>
  (command) => {
    if (command.readings.some(({ text }) => text === 'preferences'))
      return preferencesReply(deps, command);
    return command.text === '' ? overview(deps, command) : undefined;
  };

export const showOverview =
  (deps: ShoutoutDeps) =>
  async (action: Action<undefined>): Promise<ActionReply> => ({
    show: await overview(deps, action),
  });

/** A person's thanks, as they are now. */
export async function overview(deps: ShoutoutDeps, { workspace, user }: Person): Promise<Message> {
  expireWaiting(deps, workspace);
  const [waiting, received, given, tries, zone, mayGive] = await Promise.all([
    waitingFor(deps, { workspace, user }),
    historyFor(deps, { workspace, user, side: 'received' }, overviewSize),
    historyFor(deps, { workspace, user, side: 'given' }, overviewSize),
    deps.triesOf(workspace, user),
    zoneOf(deps, { workspace, user }),
    seemsToGive(deps, { workspace, user }),
  ]);
  return meMessage(deps.content(), {
    waiting: waiting.slice(0, pageSize),
    received,
    given,
    tries: tries.slice(0, maxTries),
    dates: { zone, now: deps.clock.now() },
    dataButtons: deps.dataButtons(),
    mayGive,
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
    const [page, zone, mayGive] = await Promise.all([
      historyFor(deps, { workspace, user, side }, pageSize, cursor),
      zoneOf(deps, { workspace, user }),
      seemsToGive(deps, { workspace, user }),
    ]);
    const dates = { zone, now: deps.clock.now() };
    return { show: pageMessage(deps.content(), { which: side, page, dates, user, mayGive }) };
  };
