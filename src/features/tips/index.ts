import { dateIn } from '../../calendar/today.ts';
import type { Entry } from '../../content/entry.ts';
import type { Planner } from '../../ports/outbox.ts';
import type { Reads } from '../../ports/store.ts';
import { whenChannelEnds } from '../../slack/router/channel-ends.ts';
import type { EventHandler, Feature } from '../../slack/router/feature.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import type { Message } from '../../slack/ui/message.ts';
import { tipCommand, tipsCommand } from './command.ts';
import { holidaysFor, type TipDeps, weightsFor } from './deps.ts';
import { holidayOptions, zoneOptions } from './form/options.ts';
import { choosePart } from './holiday-parts.ts';
import { chooseFocus, type OnHome, setFocus, tipsOnHome } from './home.ts';
import { planKey } from './keys.ts';
import { bareOrder } from './parse/bare-order.ts';
import { barePlan } from './parse/bare-plan.ts';
import { followZone } from './personal/own-zone.ts';
import { tipData } from './personal/personal-data.ts';
import { isPersonal, nextBundle } from './plan.ts';
import {
  ifAllowed,
  openForm,
  pause,
  placeOf,
  resume,
  saveForm,
  showHere,
  showPreview,
  showStatus,
  skipNext,
  stopForAll,
  turnOff,
  unskipTip,
  updateForm,
} from './plan-actions.ts';
import { endPlan, tipAppointment, tipKind, tipPlanner } from './planner.ts';
import { obstacleMessage } from './replies.ts';
import { routes } from './routes.ts';
import { chooseMore, showAnotherTip } from './tip-actions.ts';
import {
  chooseTry,
  endRecalls,
  endTry,
  recordOutcome,
  resumeQuestions,
  resumeRecalls,
  showTry,
  stopQuestions,
  trySkill,
  tryTip,
} from './tries/actions.ts';
import { plansOf } from './tries/choices.ts';
import { askAnew, followPerson } from './tries/follow.ts';
import { questionKind, questionPlanner, recallKind, recallPlanner } from './tries/planners.ts';
import { chooseTwoAWeek, keepDays, notePress } from './two-a-week/actions.ts';

export { tipTexts } from './draw-tip.ts';
export { notUsefulRecords } from './keys.ts';
export { triesOf } from './tries/tries.ts';

/** A tip a day for a channel or a person, and a question how trying it went. */
export function registerTips(deps: TipDeps) {
  const followUser: EventHandler = async (event) => {
    await followZone(deps)(event);
    await followPerson(deps, event.workspace, event.id);
  };
  const feature: Feature = {
    care: {
      tips: tipsCommand(deps),
      tip: tipCommand(deps),
      pause: bareOrder(deps, 'pause'),
      resume: bareOrder(deps, 'resume'),
      skip: bareOrder(deps, 'skip'),
      unskip: bareOrder(deps, 'unskip'),
    },
    hint: barePlan(deps),
    actions: [
      routes.chooseFocus.handle(chooseFocus(deps)),
      routes.focus.handle(setFocus(deps)),
      routes.form.handle(openForm(deps)),
      routes.changed.handle(updateForm(deps)),
      routes.zones.handle(updateForm(deps)),
      routes.holidays.handle(updateForm(deps)),
      routes.preview.handle(showPreview(deps)),
      routes.skip.handle(skipNext(deps)),
      routes.unskip.handle(unskipTip(deps)),
      routes.sure.handle(stopForAll(deps)),
      routes.here.handle(showHere(deps)),
      routes.part.handle(choosePart(deps)),
      routes.keep.handle(showStatus(deps)),
      routes.pause.handle(pause(deps)),
      routes.resume.handle(resume(deps)),
      routes.off.handle(turnOff(deps)),
      routes.try.handle(tryTip(deps)),
      routes.trySkill.handle(trySkill(deps)),
      routes.choose.handle(chooseTry(deps)),
      routes.more.handle(chooseMore(deps)),
      routes.another.handle(showAnotherTip(deps)),
      routes.twoAWeek.handle(chooseTwoAWeek(deps)),
      routes.keepDays.handle(keepDays(deps)),
      routes.outcome.handle(recordOutcome(deps)),
      routes.neverAsk.handle(stopQuestions(deps)),
      routes.askAgain.handle(resumeQuestions(deps)),
      routes.showTry.handle(showTry(deps)),
      routes.endTry.handle(endTry(deps)),
      routes.endRecalls.handle(endRecalls(deps)),
      routes.resumeRecalls.handle(resumeRecalls(deps)),
    ],
    pressed: notePress(deps),
    options: [
      routes.zones.options(zoneOptions(deps)),
      routes.holidays.options(holidayOptions(deps)),
    ],
    views: [routes.save.handle(saveForm(deps))],
    events: {
      ...whenChannelEnds(async ({ workspace, id }, reason) => {
        const appointment = tipAppointment(workspace, id);
        await endPlan(deps, appointment, reason);
        await deps.outbox.cancel(appointment);
      }),
      user_change: followUser,
    },
  };
  const planners: ReadonlyMap<string, Planner> = new Map([
    [tipKind, tipPlanner(deps)],
    [questionKind, questionPlanner(deps)],
    [recallKind, recallPlanner(deps)],
  ]);
  /** A tip right now, for the person who presses. */
  const nowButton = (): ButtonSpec =>
    routes.another.button({ label: deps.content().words('tips.now'), value: { skills: [] } });
  const menuButtons = (): readonly ButtonSpec[] => [
    nowButton(),
    routes.here.button({ label: deps.content().words('tips.menu') }),
  ];
  /** "I'll try it", on skills that have if-then plans. */
  const buttonFor = (entry: Entry): readonly ButtonSpec[] => {
    if (plansOf(entry).length === 0) return [];
    const label = deps.content().words('tips.try');
    return [routes.trySkill.button({ label, value: entry.id, spoken: `${label}: ${entry.title}` })];
  };
  const onHome = (person: OnHome, store: Reads | undefined) => tipsOnHome(deps, person, store);
  /** Opens the form for the plan of a channel or, by their id, of a person. */
  const setUpButton = (id: string, label: string): ButtonSpec =>
    routes.form.button({ label, value: id });
  /** The skills that a channel's tips lean to; see `tipLeaning` of shout-outs. */
  const leaningOf = async (workspace: string, channel: string) => {
    const plan = await deps.store.get(planKey(workspace, channel));
    if (!plan?.isOn || plan.rule.pausedUntil === 'open') return undefined;
    const weights = await weightsFor(deps, workspace, plan, false);
    const skills = deps.content().library.list('skill');
    const chosen = skills.filter(({ id }) => plan.skills.includes(id));
    const all = chosen.length > 0 ? chosen : skills;
    return { skills: all.filter(({ id }) => weights(id) > 1).map(({ id }) => id) };
  };
  /** When a channel shows its thanks together next; see `nextBundle` of shout-outs. */
  const bundleAfter = async (workspace: string, channel: string, after: number) => {
    const plan = await deps.store.get(planKey(workspace, channel));
    if (plan?.bundle === undefined || isPersonal(plan)) return undefined;
    const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(after));
    const next = nextBundle(plan, instant, await holidaysFor(plan));
    if (!next) return undefined;
    const today = dateIn(plan.rule.zone, deps.clock.now());
    return { at: next.at.epochMilliseconds, date: next.date, today, time: plan.rule.time };
  };
  /** What waits for a person or a channel is composed anew, in the language that they read now. */
  const composeAnew = async (workspace: string, id: string): Promise<void> => {
    const plan = await deps.store.get(planKey(workspace, id));
    if (plan?.isOn) await deps.outbox.arrange(tipAppointment(workspace, id), { isSamePlan: true });
    if (isPersonal({ id })) await askAnew(deps, workspace, id);
  };
  /** The answer to a person who may change what a channel gets, or why that can't be. */
  const ifMayChange = async (
    person: { readonly workspace: string; readonly user: string },
    channel: string,
    answer: () => Promise<Message>,
    typed?: string,
  ): Promise<Message> => {
    const place = await placeOf(deps, { workspace: person.workspace, id: channel });
    if ('obstacle' in place) return obstacleMessage(deps, place.obstacle, typed ?? '');
    return ifAllowed(deps, person, channel, answer, typed);
  };
  const personalData = tipData(deps);
  return {
    ...{ feature, planners, personalData },
    ...{ menuButtons, buttonFor, setUpButton, onHome, leaningOf, bundleAfter },
    ...{ composeAnew, ifMayChange },
  };
}
