import type { ModalView } from '@slack/types';
import type { Content } from '../../../content/content.ts';
import type { PlainKey } from '../../../i18n/keys.ts';
import type {
  Action,
  ActionReply,
  ViewReply,
  ViewSubmission,
} from '../../../slack/router/feature.ts';
import { textIn } from '../../../slack/router/view-state.ts';
import { paragraph } from '../../../slack/ui/blocks.ts';
import { message as messageOf } from '../../../slack/ui/message.ts';
import { infoView } from '../../../slack/ui/views.ts';
import { countPeople, isInChannel, readsPublicChannels } from '../audience.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeWithRecaps, leftInRecaps, recapLine } from '../recap/told.ts';
import type { ReportMessage } from '../records/keys.ts';
import { messagesOf, updateMessages } from '../records/messages.ts';
import { addReport, closeReport, isReported } from '../records/reports.ts';
import { changeShoutout, findShoutout } from '../records/repository.ts';
import { reply } from '../reply.ts';
import { routes } from '../routes.ts';
import type { Shoutout } from '../shoutout.ts';
import { cleanText } from '../text/clean-text.ts';
import { hide, isPartOf, type Transition } from '../transitions.ts';
import { announce } from './announce.ts';
import { bringReport } from './bring-report.ts';
import { composeReport } from './report-message.ts';

/** Characters of the word why. */
const longestReason = 500;

/** Asks why, and says who reads it. */
export function openReportForm(
  deps: ShoutoutDeps,
  { workspace, user }: Action<unknown>,
  id: string,
): ActionReply {
  const content = deps.content();
  const { words } = content;
  return {
    open: reportNote(content, 'shoutout.form.wait'),
    fill: async () => {
      const shoutout = await findShoutout(deps, workspace, id);
      const refused = await reportRefusal(deps, { workspace, user }, shoutout);
      if (refused) return reportNote(content, refused);
      return routes.reportForm.form({
        title: words('shoutout.report.title'),
        submit: words('shoutout.report.send'),
        close: words('form.cancel'),
        about: id,
        parts: [
          paragraph(words('shoutout.report.note')),
          {
            kind: 'text',
            name: 'why',
            label: words('shoutout.report.why'),
            longest: longestReason,
          },
        ],
      });
    },
  };
}

/** Why a person can't report it: it is their own, or nothing that they can read. */
async function reportRefusal(
  deps: ShoutoutDeps,
  person: Readonly<Record<'workspace' | 'user', string>>,
  shoutout: Shoutout | undefined,
): Promise<'shoutout.taken-back' | 'shoutout.report.own' | undefined> {
  if (shoutout?.from === person.user) return 'shoutout.report.own';
  if (shoutout?.people.includes(person.user)) return undefined;
  const { state, channel, inPublicChannel } = shoutout ?? {};
  if (state !== 'posted' || channel === undefined) return 'shoutout.taken-back';
  const mayRead =
    (inPublicChannel && (await readsPublicChannels(deps, person))) ||
    (await isInChannel(deps, { ...person, channel }));
  return mayRead ? undefined : 'shoutout.taken-back';
}

const reportNote = ({ words }: Content, key: PlainKey): ModalView =>
  infoView(words('shoutout.report.title'), words('form.close'), [paragraph(words(key))]);

/**
 * Reports a shout-out to the administrators: posts it to the report channel, whose members decide.
 * A company chooses those members itself; finding administrators in Slack would take a list of
 * all users. Without that channel, `npm run shoutouts -- reports` lists it.
 */
export const reportShoutout =
  (deps: ShoutoutDeps) =>
  async ({ workspace, user, about: id, values }: ViewSubmission): Promise<ViewReply> => {
    const content = deps.content();
    const why = cleanText(textIn(values, 'why'));
    if (why === '') return { errors: { why: content.words('shoutout.report.empty') } };
    const shoutout = await findShoutout(deps, workspace, id);
    const refused = await reportRefusal(deps, { workspace, user }, shoutout);
    if (refused) return { show: reportNote(content, refused) };
    const channels = shoutout?.channel === undefined ? [] : [shoutout.channel];
    const { result: isNew, coming } = await changeWithRecaps(deps, { workspace, channels }, () =>
      addReport(deps, workspace, id, { by: user, why }),
    );
    // The report is stored, so it isn't lost when it can't be posted.
    if (isNew)
      await bringReport(deps, workspace, id).catch((error: unknown) =>
        deps.log.warn({ err: error }, 'could not post a report'),
      );
    return {
      show: infoView(content.words('shoutout.report.title'), content.words('form.close'), [
        paragraph(content.words('shoutout.report.thanks')),
        ...coming.flatMap((channel) => recapLine(deps, 'recap.left.reported', channel)),
      ]),
    };
  };

const unchanged: Transition = (before) => before;

/**
 * The decision about a report: by a person who is in the report channel and not in the shout-out,
 * and only while there is a report.
 */
const reportAction =
  (what: 'hide' | 'leave') =>
  (deps: ShoutoutDeps) =>
  async ({ workspace, channel, user, message, value: id }: Action): Promise<ActionReply> => {
    if (channel !== (await deps.reportChannel(workspace)))
      return { tell: reply(deps, 'failure.old-button') };
    const slack = await deps.slacks(workspace);
    if (!(await slack.isMember(channel, user)))
      return { tell: reply(deps, 'shoutout.report.not-yours') };
    /** Everybody in the channel reads it. */
    const show = (shoutout: Shoutout | undefined, report: ReportMessage) =>
      composeReport(deps, { workspace, channel }, shoutout, report);
    const decision = { what, by: user };
    const found = await findShoutout(deps, workspace, id);
    if (!found) return { show: await show(undefined, { by: user, reasons: [], inPrivate: true }) };
    if (!(await isReported(deps, workspace, id))) {
      const { report } = await messagesOf(deps, workspace, id);
      return report?.decision
        ? { show: await show(found, report) }
        : { tell: reply(deps, 'failure.old-button') };
    }
    if (isPartOf(found, user)) {
      const without = [...found.people, ...(found.from === undefined ? [] : [found.from])];
      const others = await countPeople(deps, { workspace, channel }, { most: 1, without });
      return { tell: reply(deps, `shoutout.report.${others > 0 ? 'others-decide' : 'no-others'}`) };
    }
    await updateMessages(deps, workspace, id, ({ report, ...before }) => ({
      ...before,
      report: {
        by: report?.by ?? user,
        inPrivate: report?.inPrivate ?? false,
        reasons: report?.reasons ?? [],
        ...(message ? { at: { channel, ts: message.ts } } : {}),
        ...(report?.old ? { old: report.old } : {}),
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
    const act = what === 'hide' ? 'report.hidden' : 'report.closed';
    void deps.audit.note(workspace, { what: act, who: user, where: id });
    const { report = { by: user, reasons: [], inPrivate: false, decision } } = await messagesOf(
      deps,
      workspace,
      id,
    );
    const left = what === 'hide' ? await leftInRecaps(deps, workspace, id) : [];
    return {
      show: await show(await findShoutout(deps, workspace, id), report),
      ...(left.length > 0 ? { tell: messageOf(left) } : {}),
    };
  };

export const hideReported = reportAction('hide');
export const dismissReport = reportAction('leave');
