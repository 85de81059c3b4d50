import { calendarFormat } from '../../../calendar/calendar-format.ts';
import type { Content } from '../../../content/content.ts';
import type { Reply } from '../../../slack/router/feature.ts';
import { type ButtonSpec, buttons, paragraph, prose } from '../../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../../slack/ui/failure.ts';
import { type Message, message, type Part } from '../../../slack/ui/message.ts';
import { fillPlaceholders, peopleLine, placeholder } from '../../../slack/ui/sentence.ts';
import { thanksLine } from '../card/card.ts';
import { skillsOf, skillTitle } from '../parse/skill-names.ts';
import { type About, routes } from '../routes.ts';
import { isAgreed } from '../shoutout.ts';
import { lengthOf } from '../text/clean-text.ts';
import { type FormDraft, fitsButton } from './draft.ts';
import { maxFieldLength, shoutoutForm } from './form.ts';
import type { Outcome } from './give.ts';
import type { CardObstacle } from './problem-texts.ts';
import type { LeftOut } from './validate.ts';

/** The form with everything that was typed; if none can open, a message with a button for it. */
export function formReply(
  content: Content,
  draft: FormDraft,
  { notes = [], about, typed }: FormReplyOptions,
): Reply {
  // Too long for the field: the reply returns the text, and the form has everything else.
  if (lengthOf(draft.text) > maxFieldLength)
    return formButtons(content, { ...draft, text: '' }, { notes, typed });
  return {
    open: shoutoutForm(content, draft, { notes, ...(about ? { about } : {}) }),
    instead: formButtons(content, draft, { notes, typed }),
  };
}

type FormReplyOptions = {
  readonly notes?: readonly string[];
  readonly about?: About;
  /** The command as it was typed. */
  readonly typed: string;
};

/** The notes with a button for the form; for an unknown skill also one for each of the nearest. */
function formButtons(
  content: Content,
  draft: FormDraft,
  { notes = [], typed }: Omit<FormReplyOptions, 'about'>,
): Message {
  const { words } = content;
  const nearest = draft.unknown ? skillsOf(content).nearest(draft.unknown) : [];
  const specs = [
    ...nearest.flatMap((skill) => openButton(skillTitle(content, skill), withSkill(draft, skill))),
    ...openButton(words('shoutout.open'), draft),
  ];
  const lead = notes.length > 0 ? notes : [words('shoutout.lead')];
  return message([
    ...lead.map(paragraph),
    ...(specs.length > 0 ? [buttons(specs)] : [paragraph(words('shoutout.too-long-for-button'))]),
    ...typedTextBlock(content.words, typed),
  ]);
}

/** A button for the form with a draft; none if the draft is too long for a button. */
function openButton(label: string, draft: FormDraft): ButtonSpec[] {
  return fitsButton(draft) ? [routes.open.button({ label, value: draft })] : [];
}

function withSkill({ unknown: _, ...draft }: FormDraft, skill: string): FormDraft {
  return { ...draft, skill };
}

/** Why it can't be posted there, and buttons to give it in another channel or privately. */
export function obstacleMessage(
  content: Content,
  obstacle: CardObstacle,
  { draft, typed }: { readonly draft: FormDraft; readonly typed: string },
): Message {
  const { words } = content;
  const { channel: _, ...elsewhere } = draft;
  const specs = [
    ...openButton(words('shoutout.elsewhere'), { ...elsewhere, how: 'publicly' }),
    ...openButton(words('shoutout.privately'), { ...elsewhere, how: 'privately' }),
  ];
  return message([
    paragraph(words(`shoutout.hindered.${obstacle}`)),
    ...(specs.length > 0 ? [buttons(specs)] : []),
    ...typedTextBlock(content.words, typed),
  ]);
}

type OutcomeOptions = {
  readonly leftOut?: readonly LeftOut[];
  readonly typed: string;
  /** Whether everyone in the channel can read what was typed. */
  readonly isMention?: boolean | undefined;
};

/** The outcome, for the giver. */
function outcomeParts(
  content: Content,
  outcome: Exclude<Outcome, { readonly kind: 'blocked' }>,
  { leftOut = [], typed, isMention }: OutcomeOptions,
): readonly Part[] {
  const { words } = content;
  if (outcome.kind === 'gone') return [paragraph(words('shoutout.given.gone'))];
  if (outcome.kind !== 'given') {
    const key = outcome.kind === 'not-now' ? 'not-now' : 'enough';
    return [paragraph(words(`shoutout.given.${key}`)), ...typedTextBlock(content.words, typed)];
  }
  return [
    paragraph(givenText(content, outcome, isMention)),
    ...(isBelowItsCard(outcome) ? [] : [prose(thanksLine(content, outcome.shoutout))]),
    ...(outcome.hasAbsent ? [paragraph(words('shoutout.given.absent'))] : []),
    ...leftOutParts(content, leftOut),
  ];
}

/** Whether the answer stands below the card, which names the people thanked. */
const isBelowItsCard = ({
  shoutout,
  card,
}: Extract<Outcome, { readonly kind: 'given' }>): boolean =>
  shoutout.state === 'posted' && card === 'shown';

/** The members of a group who aren't thanked; the giver is told apart from the others. */
function leftOutParts({ words, language }: Content, leftOut: readonly LeftOut[]): readonly Part[] {
  const others = leftOut.filter(({ why }) => why !== 'oneself').map(({ id }) => id);
  const line = fillPlaceholders(words('shoutout.left-out', { people: placeholder('people') }), {
    people: peopleLine(language, others),
  });
  return [
    ...(others.length < leftOut.length ? [paragraph(words('shoutout.left-out-yourself'))] : []),
    ...(others.length > 0 ? [prose(line)] : []),
  ];
}

function givenText(
  { words, language }: Content,
  { shoutout, card, bundle }: Extract<Outcome, { readonly kind: 'given' }>,
  isMention = false,
): string {
  if (card !== 'shown') return words(`shoutout.given.${card}`);
  const { state } = shoutout;
  if (state === 'waiting' && isAgreed(shoutout)) {
    if (!bundle) return words(`shoutout.given.${isMention ? 'first-in-mention' : 'first'}`);
    const { date, today, time } = bundle;
    return words('shoutout.given.bundled', {
      date: calendarFormat(language).date(date, today),
      time,
    });
  }
  if (isMention && (state === 'waiting' || state === 'private'))
    return words(`shoutout.given.${state}-in-mention`);
  const keys = {
    posted: 'shoutout.given.posted',
    waiting: 'shoutout.given.waiting',
    private: 'shoutout.given.private',
    hidden: 'shoutout.given.gone',
  } as const;
  return words(keys[state]);
}

/** The outcome with buttons to undo it or to post a missing card. */
export function outcomeMessage(
  content: Content,
  outcome: Exclude<Outcome, { readonly kind: 'blocked' }>,
  options: OutcomeOptions,
): Message {
  const { words } = content;
  const parts = outcomeParts(content, outcome, options);
  if (outcome.kind !== 'given') return message(parts);
  const { id } = outcome.shoutout;
  return message([
    ...parts,
    buttons([
      ...(outcome.card === 'late'
        ? [routes.postCard.button({ label: words('shoutout.menu.show'), value: id })]
        : []),
      routes.undo.button({ label: words('shoutout.undo'), value: id }),
    ]),
  ]);
}
