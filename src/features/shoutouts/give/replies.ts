import type { Content } from '../../../content/content.ts';
import type { Reply } from '../../../slack/router/feature.ts';
import { type ButtonSpec, buttons, prose, verbatim } from '../../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../../slack/ui/message.ts';
import { peopleLine, slot, withSlots } from '../../../slack/ui/sentence.ts';
import { skillsOf, skillTitle } from '../parse/skill-lookup.ts';
import { lengthOf } from '../text/clean-text.ts';
import { draftValue, type FormDraft } from './draft.ts';
import { type About, longestField, shoutoutForm } from './form.ts';
import type { Outcome } from './give.ts';
import type { CardObstacle } from './problem-texts.ts';
import type { LeftOut } from './validate.ts';

const say = (text: string): Part => prose([{ text }]);

/** A person's own words, to copy; nothing where there are none. */
export const typedTextBlock = ({ words }: Content, typed: string): Part[] =>
  typed ? [verbatim(words('failure.yours'), typed)] : [];

/** The form with everything that was typed; where no form can open, a message with a button for it. */
export function formReply(
  content: Content,
  draft: FormDraft,
  { notes = [], about, typed }: FormAnswer,
): Reply {
  // No field holds so much, and nothing is cut off: the words come back, and the form has all the rest.
  if (lengthOf(draft.text) > longestField)
    return formButtons(content, { ...draft, text: '' }, { notes, typed });
  return {
    open: shoutoutForm(content, draft, { notes, ...(about ? { about } : {}) }),
    instead: formButtons(content, draft, { notes, typed }),
  };
}

type FormAnswer = {
  readonly notes?: readonly string[];
  readonly about?: About;
  /** As it was typed, to be given back. */
  readonly typed: string;
};

/** What is missing or wrong, and a button for the form; where a skill is unknown, one for each that may be meant. */
function formButtons(
  content: Content,
  draft: FormDraft,
  { notes = [], typed }: Omit<FormAnswer, 'about'>,
): Message {
  const { words } = content;
  const nearest = draft.unknown ? skillsOf(content).nearest(draft.unknown) : [];
  const open = (label: string, begun: FormDraft): ButtonSpec[] => {
    const value = draftValue(begun);
    return value === undefined ? [] : [{ action: 'shoutout.open', label, value }];
  };
  const specs = [
    ...nearest.flatMap((skill) => open(skillTitle(content, skill), known(draft, skill))),
    ...open(words('shoutout.open'), draft),
  ];
  const lead = notes.length > 0 ? notes : [words('shoutout.lead')];
  return message([
    ...lead.map(say),
    ...(specs.length > 0 ? [buttons(specs)] : [say(words('shoutout.too-long-for-button'))]),
    ...typedTextBlock(content, typed),
  ]);
}

function known({ unknown: _, ...draft }: FormDraft, skill: string): FormDraft {
  return { ...draft, skill };
}

/** Why it can't be shown there, what to do, and the same in another channel or privately. */
export function obstacleMessage(
  content: Content,
  by: CardObstacle,
  { draft, typed }: { readonly draft: FormDraft; readonly typed: string },
): Message {
  const { words } = content;
  const { channel: _, ...elsewhere } = draft;
  const option = (label: string, begun: FormDraft): ButtonSpec[] => {
    const value = draftValue(begun);
    return value === undefined ? [] : [{ action: 'shoutout.open', label, value }];
  };
  const specs = [
    ...option(words('shoutout.elsewhere'), { ...elsewhere, how: 'publicly' }),
    ...option(words('shoutout.privately'), { ...elsewhere, how: 'privately' }),
  ];
  return message([
    say(words(`shoutout.hindered.${by}`)),
    ...(specs.length > 0 ? [buttons(specs)] : []),
    ...typedTextBlock(content, typed),
  ]);
}

/** What has become of it, for the one who gave it. */
export function outcomeParts(
  content: Content,
  outcome: Exclude<Outcome, { readonly kind: 'blocked' }>,
  { leftOut = [], typed }: { readonly leftOut?: readonly LeftOut[]; readonly typed: string },
): readonly Part[] {
  const { words, language } = content;
  if (outcome.kind === 'gone') return [say(words('shoutout.given.gone'))];
  if (outcome.kind === 'enough for today')
    return [say(words('shoutout.given.enough')), ...typedTextBlock(content, typed)];
  const out = withSlots(words('shoutout.left-out', { people: slot('people') }), {
    people: peopleLine(
      language,
      leftOut.map(({ id }) => id),
    ),
  });
  return [say(words(givenKey(outcome))), ...(leftOut.length > 0 ? [prose(out)] : [])];
}

function givenKey({ shoutout, card }: Extract<Outcome, { readonly kind: 'given' }>) {
  if (card === 'late') return 'shoutout.given.late';
  const keys = {
    posted: 'shoutout.given.posted',
    waiting: 'shoutout.given.waiting',
    private: 'shoutout.given.private',
    hidden: 'shoutout.given.gone',
  } as const;
  return keys[shoutout.state];
}

/** The same with what can be done about it. */
export function outcomeMessage(
  content: Content,
  outcome: Exclude<Outcome, { readonly kind: 'blocked' }>,
  said: { readonly leftOut?: readonly LeftOut[]; readonly typed: string },
): Message {
  const { words } = content;
  const parts = outcomeParts(content, outcome, said);
  if (outcome.kind !== 'given') return message(parts);
  const { id } = outcome.shoutout;
  return message([
    ...parts,
    buttons([
      ...(outcome.card === 'late'
        ? [{ action: 'shoutout.show', label: words('shoutout.menu.show'), value: id }]
        : []),
      { action: 'shoutout.undo', label: words('shoutout.undo'), value: id },
    ]),
  ]);
}
