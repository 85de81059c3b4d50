import type { Entry } from '../../content/entry.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import { type ButtonSpec, buttons, contextBlock, heading, prose } from '../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import type { Outcome } from './keys.ts';
import { routes } from './routes.ts';
import type { Tip } from './tip.ts';

/** What other features offer below a tip. */
export type TipButtons = {
  /** Opens the skill's guideline, for the one who presses. */
  readonly read: (skill: Entry) => ButtonSpec;
  /** Opens the form for thanks with the skill filled in; none where there is no such form. */
  readonly saw: ((skill: Entry) => ButtonSpec) | undefined;
};

type Shown = { readonly tip: Tip; readonly skill: Entry; readonly isLeaned: boolean };

/** The tip as it comes into a channel, or to a person. It mentions nobody. */
export function tipMessage(
  words: Translate,
  others: TipButtons,
  { tip, skill, isLeaned }: Shown,
  { date, isPersonal }: { readonly date: string; readonly isPersonal: boolean },
): Message {
  return message([
    heading(words('tips.heading', { skill: skill.title })),
    prose([{ text: tip.text }]),
    contextBlock(words(isPersonal ? 'tips.for-you' : 'tips.for-all')),
    ...(isLeaned ? [contextBlock(words('tips.leaned'))] : []),
    buttons(
      [tryButton(words, tip, date), ...(others.saw ? [others.saw(skill)] : []), others.read(skill)],
      routes.more.menu([
        { text: words('tips.useless'), value: { choice: 'useless', tip: tip.id } },
        { text: words('tips.pause-here'), value: { choice: 'pause' } },
      ]),
    ),
  ]);
}

/** A tip that somebody asked for, for them alone. */
export function askedTipMessage(
  words: Translate,
  others: TipButtons,
  { tip, skill }: Omit<Shown, 'isLeaned'>,
  { date, skills }: { readonly date: string; readonly skills: readonly string[] },
): Message {
  return message([
    heading(words('tips.heading', { skill: skill.title })),
    prose([{ text: tip.text }]),
    buttons([
      tryButton(words, tip, date),
      routes.another.button({ label: words('tips.another'), value: { last: tip.id, skills } }),
      others.read(skill),
    ]),
  ]);
}

function tryButton(words: Translate, tip: Tip, date: string): ButtonSpec {
  return routes.try.button({
    label: words('tips.try'),
    value: { tip: tip.id, date },
    primary: true,
  });
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
  { tip, press }: { readonly tip: string; readonly press: string },
): Message {
  const answer = (outcome: Outcome, primary = false) =>
    routes.outcome.button({
      label: words(`tips.outcome.${outcome}`),
      value: { outcome, press },
      primary,
    });
  return message([
    prose([{ text: words('tips.question') }]),
    prose([{ text: tip, style: 'italic' }]),
    buttons([
      answer('did', true),
      answer('not-today'),
      answer('helped'),
      routes.neverAsk.button({ label: words('tips.never-ask') }),
    ]),
    contextBlock(words('tips.question-note')),
  ]);
}

/** For who isn't asked how it went, with the way back. */
export function quietMessage(words: Translate, said: string): Message {
  const again = routes.askAgain.button({ label: words('tips.ask-again') });
  return message([text(said), buttons([again])]);
}

export function text(words: string): Part {
  return prose([{ text: words }]);
}
