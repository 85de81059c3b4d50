import type { Action, ActionReply } from '../../../slack/router/feature.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { isPrivateChannel } from '../audience.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { addReport, closeReport, isReported } from '../records/reports.ts';
import { changeShoutout, findShoutout } from '../records/repository.ts';
import { reply } from '../reply.ts';
import type { Shoutout } from '../shoutout.ts';
import { hide, type Transition } from '../transitions.ts';
import { announce } from './announce.ts';
import { messagesOf, updateMessages } from './notify.ts';
import { reportMessage } from './report-message.ts';
import { cardLock } from './sync-card.ts';

/**
 * Reports a shout-out to the administrators: posts it to the report channel, whose members decide.
 * A company chooses those members itself; finding administrators in Slack would take a list of
 * all users. Without that channel, `npm run shoutouts -- reports` lists it.
 */
export async function reportShoutout(
  deps: ShoutoutDeps,
  { workspace, user }: Action<unknown>,
  { id }: Shoutout,
): Promise<Message> {
  const isFirst = await addReport(deps, workspace, id, user);
  // The report is stored, so it isn't lost when it can't be posted.
  if (isFirst)
    await postReport(deps, workspace, { id, by: user }).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'could not post a report'),
    );
  return reply(deps, 'shoutout.report.thanks');
}

/** Notes where the message is, because its words change and go with the shout-out. */
function postReport(
  deps: ShoutoutDeps,
  workspace: string,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<void> {
  const { reportChannel: channel } = deps;
  if (channel === undefined) return Promise.resolve();
  return deps.store.withLock(cardLock(workspace, id), async () => {
    const shoutout = await findShoutout(deps, workspace, id);
    if (!shoutout) return;
    const slack = await deps.slacks(workspace);
    const inPrivate = await isPrivateChannel(deps, workspace, channel);
    const report = { by, inPrivate };
    const at = await slack.post({ channel }, reportMessage(deps.content(), shoutout, report));
    await updateMessages(deps, workspace, id, (before) => ({
      ...before,
      report: { ...report, at },
    }));
  });
}

const unchanged: Transition = (before) => before;

/**
 * The decision about a report: by a person who is in the report channel, and only while there is a
 * report.
 */
const reportAction =
  (what: 'hide' | 'leave') =>
  (deps: ShoutoutDeps) =>
  async ({ workspace, channel, user, message, value: id }: Action): Promise<ActionReply> => {
    if (channel !== deps.reportChannel) return { tell: reply(deps, 'failure.old-button') };
    const slack = await deps.slacks(workspace);
    if (!(await slack.isMember(channel, user)))
      return { tell: reply(deps, 'shoutout.report.not-yours') };
    const content = deps.content();
    const decision = { what, by: user };
    const found = await findShoutout(deps, workspace, id);
    if (!found) return { show: reportMessage(content, undefined, { by: user, inPrivate: true }) };
    if (!(await isReported(deps, workspace, id))) {
      const { report } = await messagesOf(deps, workspace, id);
      return report?.decision
        ? { show: reportMessage(content, found, report) }
        : { tell: reply(deps, 'failure.old-button') };
    }
    await updateMessages(deps, workspace, id, ({ report, ...before }) => ({
      ...before,
      report: {
        by: report?.by ?? user,
        inPrivate: report?.inPrivate ?? false,
        ...(message ? { at: { channel, ts: message.ts } } : {}),
        decision,
      },
    }));
    if (what === 'hide') {
      const changed = await changeShoutout(deps, workspace, id, hide, { by: user });
      // Hidden before, perhaps with a card that Slack refused to delete.
      if (changed.kind === 'unchanged')
        await changeShoutout(deps, workspace, id, unchanged, { by: user, isRepeat: true });
      await announce(deps, workspace, id).card.catch(() => {});
    }
    await closeReport(deps, workspace, id, what);
    const { report = { by: user, inPrivate: false, decision } } = await messagesOf(
      deps,
      workspace,
      id,
    );
    return { show: reportMessage(content, await findShoutout(deps, workspace, id), report) };
  };

export const hideReported = reportAction('hide');
export const dismissReport = reportAction('leave');
