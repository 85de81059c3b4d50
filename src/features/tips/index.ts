import type { Planner } from '../../ports/outbox.ts';
import type { EventHandler, EventName, Feature } from '../../slack/router/feature.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import { tipsWord, tipWord } from './command.ts';
import type { TipDeps } from './deps.ts';
import { holidayOptions, zoneOptions } from './form/options.ts';
import {
  formChanged,
  openForm,
  pause,
  resume,
  saveForm,
  showPreview,
  skipNext,
  turnOff,
} from './plan-actions.ts';
import { endPlan, tipAppointment, tipKind, tipPlanner } from './planner.ts';
import { routes } from './routes.ts';
import { anotherTip, askMeAgain, more, neverAsk, recordOutcome, tryIt } from './tip-actions.ts';
import { questionKind, questionPlanner } from './tries.ts';

export { uselessRecords } from './keys.ts';
export { tipTexts } from './tip-texts.ts';
export { triesOf } from './tries.ts';

/** One care tip a day for a channel or a person, and a question how it went. */
export function registerTips(tips: TipDeps) {
  const feature: Feature = {
    care: { tips: tipsWord(tips), tip: tipWord(tips) },
    actions: [
      routes.form.handle(openForm(tips)),
      routes.changed.handle(formChanged(tips)),
      routes.zones.handle(formChanged(tips)),
      routes.holidays.handle(formChanged(tips)),
      routes.preview.handle(showPreview(tips)),
      routes.skip.handle(skipNext(tips)),
      routes.pause.handle(pause(tips)),
      routes.resume.handle(resume(tips)),
      routes.off.handle(turnOff(tips)),
      routes.try.handle(tryIt(tips)),
      routes.more.handle(more(tips)),
      routes.another.handle(anotherTip(tips)),
      routes.outcome.handle(recordOutcome(tips)),
      routes.neverAsk.handle(neverAsk(tips)),
      routes.askAgain.handle(askMeAgain(tips)),
    ],
    options: [routes.zones.options(zoneOptions), routes.holidays.options(holidayOptions(tips))],
    views: [routes.save.handle(saveForm(tips))],
    events: endings(tips),
  };
  const planners: ReadonlyMap<string, Planner> = new Map([
    [tipKind, tipPlanner(tips)],
    [questionKind, questionPlanner(tips)],
  ]);
  /** A tip right now, for the one who presses. */
  const nowButton = (): ButtonSpec => {
    const label = tips.content().words('tips.now');
    return routes.another.button({ label, value: { skills: [] } });
  };
  return { feature, planners, nowButton };
}

/** What happens to a channel that ends its plan. */
const endingEvents: readonly EventName[] = [
  'channel_left',
  'group_left',
  'channel_archive',
  'group_archive',
  'channel_deleted',
  'group_deleted',
];

function endings(tips: TipDeps): NonNullable<Feature['events']> {
  const ended =
    (name: EventName): EventHandler =>
    async ({ workspace, channel }) => {
      const appointment = tipAppointment(workspace, channel);
      await endPlan(tips, appointment, name);
      await tips.outbox.cancel(appointment);
    };
  return Object.fromEntries(endingEvents.map((name) => [name, ended(name)]));
}
