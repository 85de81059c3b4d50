import { calendarFormat } from '../../calendar/calendar-format.ts';
import { dateIn } from '../../calendar/today.ts';
import { entryNamed } from '../../content/entry-named.ts';
import { isDirectMessage } from '../../ports/slack.ts';
import type { CareHandler, Command } from '../../slack/router/feature.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { changeFor, type Request, refusal } from './change-plan.ts';
import type { TipDeps } from './deps.ts';
import { partQuestion, setHolidays } from './holiday-parts.ts';
import { planKey } from './keys.ts';
import { problemMessage } from './message.ts';
import type { TipsCommand } from './parse/parse-command.ts';
import { isAboutMe } from './parse/parse-tips.ts';
import { readLine } from './parse/read-line.ts';
import { zoneOf } from './personal/own-zone.ts';
import { type Bundle, isPersonal, newPlan, type Plan } from './plan.ts';
import { placeOf } from './plan-actions.ts';
import { paused, resumed, type Target, turnedOff, withDaysOff } from './plan-transitions.ts';
import { tipAppointment } from './planner.ts';
import {
  obstacleMessage,
  preview,
  randomTip,
  skip,
  status,
  statusAfter,
  unskip,
} from './replies.ts';

/** `/care tips …`: shows or changes the plan of a channel or of a person. */
export const tipsCommand =
  (deps: TipDeps): CareHandler =>
  async (command) => {
    const language = await deps.languageCommand(command);
    if (language) return language;
    const { workspace, user, channel } = command;
    const isOwn = command.readings.some(({ text }) => isAboutMe(text)) || isDirectMessage(channel);
    const plan = await deps.store.get(planKey(workspace, isOwn ? user : channel));
    const rule = plan?.rule;
    const isOver = !plan?.isOn || rule?.pausedUntil === 'open';
    const line = await readLine(deps, command, {
      today: dateIn(rule?.zone ?? 'UTC', deps.clock.now()),
      planDays: isOver ? [] : rule?.days,
    });
    if (!line || 'problem' in line) return line?.problem;
    const { read: result, isBare, typed } = line;
    const target = await targetFor(deps, command, result);
    if (!target) return obstacleMessage(deps, 'direct', typed);
    const isReading = ['show', 'left-out', 'preview'].includes(result.kind);
    if (!isReading && (await isRepeated(deps, command))) return status(deps, { target, user });
    return execute(deps, { target, user, typed, isBare }, result);
  };

/** Milliseconds. A signature of Slack's is good for five minutes in either direction. */
const replayWindow = 10 * 60_000;

/** Whether this command was delivered before; it must not change a plan a second time. */
async function isRepeated({ store }: TipDeps, { workspace, dedupeKey }: Command): Promise<boolean> {
  const name = `${workspace}/tips-command/${dedupeKey.slice(-200)}`;
  return !(await store.claim(name, replayWindow));
}

/** The app's own direct message stands for the person; other direct messages have no plan. */
async function targetFor(
  { slacks }: TipDeps,
  { workspace, user, channel }: Command,
  { whose }: TipsCommand,
): Promise<Target | undefined> {
  if (whose === 'me') return { workspace, id: user };
  if (!isDirectMessage(channel)) return { workspace, id: channel };
  const slack = await slacks(workspace);
  return (await slack.directChannel(user)) === channel ? { workspace, id: user } : undefined;
}

type TypedRequest = Request & {
  readonly typed: string;
  /** "tips me" alone. */
  readonly isBare: boolean;
};

async function execute(
  deps: TipDeps,
  request: TypedRequest,
  command: TipsCommand,
): Promise<Message> {
  const { target, typed } = request;
  const { words, language } = deps.content();
  const change = async (decide: (plan: Plan) => Plan, done: string) => {
    const changed = await changeFor(deps, request, (plan) => plan && decide(plan));
    return statusAfter(deps, target, changed, done, typed);
  };
  if (command.kind === 'show') return status(deps, request);
  if (command.kind === 'left-out') return status(deps, request, [words('tips.done.left-out')]);
  if (command.kind === 'preview') return preview(deps, target);
  const refused = await refusal(deps, request, typed);
  if (refused) return refused;
  switch (command.kind) {
    case 'skip':
      return skip(deps, request);
    case 'unskip':
      return unskip(deps, request);
    case 'on':
      return turnOn(deps, request, command);
    case 'off':
      return change(turnedOff, words('tips.done.off'));
    case 'resume':
      return change(resumed, words('tips.done.resumed'));
    case 'pause': {
      const { until } = command;
      if (until === 'open') return change((plan) => paused(plan, until), words('tips.done.paused'));
      const date = calendarFormat(language).date(until, dateIn('UTC', deps.clock.now()));
      const next = await deps.outbox.upcoming(tipAppointment(target.workspace, target.id));
      const changed = await changeFor(deps, request, (plan) => plan && paused(plan, until));
      const wasPaused = changed?.before?.rule.pausedUntil !== undefined;
      const isMissed =
        next !== undefined &&
        !wasPaused &&
        changed?.arranged.upcoming?.occurrence === next.occurrence;
      const done = words(isMissed ? 'tips.done.pause-misses' : 'tips.done.paused-until', { date });
      return statusAfter(deps, target, changed, done, typed);
    }
    case 'holidays': {
      const { place, isWhole } = command;
      if (place && !isWhole) {
        const plan = await deps.store.get(planKey(target.workspace, target.id));
        const question = plan && (await partQuestion(deps, plan, place));
        if (question) return question;
      }
      return setHolidays(deps, request, place, typed);
    }
    case 'days-off':
      return addDaysOff(deps, request, command.dates);
    case 'skills': {
      const skills = command.skills === 'all' ? [] : command.skills;
      return change((plan) => ({ ...plan, skills }), words('tips.done.saved'));
    }
    case 'bundle':
      return setBundle(deps, request, command.bundle);
    case 'mode':
      return change((plan) => ({ ...plan, mode: command.mode }), words('tips.done.saved'));
  }
}

async function addDaysOff(
  deps: TipDeps,
  request: TypedRequest,
  dates: readonly string[],
): Promise<Message> {
  const { target, typed } = request;
  const { words } = deps.content();
  const today = ({ rule }: Plan) => dateIn(rule.zone, deps.clock.now());
  const known = await deps.store.get(planKey(target.workspace, target.id));
  if (known && !withDaysOff(known, dates, today(known))) {
    const tooMany = { about: 'many', part: dates.join(', '), nearest: [] } as const;
    return problemMessage(deps.content(), { kind: 'problem', ...tooMany, typed }, typed);
  }
  const changed = await changeFor(
    deps,
    request,
    (plan) => plan && (withDaysOff(plan, dates, today(plan)) ?? plan),
  );
  return statusAfter(deps, target, changed, words('tips.done.saved'), typed);
}

/** How a channel shows its thanks; a channel without tips gets a plan that is off. */
async function setBundle(
  deps: TipDeps,
  { target, user, typed }: TypedRequest,
  chosen: Bundle | 'weekly' | 'off',
): Promise<Message> {
  const { workspace, id } = target;
  const { words } = deps.content();
  if (isPersonal(target)) {
    const problem = { about: 'own-bundle', part: 'bundle', nearest: [] } as const;
    return problemMessage(deps.content(), { kind: 'problem', ...problem, typed }, typed);
  }
  const known = await deps.store.get(planKey(workspace, id));
  const place = known ? { name: known.name } : await placeOf(deps, target);
  if ('obstacle' in place) return obstacleMessage(deps, place.obstacle, typed);
  const zone = known?.rule.zone ?? (await zoneOf(deps, { workspace, user }));
  const first = { ...newPlan({ id, name: place.name, owner: user, zone }), isOn: false };
  const changed = await changeFor(deps, { target, user }, (before) => {
    const { bundle: _, ...plan } = before ?? first;
    if (chosen === 'off') return before && plan;
    const last = plan.rule.days.toSorted((a, b) => a - b).at(-1) ?? 5;
    return { ...plan, bundle: chosen === 'weekly' ? last : chosen };
  });
  const isOver = chosen === 'off' && changed?.before?.bundle !== undefined;
  return statusAfter(deps, target, changed, words(isOver ? 'tips.bundle.over' : 'tips.done.saved'));
}

async function turnOn(
  deps: TipDeps,
  { target, user, typed, isBare }: TypedRequest,
  { time, days, zone }: Extract<TipsCommand, { readonly kind: 'on' }>,
): Promise<Message> {
  const { workspace, id } = target;
  const personal = isPersonal(target);
  const [place, known] = await Promise.all([
    placeOf(deps, target),
    deps.store.get(planKey(workspace, id)),
  ]);
  if ('obstacle' in place) return obstacleMessage(deps, place.obstacle, typed);
  // "tips me" alone shows a plan that exists, even one that is off.
  if (known && personal && isBare) return status(deps, { target, user });
  const own = known && !personal ? known.rule.zone : await zoneOf(deps, { workspace, user });
  const first = newPlan({ id, name: place.name, owner: user, zone: own });
  const changed = await changeFor(deps, { target, user }, (before = first) => {
    const plan = resumed({ ...before, owner: user, name: place.name });
    const rule = {
      ...plan.rule,
      time: time ?? plan.rule.time,
      days: days ?? plan.rule.days,
      zone: zone ?? own,
    };
    return { ...plan, rule };
  });
  return statusAfter(deps, target, changed, deps.content().words('tips.done.on'));
}

/** `/care tip` and `/care tip patience`: a tip right now, for that person alone. */
export const tipCommand =
  (deps: TipDeps): CareHandler =>
  ({ text }) => {
    const { library, words } = deps.content();
    if (text === '') return randomTip(deps, []);
    const result = library.search(text);
    const entry = result.kind === 'entry' ? result.entry : entryNamed(deps.content(), text);
    if (!entry) return undefined;
    if (entry.kind === 'skill') return randomTip(deps, [entry.id]);
    return message([paragraph(words('tips.not-a-skill', { title: entry.title }))]);
  };
