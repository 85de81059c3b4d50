import type { Content } from '../../../content/content.ts';
import { buttons, paragraph, prose } from '../../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../../slack/ui/sentence.ts';
import type { ShoutoutDeps } from '../deps.ts';
import type { ReportMessage } from '../records/keys.ts';
import { routes } from '../routes.ts';
import { cardLeft, type Shoutout } from '../shoutout.ts';
import { detailParts, firstNameLine, nameLine, quote, thanksLine } from './card.ts';

/** The message about a report, in the language of its channel. */
export function composeReport(
  { content, inLanguageOf }: Pick<ShoutoutDeps, 'content' | 'inLanguageOf'>,
  { workspace, channel }: { readonly workspace: string; readonly channel: string },
  shoutout: Shoutout | undefined,
  report: ReportMessage,
): Promise<Message> {
  return inLanguageOf({ workspace, id: channel }, () => reportMessage(content(), shoutout, report));
}

/**
 * The message in the channel for reports: the shout-out with buttons, then the decision and what
 * became of the card. The words of a shout-out that was deleted, hidden or made private are not in it.
 */
function reportMessage(
  content: Content,
  shoutout: Shoutout | undefined,
  { by, reasons, inPrivate, decision }: ReportMessage,
): Message {
  const { words } = content;
  if (decision?.what === 'leave') return message([doneLine(content, 'leave', decision.by)]);
  if (!shoutout) return message([paragraph(words('shoutout.report.done.deleted'))]);
  if (decision && shoutout.state === 'hidden') {
    const left = cardLeft(shoutout);
    return message([
      doneLine(content, 'hide', decision.by),
      ...(left ? [paragraph(words(`shoutout.card-left.${left}`))] : []),
    ]);
  }
  const lead = fillPlaceholders(
    words('shoutout.report.lead', { person: placeholder('person'), giver: placeholder('giver') }),
    { person: firstNameLine(content, by), giver: nameLine(content, shoutout.from) },
  );
  return message([
    prose(lead),
    ...reasons.flatMap((one) => [
      ...(one.by === by ? [] : [prose(firstNameLine(content, one.by))]),
      quote(one.why),
    ]),
    prose(thanksLine(content, shoutout)),
    ...(mayBeQuoted(shoutout, inPrivate)
      ? [quote(shoutout.text), ...detailParts(content, shoutout)]
      : [paragraph(words('shoutout.report.no-words'))]),
    buttons([
      routes.hideReported.button({
        label: words('shoutout.report.hide'),
        value: shoutout.id,
        confirm: {
          title: words('shoutout.report.sure.title'),
          text: words('shoutout.report.sure.text', {
            card: cardOf(shoutout),
            giver: shoutout.from === undefined ? 'unknown' : 'known',
          }),
          yes: words('shoutout.report.hide'),
          no: words('shoutout.report.sure.no'),
        },
      }),
      routes.dismissReport.button({ label: words('shoutout.report.leave'), value: shoutout.id }),
    ]),
  ]);
}

/**
 * Words are repeated to the moderators only if they stand in a channel, and those of a private
 * channel only where not everyone can read them.
 */
function mayBeQuoted({ state, inPublicChannel }: Shoutout, inPrivate: boolean): boolean {
  return state === 'posted' && (inPublicChannel || inPrivate);
}

/** Whether hiding it takes its card out of the channel, or keeps it from coming there. */
function cardOf({ state, channel, card, pending }: Shoutout): 'shown' | 'coming' | 'none' {
  if (channel === undefined) return 'none';
  if (state === 'posted' && card) return 'shown';
  return state === 'waiting' || (state === 'posted' && pending?.card === 'post')
    ? 'coming'
    : 'none';
}

function doneLine(content: Content, what: 'hide' | 'leave', by: string | undefined): Part {
  const line = content.words(`shoutout.report.done.${what}`, { person: placeholder('person') });
  return prose(fillPlaceholders(line, { person: firstNameLine(content, by) }));
}
