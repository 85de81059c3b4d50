import { calendarFormat } from '../../calendar/calendar-format.ts';
import { dateIn } from '../../calendar/today.ts';
import { isDirectMessage } from '../../ports/slack.ts';
import { put } from '../../ports/store.ts';
import type { Action, ActionReply } from '../../slack/router/feature.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import type { TipDeps } from './deps.ts';
import { type NotUseful, notUsefulKey } from './keys.ts';
import { questionsOffMessage } from './message.ts';
import { zoneOf } from './own-zone.ts';
import { stopOrAsk } from './plan-actions.ts';
import { randomTip } from './replies.ts';
import type { AnotherTip, MoreValue, OutcomeValue, TryValue } from './routes.ts';
import { hashOf, skillOf } from './tip.ts';
import {
  findOpenTry,
  finishTry,
  questionAppointment,
  questionDue,
  startAsking,
  startTry,
  stopAsking,
} from './tries.ts';

/** Whether a tip is of a skill that there is; the tip itself may have been reworded since. */
const isSkill = ({ content }: TipDeps, tip: string): boolean =>
  content().library.find(skillOf(tip))?.kind === 'skill';

const says = (text: string): Message => message([paragraph(text)]);

/**
 * "I'll try it": records the try and schedules one question, late in the person's working day.
 */
export const tryTip =
  (deps: TipDeps) =>
  async (action: Action<TryValue>): Promise<ActionReply> => {
    const { workspace, user, channel } = action;
    const { tip } = action.value;
    const { words, language } = deps.content();
    if (!action.message || !isSkill(deps, tip)) return { tell: says(words('failure.old-button')) };
    const now = deps.clock.now();
    const zone = await zoneOf(deps, { workspace, user });
    const due = questionDue(now, zone);
    const today = dateIn(zone, now);
    // An ephemeral message may show several tips in turn, so its timestamp is not enough.
    const press = `${channel}.${action.message.ts}.${hashOf(tip)}`;
    const { isStored, asks } = await startTry(deps, workspace, user, {
      press,
      tip,
      skill: skillOf(tip),
      date: today,
      ...(isDirectMessage(channel) ? {} : { channel }),
      askAt: due.epochMilliseconds / 1000,
    });
    if (!asks) return { tell: questionsOffMessage(words, words('tips.tried.quiet')) };
    // Even for a known try: the first press may have failed before this call.
    await deps.outbox.arrange(questionAppointment(workspace, user, press));
    if (!isStored) return { tell: says(words('tips.tried.before')) };
    const date = calendarFormat(language).date(due.toPlainDate().toString(), today);
    const time = due.toPlainTime().toString({ smallestUnit: 'minute' });
    return { tell: says(words('tips.tried.noted', { date, time })) };
  };

/** Records how a try went; only that person sees it. */
export const recordOutcome =
  (deps: TipDeps) =>
  async ({ workspace, user, value }: Action<OutcomeValue>): Promise<ActionReply> => {
    const { words } = deps.content();
    const { outcome, press } = value;
    const found = await findOpenTry(deps, workspace, user, press);
    if (!found) return { show: says(words('tips.went.gone')) };
    if (outcome === 'did') {
      // Before the outcome is stored: this counts once for each press, so a retry is harmless.
      const { skill, date, channel } = found;
      await deps.tried(workspace, {
        user,
        press: `${user}.${press}`,
        skill,
        date,
        ...(channel === undefined ? {} : { channel }),
      });
    }
    const isFirst = await finishTry(deps, workspace, user, { press, outcome });
    return { show: says(words(isFirst ? `tips.went.${outcome}` : 'tips.went.gone')) };
  };

export const stopQuestions =
  (deps: TipDeps) =>
  async ({ workspace, user }: Action<unknown>): Promise<ActionReply> => {
    const open = await stopAsking(deps, workspace, user);
    await Promise.all(
      open.map(({ press }) => deps.outbox.cancel(questionAppointment(workspace, user, press))),
    );
    const { words } = deps.content();
    return { show: questionsOffMessage(words, words('tips.went.never')) };
  };

export const resumeQuestions =
  (deps: TipDeps) =>
  async ({ workspace, user }: Action<unknown>): Promise<ActionReply> => {
    await startAsking(deps, workspace, user);
    return { show: says(deps.content().words('tips.went.again')) };
  };

/** Replaces a tip that the person asked for. */
export const showAnotherTip =
  (deps: TipDeps) =>
  ({ value: { last, skills } }: Action<AnotherTip>): ActionReply => ({
    show: randomTip(deps, skills, last) ?? says(deps.content().words('tips.no-tips')),
  });

const maxPeople = 1000;

/** A choice in the overflow menu of a tip. */
export const chooseMore =
  (deps: TipDeps) =>
  async ({ workspace, user, channel, value }: Action<MoreValue>): Promise<ActionReply> => {
    const { words } = deps.content();
    if (value.choice === 'pause') {
      const id = isDirectMessage(channel) ? user : channel;
      return { tell: await stopOrAsk(deps, { workspace, user }, id, 'pause') };
    }
    const { tip } = value;
    if (!isSkill(deps, tip)) return { tell: says(words('failure.old-button')) };
    const key = notUsefulKey(workspace, tip);
    await deps.store.update([key], (before: NotUseful = { tip, people: [] }) => {
      const isNew = !before.people.includes(user) && before.people.length < maxPeople;
      const after = { ...before, people: [...before.people, user] };
      return { writes: isNew ? [put(key, after)] : [], result: undefined };
    });
    return { tell: says(words('tips.useless-thanks')) };
  };
