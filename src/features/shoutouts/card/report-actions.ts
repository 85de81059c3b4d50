import type { Action, ActionReply } from '../../../slack/router/feature.ts';
import { buttons, prose } from '../../../slack/ui/blocks.ts';
import { type Message, message } from '../../../slack/ui/message.ts';
import { peopleLine, slot, withSlots } from '../../../slack/ui/sentence.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { report, settleReport } from '../records/reports.ts';
import { changeShoutout } from '../records/repository.ts';
import type { Shoutout } from '../shoutout.ts';
import { hide } from '../transitions.ts';
import { announce } from './announce.ts';
import { detailParts, quote, thanksLine } from './card.ts';

/**
 * Brings a shout-out before the administrators: into the channel that the operator named for it, where whoever is in it decides. Slack
 * has no list of administrators short of all people, and a channel is one that they look after themselves. Without a channel it
 * waits for `npm run shoutouts -- reports`.
 */
export async function reportShoutout(
  parts: ShoutoutDeps,
  { workspace, user }: Action,
  shoutout: Shoutout,
): Promise<Message> {
  const { words } = parts.content();
  const isFirst = await report(parts, workspace, shoutout.id, user);
  if (isFirst && parts.reportChannel !== undefined) {
    const slack = await parts.slacks(workspace);
    // It is kept in any case, and `npm run shoutouts -- reports` lists it.
    await slack
      .post({ channel: parts.reportChannel }, reportMessage(parts, shoutout, user))
      .catch((error: unknown) => parts.log.warn({ err: error }, 'a report could not be posted'));
  }
  return message([prose([{ text: words('shoutout.report.thanks') }])]);
}

function reportMessage({ content }: ShoutoutDeps, shoutout: Shoutout, by: string): Message {
  const { words, language } = content();
  const lead = withSlots(
    words('shoutout.report.lead', { person: slot('person'), giver: slot('giver') }),
    { person: peopleLine(language, [by]), giver: [{ person: shoutout.from }] },
  );
  return message([
    prose(lead),
    prose(thanksLine(content(), shoutout)),
    quote(shoutout.text),
    ...detailParts(content(), shoutout),
    buttons([
      { action: 'shoutout.hide', label: words('shoutout.report.hide'), value: shoutout.id },
      { action: 'shoutout.leave', label: words('shoutout.report.leave'), value: shoutout.id },
    ]),
  ]);
}

/** What whoever looks after reports decides; the button counts only in their channel. */
const decided =
  (what: 'hide' | 'leave') =>
  (parts: ShoutoutDeps) =>
  async ({ workspace, channel, user, value: id }: Action): Promise<ActionReply> => {
    const { words, language } = parts.content();
    if (channel !== parts.reportChannel)
      return { tell: message([prose([{ text: words('failure.old-button') }])]) };
    if (what === 'hide') {
      const changed = await changeShoutout(parts, workspace, id, hide);
      const after = changed.kind === 'changed' ? changed.after : undefined;
      if (changed.kind === 'changed' && after)
        await announce(parts, workspace, changed.before, after).card;
    }
    await settleReport(parts, workspace, id);
    const done = withSlots(words(`shoutout.report.done.${what}`, { person: slot('person') }), {
      person: peopleLine(language, [user]),
    });
    return { show: message([prose(done)]) };
  };

export const hideIt = decided('hide');
export const leaveIt = decided('leave');
