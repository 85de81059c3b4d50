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
import { anotherTip, askMeAgain, more, neverAsk, tryIt, went } from './tip-actions.ts';
import { questionKind, questionPlanner } from './tries.ts';

export { uselessRecords } from './keys.ts';
export { tipTexts } from './tip-texts.ts';
export { triesOf } from './tries.ts';

/** One care tip a day for a channel or a person, and a question how it went. */
export function registerTips(tips: TipDeps) {
  const feature: Feature = {
    care: { tips: tipsWord(tips), tip: tipWord(tips) },
    actions: {
      'tips.form': openForm(tips),
      'tips.changed': formChanged(tips),
      'tips.zones': formChanged(tips),
      'tips.holidays': formChanged(tips),
      'tips.preview': showPreview(tips),
      'tips.skip': skipNext(tips),
      'tips.pause': pause(tips),
      'tips.resume': resume(tips),
      'tips.off': turnOff(tips),
      'tips.try': tryIt(tips),
      'tips.more': more(tips),
      'tips.another': anotherTip(tips),
      'tips.went': went(tips),
      'tips.never-ask': neverAsk(tips),
      'tips.ask-again': askMeAgain(tips),
    },
    options: { 'tips.zones': zoneOptions(tips), 'tips.holidays': holidayOptions(tips) },
    views: { 'tips.save': saveForm(tips) },
    events: endings(tips),
  };
  const planners: ReadonlyMap<string, Planner> = new Map([
    [tipKind, tipPlanner(tips)],
    [questionKind, questionPlanner(tips)],
  ]);
  /** A tip right now, for the one who presses. */
  const nowButton = (): ButtonSpec => {
    const label = tips.content().words('tips.now');
    return { action: 'tips.another', label, value: 'any' };
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
