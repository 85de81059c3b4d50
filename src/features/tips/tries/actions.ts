import { calendarFormat } from '../../../calendar/calendar-format.ts';
import { dateIn, timeIn } from '../../../calendar/today.ts';
import { entryIn } from '../../../content/content.ts';
import { isChannel } from '../../../ports/slack.ts';
import type { Action, ActionReply } from '../../../slack/router/feature.ts';
import { paragraph } from '../../../slack/ui/blocks.ts';
import { type Message, message } from '../../../slack/ui/message.ts';
import { hash } from '../../../text/hash.ts';
import type { TipDeps } from '../deps.ts';
import type { ChoiceValue, OutcomeValue, RecallValue, TryValue } from '../routes.ts';
import { hashOf, skillOf } from '../tip.ts';
import { findChoice, plansOf } from './choices.ts';
import {
  choicesMessage,
  notedMessage,
  questionsOffMessage,
  recallsOffMessage,
  triedMessage,
  wentMessage,
} from './message.ts';
import { questionAppointment, recallAppointment } from './planners.ts';
import { questionDue, recallDays } from './schedule.ts';
import {
  endRecallOf,
  findTry,
  finishTry,
  notePressedRecall,
  setRecalls,
  startAsking,
  startTry,
  stopAsking,
} from './tries.ts';
import { workingTimeOf } from './working-time.ts';

const says = (text: string): Message => message([paragraph(text)]);

/** "I'll try it" below a tip: offers the if-then plans of its skill, and the tip itself. */
export const tryTip =
  (deps: TipDeps) =>
  async (action: Action<TryValue>): Promise<ActionReply> => {
    const { workspace, user, channel } = action;
    const { tip } = action.value;
    const { words, library } = deps.content();
    const skill = library.find(skillOf(tip));
    // The tip itself may have been reworded since.
    if (skill?.kind !== 'skill') return { tell: says(words('failure.old-button')) };
    // An ephemeral message may show several tips in turn, so its timestamp is not enough. On the
    // Home tab there is no message, but the tip is of a day.
    const place = action.message ? `${channel}.${action.message.ts}` : `home.${action.value.date}`;
    const press = `${place}.${hashOf(tip)}`;
    const known = await findTry(deps, workspace, user, press);
    const isAsked = known?.outcome !== undefined || known?.askAt !== undefined;
    const plans = plansOf(skill);
    if (isAsked || plans.length === 0) return { tell: await start(deps, action, tip, press) };
    return { tell: choicesMessage(words, plans, { tip, press }) };
  };

/** "I'll try it" below a skill's entry: offers its if-then plans. */
export const trySkill =
  (deps: TipDeps) =>
  ({ channel, message: at, value }: Action): ActionReply => {
    const { words } = deps.content();
    const plans = plansOf(entryIn(deps.content(), value)?.entry);
    if (plans.length === 0) return { tell: says(words('failure.old-button')) };
    // An entry may be tried again on another day.
    const day = dateIn('UTC', deps.clock.now());
    const place = at ? `${channel}.${at.ts}` : 'home';
    const press = `${place}.${hash(value).toString(36)}.${day}`;
    return { tell: choicesMessage(words, plans, { tip: undefined, press }) };
  };

/** One of the plans, or the tip itself. */
export const chooseTry =
  (deps: TipDeps) =>
  async (action: Action<ChoiceValue>): Promise<ActionReply> => {
    const { choice, press } = action.value;
    const { words, library } = deps.content();
    if (library.find(skillOf(choice))?.kind !== 'skill')
      return { show: says(words('failure.old-button')) };
    return { show: await start(deps, action, choice, press) };
  };

/**
 * Records the try of a tip or an if-then plan, and schedules one question, late in the person's
 * working day.
 */
async function start(
  deps: TipDeps,
  { workspace, user, channel }: Pick<Action, 'workspace' | 'user' | 'channel'>,
  tip: string,
  press: string,
): Promise<Message> {
  const { words, language, library } = deps.content();
  const now = deps.clock.now();
  const time = await workingTimeOf(deps, { workspace, user });
  const { zone } = time;
  const today = dateIn(zone, now);
  const found = findChoice(deps.content(), tip);
  const hasSkill = (skill: string) => library.find(skill)?.kind === 'skill';
  const question = questionAppointment(workspace, user, press);
  const recall = recallAppointment(workspace, user);
  // What is stored is asked about even if the process dies before it arranges that.
  await Promise.all([deps.outbox.prepare(question), deps.outbox.prepare(recall)]);
  const { isStored, asks, askAt } = await startTry(
    deps,
    workspace,
    user,
    {
      press,
      tip,
      ...(found ? { text: found.text } : {}),
      ...(found?.situation ? { situation: found.situation } : {}),
      skill: skillOf(tip),
      date: today,
      ...(isChannel(channel) ? { channel } : {}),
      zone,
    },
    (tries) => questionDue(tries, time, now, hasSkill),
  );
  deps.homeChanged(workspace, [user]);
  if (!asks) return questionsOffMessage(words, words('tips.tried.quiet'));
  await Promise.all([deps.outbox.arrange(question), deps.outbox.arrange(recall)]);
  if (!isStored) return says(words('tips.tried.before'));
  if (askAt === undefined) return notedMessage(found?.text, words('tips.tried.unasked'));
  const due = askAt * 1000;
  const date = calendarFormat(language).date(dateIn(zone, due), today);
  return notedMessage(found?.text, words('tips.tried.noted', { date, time: timeIn(zone, due) }));
}

/** Records how a try went; only that person sees it. */
export const recordOutcome =
  (deps: TipDeps) =>
  async ({ workspace, user, value }: Action<OutcomeValue>): Promise<ActionReply> => {
    const { words, library } = deps.content();
    const { outcome, press } = value;
    const found = await findTry(deps, workspace, user, press);
    if (!found || found.outcome) return { show: says(words('tips.went.gone')) };
    const { skill, date, channel } = found;
    if (outcome === 'did') {
      // Before the outcome is stored: this counts once for each press, so a retry is harmless.
      await deps.tried(workspace, {
        user,
        press: `${user}.${press}`,
        skill,
        date,
        ...(channel === undefined ? {} : { channel }),
      });
    }
    const isFirst = await finishTry(deps, workspace, user, { press, outcome });
    deps.homeChanged(workspace, [user]);
    if (!isFirst) return { show: says(words('tips.went.gone')) };
    const entry = outcome === 'helped' ? library.find(skill) : undefined;
    return { show: wentMessage(words, outcome, entry ? deps.buttons.thank(entry) : []) };
  };

export const stopQuestions =
  (deps: TipDeps) =>
  async ({ workspace, user }: Action<unknown>): Promise<ActionReply> => {
    const open = await stopAsking(deps, workspace, user);
    await Promise.all([
      ...open.map(({ press }) => deps.outbox.cancel(questionAppointment(workspace, user, press))),
      deps.outbox.cancel(recallAppointment(workspace, user)),
    ]);
    const { words } = deps.content();
    return { show: questionsOffMessage(words, words('tips.went.never')) };
  };

export const resumeQuestions =
  (deps: TipDeps) =>
  async ({ workspace, user }: Action<unknown>): Promise<ActionReply> => {
    await startAsking(deps, workspace, user);
    await deps.outbox.arrange(recallAppointment(workspace, user));
    return { show: says(deps.content().words('tips.went.again')) };
  };

/** Shows what a person tried some time ago. */
export const showTry =
  (deps: TipDeps) =>
  async ({ workspace, user, value }: Action<RecallValue>): Promise<ActionReply> => {
    const content = deps.content();
    const found = await findTry(deps, workspace, user, value.press);
    if (found?.text === undefined) return { show: says(content.words('tips.went.gone')) };
    await notePressedRecall(deps, workspace, user);
    await deps.outbox.arrange(recallAppointment(workspace, user));
    const stage = Number(value.stage);
    const isLast = found.isEnded === true || stage + 1 >= recallDays.length;
    return { show: triedMessage(content, found, { stage, isLast }) };
  };

/** "Don't bring this back". */
export const endTry =
  (deps: TipDeps) =>
  async ({ workspace, user, value }: Action<RecallValue>): Promise<ActionReply> => {
    await endRecallOf(deps, workspace, user, value.press);
    await notePressedRecall(deps, workspace, user);
    await deps.outbox.arrange(recallAppointment(workspace, user));
    return { show: says(deps.content().words('tips.recall.ended')) };
  };

export const endRecalls =
  (deps: TipDeps) =>
  async ({ workspace, user }: Action<unknown>): Promise<ActionReply> => {
    await setRecalls(deps, workspace, user, false);
    await deps.outbox.cancel(recallAppointment(workspace, user));
    return { show: recallsOffMessage(deps.content().words) };
  };

export const resumeRecalls =
  (deps: TipDeps) =>
  async ({ workspace, user }: Action<unknown>): Promise<ActionReply> => {
    await setRecalls(deps, workspace, user, true);
    await deps.outbox.arrange(recallAppointment(workspace, user));
    return { show: says(deps.content().words('tips.recall.resumed')) };
  };
