import { calendarFormat } from '../../../calendar/calendar-format.ts';
import { dateIn, timeIn } from '../../../calendar/today.ts';
import type { Content } from '../../../content/content.ts';
import type { PlainKey } from '../../../i18n/keys.ts';
import {
  type ButtonSpec,
  bullets,
  buttons,
  contextBlock,
  heading,
  type Line,
  paragraph,
  prose,
} from '../../../slack/ui/blocks.ts';
import { within } from '../../../slack/ui/limits.ts';
import { type Message, message, type Part } from '../../../slack/ui/message.ts';
import { fillPlaceholders, peopleLine, placeholder } from '../../../slack/ui/sentence.ts';
import { capitalized } from '../../../text/capitalized.ts';
import { menuOptions, nameLine, quote } from '../card/card.ts';
import { preferencesButton } from '../card/notification.ts';
import type { TriedSkill } from '../deps.ts';
import { emptyDraft } from '../give/draft.ts';
import { skillTitle } from '../parse/skill-names.ts';
import type { History } from '../records/history.ts';
import { monthOf, type Side, stateOn } from '../records/indexes.ts';
import { type MenuItem, routes } from '../routes.ts';
import { cardLeft, type Shoutout } from '../shoutout.ts';
import { mayShowAgain } from '../transitions.ts';

type Overview = {
  /** Thanks to the person that are in no channel yet; the newest first. */
  readonly waiting: readonly Shoutout[];
  readonly received: History;
  readonly given: History;
  readonly tries: readonly TriedSkill[];
  readonly dates: Dates;
  /** For all that is stored about the person, and for the export of it. */
  readonly dataButtons: readonly ButtonSpec[];
  readonly mayGive: boolean;
};

/** Dates are the reader's own: one moment may have different dates where people are far apart. */
type Dates = {
  /** The reader's time zone. */
  readonly zone: string;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/**
 * The thanks that a person received and gave, and their tries; for them only. How they want to be
 * thanked is behind a button: a message can't be changed when they choose otherwise later.
 */
export function meMessage(content: Content, overview: Overview): Message {
  const { words } = content;
  const { waiting, received, given, tries, dates, dataButtons, mayGive } = overview;
  return message([
    heading(words('me.title')),
    ...waitingParts(content, waiting, dates),
    ...side(content, 'received', received, dates),
    ...side(content, 'given', given, dates),
    ...triedParts(content, tries, dates),
    buttons([
      ...pageButtons(content, received, given),
      ...(mayGive ? [giveButton(content)] : []),
      preferencesButton(content),
      ...dataButtons,
    ]),
    contextBlock(words('me.only-you')),
  ]);
}

function waitingParts(content: Content, waiting: readonly Shoutout[], dates: Dates): Part[] {
  if (waiting.length === 0) return [];
  const lines = waiting
    .map(shortened)
    .map((one) => quote(one.text, factsLine(content, 'received', one, dates)));
  return [prose([{ text: content.words('me.received-waiting'), style: 'bold' }]), ...lines];
}

const todayOf = ({ zone, now }: Dates): string => dateIn(zone, now);

function side(content: Content, which: Side, { shoutouts }: History, dates: Dates): Part[] {
  const { words } = content;
  const title = prose([{ text: words(`me.${which}`), style: 'bold' }]);
  if (shoutouts.length === 0) return [title, paragraph(words(`me.no-${which}`))];
  return [title, ...shoutouts.map(shortened).flatMap((one) => item(content, which, one, dates))];
}

/** Characters of a text in the overview, short for phones; the pages show all of it. */
const overviewLength = 160;

export const shortened = (shoutout: Shoutout): Shoutout => ({
  ...shoutout,
  text: within(overviewLength, shoutout.text),
});

export function item(content: Content, which: Side, shoutout: Shoutout, dates: Dates): Part[] {
  return [quote(shoutout.text, itemLine(content, which, shoutout, dates))];
}

/** With the state if it is not posted in its channel. */
function itemLine(content: Content, which: Side, shoutout: Shoutout, dates: Dates): Line {
  return [
    ...factsLine(content, which, shoutout, dates),
    ...stateTexts(content, which, shoutout, dates).map((text) => ({ text: ` · ${text}` })),
  ];
}

/** "November 24 · Patience · from @ana" */
function factsLine(content: Content, which: Side, shoutout: Shoutout, dates: Dates): Line {
  const { created, skill, from, people } = shoutout;
  const { words, language } = content;
  const date = calendarFormat(language).date(dateIn(dates.zone, created), todayOf(dates));
  const person = which === 'received' ? nameLine(content, from) : peopleLine(language, people);
  const line = words(`me.${which}-line`, {
    date,
    skill: skillTitle(content, skill),
    person: placeholder('person'),
  });
  return fillPlaceholders(capitalized(line, language), { person });
}

function stateTexts(
  { words }: Content,
  which: Side,
  shoutout: Shoutout,
  { zone, now }: Dates,
): readonly string[] {
  const { state, showAt = 0 } = shoutout;
  // Whatever those thanked have answered meanwhile: nobody can tell that from it.
  if (which === 'given' && state === 'waiting' && showAt > now)
    return [words('me.state.first', { time: timeIn(zone, showAt) })];
  return stateKeys(which, shoutout).map((key) => words(key));
}

/** What the record is and the channel does not show, or does although it shouldn't. */
function stateKeys(which: Side, shoutout: Shoutout): readonly PlainKey[] {
  const { state, card, pending, refused, posting } = shoutout;
  if (state !== 'posted') {
    const left = cardLeft(shoutout);
    return [
      `me.state.${stateOn(which, state)}`,
      ...(left ? [`me.card-left.${left}` as const] : []),
    ];
  }
  if (posting !== undefined && !card) return ['me.card.unknown'];
  if (pending?.card) return [card ? 'me.card.changing' : 'me.card.coming'];
  if (card) return refused ? ['me.card.refused'] : [];
  return ['me.state.no-card'];
}

function triedParts(content: Content, tries: readonly TriedSkill[], dates: Dates): Part[] {
  if (tries.length === 0) return [];
  const { words, language } = content;
  const { date } = calendarFormat(language);
  return [
    bullets(
      words('me.tries'),
      tries.map((one): Line => {
        const skill = skillTitle(content, one.skill);
        const outcome = words(`me.try.${one.outcome ?? 'open'}`);
        const values = { date: date(one.date, todayOf(dates)), skill, outcome };
        return [{ text: capitalized(words('me.try-line', values), language) }];
      }),
    ),
  ];
}

const giveButton = ({ words }: Content): ButtonSpec =>
  routes.open.button({ label: words('shoutout.button'), value: emptyDraft });

/** Buttons for the pages, which show everything with a menu for each shout-out. */
function pageButtons({ words }: Content, received: History, given: History): ButtonSpec[] {
  const button = (side: Side): ButtonSpec =>
    routes.page.button({ label: words(`me.all-${side}`), value: { side } });
  return [
    ...(received.shoutouts.length > 0 ? [button('received')] : []),
    ...(given.shoutouts.length > 0 ? [button('given')] : []),
  ];
}

type Page = {
  readonly which: Side;
  readonly page: History;
  readonly dates: Dates;
  /** Whose history it is. */
  readonly user: string;
  readonly mayGive: boolean;
};

/** A page of a history by months, newest first. */
export function pageMessage(
  content: Content,
  { which, page, dates, user, mayGive }: Page,
): Message {
  const { words, language } = content;
  let month = '';
  const parts = page.shoutouts.flatMap((one) => {
    const monthOfOne = monthOf(dateIn(dates.zone, one.created));
    const isNew = monthOfOne !== month;
    month = monthOfOne;
    return [
      ...(isNew ? [prose([{ text: monthName(language, month), style: 'bold' as const }])] : []),
      ...item(content, which, one, dates),
      ...menu(content, which, one, user),
    ];
  });
  const empty = paragraph(words(`me.no-${which}`));
  return message([
    heading(words(`me.${which}`)),
    ...(parts.length > 0 ? parts : [empty]),
    buttons([
      ...(parts.length > 0 || !mayGive ? [] : [giveButton(content)]),
      ...(page.older
        ? [
            routes.page.button({
              label: words('me.older'),
              value: { side: which, cursor: page.older },
            }),
          ]
        : []),
      routes.overview.button({ label: words('me.back') }),
    ]),
  ]);
}

function menu(content: Content, which: Side, shoutout: Shoutout, user: string): Part[] {
  const { id, state, card } = shoutout;
  const mayShow = mayShowAgain(shoutout, user);
  const isWaiting = state === 'waiting' && !mayShow;
  const isOpen = state === 'posted' || isWaiting || (state === 'private' && card);
  const isOwn = which === 'given';
  const items: MenuItem[] = [
    ...(isOwn && state !== 'hidden' ? (['edit'] as const) : []),
    ...(mayShow || (isOwn && state === 'posted' && !card) ? (['show'] as const) : []),
    ...(isOpen ? (['private'] as const) : []),
    isOwn ? 'delete' : 'report',
  ];
  return [buttons([], routes.historyMenu.menu(menuOptions(content, id, items)))];
}

function monthName(language: string, month: string): string {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const format = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric' });
  return capitalized(format.format(first), language);
}
