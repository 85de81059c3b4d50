import { calendarFormat } from '../../calendar/calendar-format.ts';
import type { Content } from '../../content/content.ts';
import type { Entry } from '../../content/entry.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import { asTyped, type Reading } from '../../i18n/rewriting.ts';
import { inTheirWords } from '../../i18n/understand.ts';
import {
  type ButtonSpec,
  buttons,
  contextBlock,
  divider,
  heading,
  paragraph,
} from '../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../slack/ui/failure.ts';
import { within } from '../../slack/ui/limits.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import type { TipsProblem } from './parse/parse-command.ts';
import { isAboutMe } from './parse/parse-tips.ts';
import { routes, type Stop } from './routes.ts';
import type { Tip } from './tip.ts';

/** Buttons of other features below a tip. */
export type TipButtons = {
  /** Opens the skill's guideline for the person who presses. */
  readonly read: (skill: Entry) => ButtonSpec;
  /** Opens the form for a shout-out with the skill filled in. */
  readonly saw: (skill: Entry) => ButtonSpec;
  /** The same form, for somebody who wants to thank. */
  readonly thank: (skill: Entry) => readonly ButtonSpec[];
};

type TipOfSkill = { readonly tip: Tip; readonly skill: Entry };
/** `isLeaned` if the tip was preferred because the team sees its skill least. */
type DrawnTip = TipOfSkill & { readonly isLeaned: boolean };

/**
 * A tip as it is posted to a channel or a person. It mentions nobody. `offer` has the two days of
 * the week, in words, that a person is offered.
 */
export function tipMessage(
  words: Translate,
  others: TipButtons,
  { tip, skill, isLeaned }: DrawnTip,
  {
    date,
    isPersonal,
    offer,
  }: { readonly date: string; readonly isPersonal: boolean; readonly offer?: string | undefined },
): Message {
  return message([
    heading(words('tips.heading', { skill: skill.title })),
    paragraph(tip.text),
    contextBlock(words(isPersonal ? 'tips.for-you' : 'tips.for-all')),
    ...(isLeaned ? [contextBlock(words('tips.leaned'))] : []),
    buttons(
      [tryButton(words, tip, date), others.saw(skill), others.read(skill)],
      routes.more.menu([
        { text: words('tips.useless'), value: { choice: 'useless', tip: tip.id } },
        { text: words('tips.pause-here'), value: { choice: 'pause' } },
      ]),
    ),
    ...(offer === undefined ? [] : offerParts(words, offer)),
  ]);
}

function offerParts(words: Translate, days: string): readonly Part[] {
  return [
    divider(),
    paragraph(words('tips.offer.text', { days })),
    buttons([
      routes.twoAWeek.button({ label: words('tips.offer.two') }),
      routes.keepDays.button({ label: words('tips.offer.keep') }),
    ]),
  ];
}

/** A tip that a person asked for, for them alone; another one is of the same `skills`. */
export function requestedTipMessage(
  words: Translate,
  others: TipButtons,
  { tip, skill }: TipOfSkill,
  { date, skills }: { readonly date: string; readonly skills: readonly string[] },
): Message {
  return message([
    heading(words('tips.heading', { skill: skill.title })),
    paragraph(tip.text),
    buttons([
      tryButton(words, tip, date),
      routes.another.button({ label: words('tips.another'), value: { last: tip.id, skills } }),
      others.read(skill),
    ]),
  ]);
}

export function tryButton(words: Translate, tip: Tip, date: string): ButtonSpec {
  return routes.try.button({
    label: words('tips.try'),
    value: { tip: tip.id, date },
    primary: true,
  });
}

/** A tip as it will be posted, without buttons; `words` in the language in which it comes. */
export const previewParts = (words: Translate, { tip, skill, isLeaned }: DrawnTip): Part[] => [
  heading(words('tips.heading', { skill: skill.title })),
  paragraph(tip.text),
  ...(isLeaned ? [contextBlock(words('tips.leaned'))] : []),
];

/** Asks before a channel's tips stop for everyone. */
export function stopQuestion(words: Translate, plan: string, what: Stop): Message {
  return message([
    paragraph(words(`tips.ask.${what}`)),
    buttons([
      routes.sure.button({ label: words(`tips.sure.${what}`), value: { what, plan } }),
      routes.keep.button({ label: words('tips.keep'), value: plan }),
    ]),
  ]);
}

/** Characters of the typed text that a sentence repeats. */
const longestEcho = 80;

/** Names the part that was not understood, with suggestions, the syntax and the line to copy. */
export function problemMessage(
  { words, grammars, language }: Pick<Content, 'words' | 'grammars' | 'language'>,
  problem: TipsProblem,
  typed: string,
  {
    reading = asTyped(typed),
    meant,
    offers = [],
  }: {
    readonly reading?: Reading | undefined;
    readonly meant?: string | undefined;
    /** Buttons that do what may be meant. */
    readonly offers?: readonly ButtonSpec[];
  } = {},
): Message {
  const { about, part, nearest } = inTheirWords(problem, reading, grammars[0]);
  const text = within(longestEcho, part);
  const choices = calendarFormat(language).either(meant === undefined ? nearest : [meant]);
  return message([
    paragraph(words(`tips.wrong.${about}`, { text })),
    ...(choices ? [paragraph(words('tips.wrong.nearest', { choices }))] : []),
    ...(offers.length > 0 ? [buttons(offers)] : []),
    contextBlock(words('tips.wrong.usage', { about: examplesFor(problem) })),
    ...typedTextBlock(words, typed),
  ]);
}

/** Which examples help: those of what was ordered. */
function examplesFor({ about, part, nearest, typed }: TipsProblem): 'bundle' | 'own' | 'other' {
  const isBundle = [about, part, ...nearest].includes('bundle');
  if (isBundle || about === 'own-bundle') return 'bundle';
  return isAboutMe(typed) ? 'own' : 'other';
}
