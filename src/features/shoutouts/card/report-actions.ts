import type { Action, ActionReply } from '../../../slack/router/feature.ts';
import { buttons, prose } from '../../../slack/ui/blocks.ts';
import { type Message, message } from '../../../slack/ui/message.ts';
import { fillPlaceholders, peopleLine, placeholder } from '../../../slack/ui/sentence.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { addReport, closeReport } from '../records/reports.ts';
import { changeShoutout } from '../records/repository.ts';
import { reply } from '../reply.ts';
import { routes } from '../routes.ts';
import type { Shoutout } from '../shoutout.ts';
import { hide } from '../transitions.ts';
import { announce } from './announce.ts';
import { detailParts, quote, thanksLine } from './card.ts';

/**
 * Reports a shout-out to the administrators: posts it to the report channel, whose members decide.
 * A company chooses those members itself; finding administrators in Slack would take a list of
 * all users. Without that channel, `npm run shoutouts -- reports` lists it.
 */
export async function reportShoutout(
  deps: ShoutoutDeps,
  { workspace, user }: Action<unknown>,
  shoutout: Shoutout,
): Promise<Message> {
  const isFirst = await addReport(deps, workspace, shoutout.id, user);
  if (isFirst && deps.reportChannel !== undefined) {
    const slack = await deps.slacks(workspace);
    // The report is stored, so it isn't lost when it can't be posted.
    await slack
      .post({ channel: deps.reportChannel }, reportMessage(deps, shoutout, user))
      .catch((error: unknown) => deps.log.warn({ err: error }, 'could not post a report'));
  }
  return reply(deps, 'shoutout.report.thanks');
}

function reportMessage({ content }: ShoutoutDeps, shoutout: Shoutout, by: string): Message {
  const { words, language } = content();
  const lead = fillPlaceholders(
    words('shoutout.report.lead', { person: placeholder('person'), giver: placeholder('giver') }),
    { person: peopleLine(language, [by]), giver: [{ person: shoutout.from }] },
  );
  return message([
    prose(lead),
    prose(thanksLine(content(), shoutout)),
    quote(shoutout.text),
    ...detailParts(content(), shoutout),
    buttons([
      routes.hideReported.button({ label: words('shoutout.report.hide'), value: shoutout.id }),
      routes.dismissReport.button({ label: words('shoutout.report.leave'), value: shoutout.id }),
    ]),
  ]);
}

/** The decision about a report; valid only in the report channel. */
const reportAction =
  (decision: 'hide' | 'leave') =>
  (deps: ShoutoutDeps) =>
  async ({ workspace, channel, user, value: id }: Action): Promise<ActionReply> => {
    if (channel !== deps.reportChannel) return { tell: reply(deps, 'failure.old-button') };
    if (decision === 'hide') {
      const changed = await changeShoutout(deps, workspace, id, hide);
      if (changed.kind === 'changed' && changed.after)
        await announce(deps, workspace, changed.before, changed.after).card;
    }
    await closeReport(deps, workspace, id);
    const { words, language } = deps.content();
    const line = fillPlaceholders(
      words(`shoutout.report.done.${decision}`, { person: placeholder('person') }),
      {
        person: peopleLine(language, [user]),
      },
    );
    return { show: message([prose(line)]) };
  };

export const hideReported = reportAction('hide');
export const dismissReport = reportAction('leave');
