import { type Slack, SlackFailure } from '../../../ports/slack.ts';
import { isPrivateChannel } from '../audience.ts';
import type { ShoutoutDeps } from '../deps.ts';
import type { ReportMessage } from '../records/keys.ts';
import { messagesOf, updateMessages, withoutOld } from '../records/messages.ts';
import { findReport } from '../records/reports.ts';
import { findShoutout } from '../records/repository.ts';
import { composeReport } from './report-message.ts';
import { cardLock } from './sync-card.ts';

/**
 * Shows a report in the moderators' channel: posts it, or brings it up to date there. One in
 * another channel is taken out of it only once it is in this one, so that it is always in one; if
 * Slack doesn't confirm the post, it may be there twice. `isMove`: what is there already stays as
 * it is. Rejects with the failure of Slack's that keeps it from being done.
 */
export async function bringReport(
  deps: ShoutoutDeps,
  workspace: string,
  id: string,
  { isMove = false, lockTimeout }: { isMove?: boolean; lockTimeout?: number | undefined } = {},
): Promise<void> {
  const note = (report: ReportMessage) =>
    updateMessages(deps, workspace, id, (before) => ({ ...before, report }));
  await deps.store.withLock(cardLock(workspace, id), bring, lockTimeout);

  async function bring(): Promise<void> {
    const channel = await deps.reportChannel(workspace);
    const shoutout = await findShoutout(deps, workspace, id);
    const reported = await findReport(deps, workspace, id);
    if (!shoutout || !reported) return;
    const { report: before } = await messagesOf(deps, workspace, id);
    const { at: shownAt, old } = (before?.decision ? undefined : before) ?? noPlaces;
    const slack = await deps.slacks(workspace);
    if (old) {
      await remove(slack, old);
      await updateMessages(deps, workspace, id, withoutOld);
    }
    const known = shownAt?.channel === channel ? shownAt : undefined;
    if (isMove && known) return;
    if (channel === undefined && !shownAt) return;
    const [first] = reported.reasons.map(({ by }) => by);
    const by = reported.reasons.length > 0 ? first : reported.by[0];
    const report: ReportMessage = {
      ...(by ? { by } : {}),
      reasons: reported.reasons,
      inPrivate: channel !== undefined && (await isPrivateChannel(deps, workspace, channel)),
    };
    const place = known?.channel ?? channel;
    const shown =
      place === undefined
        ? undefined
        : await composeReport(deps, { workspace, channel: place }, shoutout, report);
    if (known && shown) await slack.update(known, shown);
    const at = known ?? (channel && shown ? await slack.post({ channel }, shown) : undefined);
    const there = { ...report, ...(at ? { at } : {}) };
    if (shownAt && !known) {
      await note({ ...there, old: shownAt });
      await remove(slack, shownAt);
    }
    await note(there);
  }

  /** It may be gone, or the app isn't in that channel any more. */
  function remove(slack: Slack, at: NonNullable<ReportMessage['at']>): Promise<void> {
    return slack.deleteMessage(at).catch((error: unknown) => {
      if (!(error instanceof SlackFailure && error.outcome === 'refused')) throw error;
    });
  }
}

const noPlaces: Pick<ReportMessage, 'at' | 'old'> = {};
