import type { Entry } from '../../content/entry.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import { type ButtonSpec, buttons, contextBlock, heading, prose } from '../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import type { Tip } from './tip.ts';

/** What other features offer below a tip. */
export type TipButtons = {
  /** Opens the skill's guideline, for the one who presses. */
  readonly read: (skill: Entry) => ButtonSpec;
  /** Opens the form for thanks with the skill filled in; none where there is no such form. */
  readonly saw: ((skill: Entry) => ButtonSpec) | undefined;
};

type Shown = { readonly tip: Tip; readonly skill: Entry; readonly isLeaned: boolean };

/** A button's value has room for 2,000 characters; a tip's id and a date are far shorter. */
const pressValue = (tip: Tip, date: string) => `${tip.id} ${date}`;

/** The tip as it comes into a channel, or to a person. It mentions nobody. */
export function tipMessage(
  words: Translate,
  others: TipButtons,
  { tip, skill, isLeaned }: Shown,
  { date, isPersonal }: { readonly date: string; readonly isPersonal: boolean },
): Message {
  const value = pressValue(tip, date);
  return message([
    heading(words('tips.heading', { skill: skill.title })),
    prose([{ text: tip.text }]),
    contextBlock(words(isPersonal ? 'tips.for-you' : 'tips.for-all')),
    ...(isLeaned ? [contextBlock(words('tips.leaned'))] : []),
    buttons(
      [
        { action: 'tips.try', label: words('tips.try'), value, primary: true },
        ...(others.saw ? [others.saw(skill)] : []),
        others.read(skill),
      ],
      {
        action: 'tips.more',
        options: [
          { text: words('tips.useless'), value: `useless ${tip.id}` },
          { text: words('tips.pause-here'), value: 'pause' },
        ],
      },
    ),
  ]);
}

/** A tip that somebody asked for, for them alone. */
export function askedTipMessage(
  words: Translate,
  others: TipButtons,
  { tip, skill }: Omit<Shown, 'isLeaned'>,
  { date, another }: { readonly date: string; readonly another: string },
): Message {
  return message([
    heading(words('tips.heading', { skill: skill.title })),
    prose([{ text: tip.text }]),
    buttons([
      { action: 'tips.try', label: words('tips.try'), value: pressValue(tip, date), primary: true },
      { action: 'tips.another', label: words('tips.another'), value: another },
      others.read(skill),
    ]),
  ]);
}

/** The tip that comes next, for the one who wants to see it before. */
export function previewMessage(
  words: Translate,
  { tip, skill, isLeaned }: Shown,
  when: string,
): Message {
  return message([
    contextBlock(when),
    heading(words('tips.heading', { skill: skill.title })),
    prose([{ text: tip.text }]),
    ...(isLeaned ? [contextBlock(words('tips.leaned'))] : []),
    contextBlock(words('tips.preview-note')),
  ]);
}

/** A question about a tip that a person wanted to try. */
export function questionMessage(
  words: Translate,
  { tip, value }: { readonly tip: string; readonly value: string },
): Message {
  const answer = (outcome: 'did' | 'not-today' | 'helped', primary = false): ButtonSpec => ({
    action: 'tips.went',
    label: words(`tips.outcome.${outcome}`),
    value: `${outcome} ${value}`,
    primary,
  });
  return message([
    prose([{ text: words('tips.question') }]),
    prose([{ text: tip, style: 'italic' }]),
    buttons([
      answer('did', true),
      answer('not-today'),
      answer('helped'),
      { action: 'tips.never-ask', label: words('tips.never-ask'), value: 'never' },
    ]),
    contextBlock(words('tips.question-note')),
  ]);
}

/** For who isn't asked how it went, with the way back. */
export function quietMessage(words: Translate, said: string): Message {
  const again = { action: 'tips.ask-again', label: words('tips.ask-again'), value: 'again' };
  return message([text(said), buttons([again])]);
}

export function text(words: string): Part {
  return prose([{ text: words }]);
}
