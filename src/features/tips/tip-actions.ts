import { calendarFormat } from '../../calendar/calendar-format.ts';
import { put } from '../../ports/store.ts';
import type { Action, ActionReply } from '../../slack/router/feature.ts';
import { message } from '../../slack/ui/message.ts';
import type { TipDeps } from './deps.ts';
import { type Useless, uselessKey } from './keys.ts';
import { quietMessage, text } from './message.ts';
import { zoneOf } from './plan-actions.ts';
import { changePlan, paused } from './plan-changes.ts';
import { statusAfter, tipForNow } from './replies.ts';
import type { AnotherTip, MoreValue, OutcomeValue } from './routes.ts';
import { hashOf, skillOf } from './tip.ts';
import {
  askAgain,
  askingMoment,
  begin,
  finish,
  openTry,
  questionAppointment,
  stopAsking,
} from './tries.ts';

/** "I'll try it": noted once, and asked about once, late in the person's own working day. */
export const tryIt =
  (tips: TipDeps) =>
  async ({
    workspace,
    user,
    channel,
    value: { tip },
    message: pressed,
  }: Action<{ readonly tip: string }>): Promise<ActionReply> => {
    const { words, language } = tips.content();
    if (!pressed) return { tell: message([text(words('failure.old-button'))]) };
    const now = tips.clock.now();
    const zone = await zoneOf(tips, { workspace, user });
    const asking = askingMoment(now, zone);
    const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
    // A message that only one person sees may show one tip after the other.
    const press = `${channel}.${pressed.ts}.${hashOf(tip)}`;
    const { isNew, asks } = await begin(tips, workspace, user, {
      press,
      tip,
      skill: skillOf(tip),
      date: today.toPlainDate().toString(),
      ...(channel.startsWith('D') ? {} : { channel }),
      askAt: asking.epochMilliseconds / 1000,
    });
    if (!asks) return { tell: quietMessage(words, words('tips.tried.quiet')) };
    // Again where it was there before: the first time may have broken off in between.
    await tips.outbox.arrange(questionAppointment(workspace, user, press));
    if (!isNew) return { tell: message([text(words('tips.tried.before'))]) };
    const date = calendarFormat(language).date(
      asking.toPlainDate().toString(),
      today.toPlainDate().toString(),
    );
    const time = asking.toPlainTime().toString({ smallestUnit: 'minute' });
    return { tell: message([text(words('tips.tried.noted', { date, time }))]) };
  };

/** How a try went; kept for that person alone. */
export const recordOutcome =
  (tips: TipDeps) =>
  async ({ workspace, user, value }: Action<OutcomeValue>): Promise<ActionReply> => {
    const { words } = tips.content();
    const { outcome, press } = value;
    const found = await openTry(tips, workspace, user, press);
    if (!found) return { show: message([text(words('tips.went.gone'))]) };
    if (outcome === 'did') {
      // First, because it counts once, however often it is said; the answer below is taken once.
      const { skill, date, channel } = found;
      await tips.tried(workspace, {
        user,
        press: `${user}.${press}`,
        skill,
        date,
        ...(channel === undefined ? {} : { channel }),
      });
    }
    const isTaken = await finish(tips, workspace, user, { press, outcome });
    if (!isTaken) return { show: message([text(words('tips.went.gone'))]) };
    return { show: message([text(words(`tips.went.${outcome}`))]) };
  };

export const neverAsk =
  (tips: TipDeps) =>
  async ({ workspace, user }: Action<unknown>): Promise<ActionReply> => {
    const begun = await stopAsking(tips, workspace, user);
    await Promise.all(
      begun.map(({ press }) => tips.outbox.cancel(questionAppointment(workspace, user, press))),
    );
    const { words } = tips.content();
    return { show: quietMessage(words, words('tips.went.never')) };
  };

export const askMeAgain =
  (tips: TipDeps) =>
  async ({ workspace, user }: Action<unknown>): Promise<ActionReply> => {
    await askAgain(tips, workspace, user);
    return { show: message([text(tips.content().words('tips.went.again'))]) };
  };

/** Another tip in the place of the one that was asked for. */
export const anotherTip =
  (tips: TipDeps) =>
  ({ value: { last, skills } }: Action<AnotherTip>): ActionReply => {
    return {
      show: tipForNow(tips, skills, last) ?? message([text(tips.content().words('tips.no-tips'))]),
    };
  };

const mostPeople = 1000;

/** What is chosen behind the three dots of a tip. */
export const more =
  (tips: TipDeps) =>
  async ({ workspace, user, channel, value }: Action<MoreValue>): Promise<ActionReply> => {
    const { words } = tips.content();
    if (value.choice === 'pause') {
      const id = channel.startsWith('D') ? user : channel;
      const target = { workspace, id };
      const changed = await changePlan(tips, target, (plan) => plan && paused(plan, 'open'));
      return { tell: statusAfter(tips, target, changed, words('tips.done.paused')) };
    }
    const { tip } = value;
    const key = uselessKey(workspace, tip);
    await tips.store.update([key], (before: Useless = { tip, people: [] }) => {
      const isNew = !before.people.includes(user) && before.people.length < mostPeople;
      const after = { ...before, people: [...before.people, user] };
      return { writes: isNew ? [put(key, after)] : [], result: undefined };
    });
    return { tell: message([text(words('tips.useless-thanks'))]) };
  };
