import { calendarFormat } from '../../calendar/calendar-format.ts';
import { loadHolidays } from '../../calendar/holidays.ts';
import type { ParseResult } from '../../calendar/parse/parse-result.ts';
import { parsed, unparsed } from '../../calendar/parse/parse-result.ts';
import { postTarget } from '../../slack/api/post-target.ts';
import type { CareHandler, Command } from '../../slack/router/feature.ts';
import { prose } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import type { TipDeps } from './deps.ts';
import { planKey } from './keys.ts';
import type { TipsCommand } from './parse/parse-command.ts';
import { asksForHolidays, isAboutOneself, parseTips } from './parse/parse-tips.ts';
import { dateIn, isPersonal, newPlan, type Plan } from './plan.ts';
import { zoneOf } from './plan-actions.ts';
import {
  changePlan,
  paused,
  resumed,
  type Target,
  turnedOff,
  withDaysOff,
} from './plan-changes.ts';
import { problemMessage } from './problem-message.ts';
import { obstacleMessage, preview, skip, status, statusAfter, tipForNow } from './replies.ts';

/** `/care tips …`: the plan of a channel, or of a person, in one line. */
export const tipsWord =
  (tips: TipDeps): CareHandler =>
  async (question) => {
    const { workspace, user, channel, text } = question;
    const typed = `/care tips ${text}`.trim();
    const findPlace = asksForHolidays(text) ? (await loadHolidays()).parsePlace : () => unparsed();
    const isOwn = isAboutOneself(text) || channel.startsWith('D');
    const known = await tips.store.get(planKey(workspace, isOwn ? user : channel));
    const command = parseTips(text, {
      today: known ? dateIn(known, tips.clock.now()) : dayInUtc(tips.clock.now()),
      findSkill: (name) => findSkill(tips, name),
      findPlace,
    });
    if (!command) return undefined;
    if (command.kind === 'problem') return problemMessage(tips.content().words, command, typed);
    const target = await targetFor(tips, question, command);
    if (!target) return obstacleMessage(tips, 'direct', typed);
    return carriedOut(tips, { target, user, typed }, command);
  };

/** In the app's own direct message the plan is the person's; in one between people there is none. */
async function targetFor(
  { slacks }: TipDeps,
  { workspace, user, channel }: Command,
  { whose }: TipsCommand,
): Promise<Target | undefined> {
  if (whose === 'me') return { workspace, id: user };
  if (!channel.startsWith('D')) return { workspace, id: channel };
  const slack = await slacks(workspace);
  return (await slack.directChannel(user)) === channel ? { workspace, id: user } : undefined;
}

type Errand = { readonly target: Target; readonly user: string; readonly typed: string };

async function carriedOut(tips: TipDeps, errand: Errand, command: TipsCommand): Promise<Message> {
  const { target } = errand;
  const { typed } = errand;
  const { words, language } = tips.content();
  const after = async (decide: (plan: Plan) => Plan, done: string) => {
    const changed = await changePlan(tips, target, (plan) => plan && decide(plan));
    return statusAfter(tips, target, changed, done, typed);
  };
  switch (command.kind) {
    case 'show':
      return status(tips, target);
    case 'preview':
      return preview(tips, target);
    case 'skip':
      return skip(tips, target);
    case 'on':
      return turnedOn(tips, errand, command);
    case 'off':
      return after(turnedOff, words('tips.done.off'));
    case 'resume':
      return after(resumed, words('tips.done.resumed'));
    case 'pause': {
      const { until } = command;
      if (until === 'open') return after((plan) => paused(plan, until), words('tips.done.paused'));
      const date = calendarFormat(language).date(until, dayInUtc(tips.clock.now()));
      const done = words('tips.done.paused-until', { date });
      return after((plan) => paused(plan, until), done);
    }
    case 'holidays': {
      const { place } = command;
      return after(({ rule, ...plan }) => {
        const { holidays: _before, ...rest } = rule;
        return { ...plan, rule: place ? { ...rest, holidays: place } : rest };
      }, words('tips.done.saved'));
    }
    case 'days-off':
      return moreDaysOff(tips, errand, command.dates);
    case 'skills': {
      const skills = command.skills === 'all' ? [] : command.skills;
      return after((plan) => ({ ...plan, skills }), words('tips.done.saved'));
    }
    case 'mode':
      return after((plan) => ({ ...plan, mode: command.mode }), words('tips.done.saved'));
  }
}

async function moreDaysOff(
  tips: TipDeps,
  { target, typed }: Errand,
  dates: readonly string[],
): Promise<Message> {
  const { words } = tips.content();
  const today = (plan: Plan) => dateIn(plan, tips.clock.now());
  const known = await tips.store.get(planKey(target.workspace, target.id));
  if (known && !withDaysOff(known, dates, today(known))) {
    const many = { about: 'many', part: dates.join(', '), nearest: [] } as const;
    return problemMessage(words, { kind: 'problem', ...many, typed }, typed);
  }
  const changed = await changePlan(
    tips,
    target,
    (plan) => plan && (withDaysOff(plan, dates, today(plan)) ?? plan),
  );
  return statusAfter(tips, target, changed, words('tips.done.saved'), typed);
}

const endsWithMe = /\sme$/i;

async function turnedOn(
  tips: TipDeps,
  { target, user, typed }: Errand,
  { time, days, zone }: Extract<TipsCommand, { readonly kind: 'on' }>,
): Promise<Message> {
  const { workspace, id } = target;
  const personal = isPersonal(target);
  const [place, known] = await Promise.all([
    personal ? { name: '' } : postTarget(tips, target),
    tips.store.get(planKey(workspace, id)),
  ]);
  if ('obstacle' in place) return obstacleMessage(tips, place.obstacle, typed);
  // "tips me" alone: whoever has tips of their own, or has turned them off, wants to look.
  if (known && personal && !time && !days && endsWithMe.test(typed)) return status(tips, target);
  const own = known && !personal ? known.rule.zone : await zoneOf(tips, { workspace, user });
  const first = newPlan({ id, name: place.name, owner: user, zone: own });
  const changed = await changePlan(tips, target, (before = first) => {
    const plan = resumed({ ...before, owner: user, name: place.name });
    const rule = {
      ...plan.rule,
      time: time ?? plan.rule.time,
      days: days ?? plan.rule.days,
      zone: zone ?? own,
    };
    return { ...plan, rule };
  });
  return statusAfter(tips, target, changed, tips.content().words('tips.done.on'));
}

/** `/care tip`, `/care tip patience`: one right now, for the asker alone. */
export const tipWord =
  (tips: TipDeps): CareHandler =>
  ({ text }) => {
    const { library, words } = tips.content();
    if (text === '') return tipForNow(tips, []);
    const finding = library.search(text);
    if (finding.kind !== 'entry') return undefined;
    if (finding.entry.kind === 'skill') return tipForNow(tips, [finding.entry.id]);
    return message([prose([{ text: words('tips.not-a-skill', { title: finding.entry.title }) }])]);
  };

function findSkill({ content }: TipDeps, name: string): ParseResult<string> {
  const { library } = content();
  const finding = library.search(name);
  if (finding.kind === 'entry' && finding.entry.kind === 'skill') return parsed(finding.entry.id);
  const near =
    finding.kind === 'entry' ? [finding.entry] : finding.kind === 'nearest' ? finding.entries : [];
  return unparsed(...near.filter(({ kind }) => kind === 'skill').map(({ title }) => title));
}

function dayInUtc(now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toString().slice(0, 10);
}
