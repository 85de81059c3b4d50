import { calendarFormat } from '../../../calendar/calendar-format.ts';
import { type Content, entryIn } from '../../../content/content.ts';
import type { Translate } from '../../../i18n/catalogue.ts';
import {
  type ButtonSpec,
  buttons,
  contextBlock,
  paragraph,
  prose,
} from '../../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../../slack/ui/message.ts';
import { type Outcome, outcomes, type Try } from '../keys.ts';
import { routes } from '../routes.ts';
import type { Choice } from './choices.ts';

/**
 * Offers if-then plans, each as a whole sentence with a button below, since buttons cut long
 * labels on a phone; and the tip itself, by its id, if there is one. `press` is the press that is
 * answered.
 */
export function choicesMessage(
  words: Translate,
  plans: readonly Choice[],
  { tip, press }: { readonly tip: string | undefined; readonly press: string },
): Message {
  const choose = (choice: string, label: string, text: string) =>
    routes.choose.button({ label, value: { choice, press }, spoken: `${label}: ${text}` });
  const justTip = words('tips.choose.tip');
  return message([
    paragraph(words('tips.choose.lead')),
    ...plans.flatMap(({ id, text, paragraph: line }): Part[] => [
      prose(line),
      buttons([choose(id, words('tips.choose.this'), text)]),
    ]),
    ...(tip === undefined
      ? []
      : [
          paragraph(words('tips.choose.or')),
          buttons([choose(tip, justTip, words('tips.choose.or'))]),
        ]),
    contextBlock(words('tips.choose.note')),
  ]);
}

/** Repeats what was chosen; `said` is when it is asked about. */
export function notedMessage(text: string | undefined, said: string): Message {
  return message([
    ...(text === undefined ? [] : [prose([{ text, style: 'bold' }])]),
    paragraph(said),
  ]);
}

/** Asks how a try went; `press` identifies the try. */
export function questionMessage(
  words: Translate,
  { text, press }: { readonly text: string; readonly press: string },
): Message {
  return message([
    paragraph(words('tips.question')),
    prose([{ text, style: 'italic' }]),
    buttons([
      ...outcomeButtons(words, press),
      routes.neverAsk.button({ label: words('tips.never-ask') }),
    ]),
    contextBlock(words('tips.question-note')),
  ]);
}

/** How a try went; the first answer stands out if the person is asked. */
export function outcomeButtons(words: Translate, press: string, isAsked = true): ButtonSpec[] {
  return outcomes.map((outcome) =>
    routes.outcome.button({
      label: words(`tips.outcome.${outcome}`),
      value: { outcome, press },
      primary: isAsked && outcome === 'did',
    }),
  );
}

/** After an answer; `thank` are buttons for thanking a colleague who helped. */
export function wentMessage(
  words: Translate,
  outcome: Outcome,
  thank: readonly ButtonSpec[],
): Message {
  return message([
    paragraph(words(`tips.went.${outcome}`)),
    ...(thank.length > 0 ? [buttons(thank)] : []),
  ]);
}

/** For a person whose questions are off, with the button that turns them on. */
export function questionsOffMessage(words: Translate, lead: string): Message {
  return message([
    paragraph(lead),
    buttons([routes.askAgain.button({ label: words('tips.ask-again') })]),
  ]);
}

/** Asks what a person tried some time ago; the text comes when it is pressed. */
export function recallMessage(content: Content, attempt: Try, stage: number): Message {
  const { words } = content;
  const { situation, skill } = attempt;
  const title = entryIn(content, skill)?.entry.title ?? skill;
  return message([
    paragraph(
      situation === undefined
        ? words('tips.recall.tip', { skill: title })
        : words('tips.recall.plan', { situation }),
    ),
    buttons([
      routes.showTry.button({
        label: words('tips.recall.show'),
        value: { press: attempt.press, stage: `${stage}` },
        primary: true,
      }),
      ...endButtons(words, attempt, stage),
    ]),
    contextBlock(words('tips.recall.note', { date: dateText(content, attempt) })),
  ]);
}

/** What was tried, and whether it comes back again. */
export function triedMessage(
  content: Content,
  attempt: Try,
  { stage, isLast }: { readonly stage: number; readonly isLast: boolean },
): Message {
  const { words } = content;
  return message([
    paragraph(words('tips.recall.said', { date: dateText(content, attempt) })),
    prose([{ text: attempt.text ?? '', style: 'bold' }]),
    ...(isLast
      ? [contextBlock(words('tips.recall.last'))]
      : [buttons(endButtons(words, attempt, stage))]),
  ]);
}

function endButtons(words: Translate, { press }: Try, stage: number): readonly ButtonSpec[] {
  return [
    routes.endTry.button({ label: words('tips.recall.end'), value: { press, stage: `${stage}` } }),
    routes.endRecalls.button({ label: words('tips.recall.end-all') }),
  ];
}

/** After questions about earlier tries were ended, with the button that turns them on. */
export function recallsOffMessage(words: Translate): Message {
  return message([
    paragraph(words('tips.recall.off')),
    buttons([routes.resumeRecalls.button({ label: words('tips.recall.resume') })]),
  ]);
}

const dateText = ({ language }: Content, { date }: Try): string =>
  calendarFormat(language).date(date, date);
