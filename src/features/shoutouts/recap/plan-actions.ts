import type { ModalView } from '@slack/types';
import { calendarFormat } from '../../../calendar/calendar-format.ts';
import { parseZone, zoneText } from '../../../calendar/parse/zones.ts';
import type { Weekday } from '../../../calendar/rule.ts';
import type { Content } from '../../../content/content.ts';
import { readingsIn, understand } from '../../../i18n/understand.ts';
import type {
  Action,
  ActionReply,
  ViewReply,
  ViewSubmission,
} from '../../../slack/router/feature.ts';
import { textIn } from '../../../slack/router/view-state.ts';
import { buttons, contextBlock, paragraph } from '../../../slack/ui/blocks.ts';
import { type Message, message } from '../../../slack/ui/message.ts';
import { infoView } from '../../../slack/ui/views.ts';
import { capitalized } from '../../../text/capitalized.ts';
import { normalizeTyped } from '../../../text/normalize.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { routes } from '../routes.ts';
import { changeRecap, type RecapRequest, recapObstacle, recapRefusal, zoneOf } from './change.ts';
import { turnOffRecap, turnOnRecap } from './command.ts';
import { newRecap, type RecapPlan, recapPlanKey, withWords } from './plan.ts';
import { previewRecap } from './preview.ts';
import { recapStatus, statusAfter } from './status.ts';

export const showRecapNow =
  (deps: ShoutoutDeps) =>
  async ({ workspace, user, channel }: Action<undefined>): Promise<ActionReply> => {
    const request = { workspace, user, channel };
    return { tell: (await recapObstacle(deps, request)) ?? (await previewRecap(deps, request)) };
  };

/** The answer to a person who may change the recap of the channel of a button, or why not. */
const ifAllowed =
  (answer: (deps: ShoutoutDeps, request: RecapRequest) => Promise<Message>) =>
  (deps: ShoutoutDeps) =>
  async ({ workspace, user, channel }: Action<undefined>): Promise<ActionReply> => {
    const request = { workspace, user, channel };
    const refused = (await recapObstacle(deps, request)) ?? (await recapRefusal(deps, request));
    return { show: refused ?? (await answer(deps, request)) };
  };

export const recapOn = ifAllowed((deps, request) => turnOnRecap(deps, request, {}));

/** It stops for everyone, so the answer asks first. */
export const recapOff = ifAllowed(async ({ content }) => {
  const { words } = content();
  return message([
    paragraph(words('recap.ask-off')),
    buttons([
      routes.recapStop.button({ label: words('tips.sure.off') }),
      routes.recapShow.button({ label: words('recap.keep') }),
    ]),
  ]);
});
export const recapStop = ifAllowed((deps, request) => turnOffRecap(deps, request));

export const showRecap =
  (deps: ShoutoutDeps) =>
  async ({ workspace, user, channel }: Action<undefined>): Promise<ActionReply> => ({
    show: await recapStatus(deps, { workspace, user, channel }),
  });

/** Opens an empty view at once, and replaces it with the form once that is looked up. */
export const openRecapForm =
  (deps: ShoutoutDeps) =>
  ({ workspace, user, channel }: Action<undefined>): ActionReply => {
    const { words } = deps.content();
    return {
      open: infoView(words('recap.form.title'), words('form.close'), [
        paragraph(words('shoutout.form.wait')),
      ]),
      fill: async () => {
        const request = { workspace, user, channel };
        const refused = (await recapObstacle(deps, request)) ?? (await recapRefusal(deps, request));
        if (refused) return resultView(deps.content(), refused);
        return recapForm(deps.content(), channel, await planOrFirst(deps, request));
      },
    };
  };

async function planOrFirst(deps: ShoutoutDeps, request: RecapRequest): Promise<RecapPlan> {
  const { workspace, channel, user } = request;
  const known = await deps.store.get(recapPlanKey(workspace, channel));
  return known ?? newRecap(user, await zoneOf(deps, request));
}

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** Characters of the longest name of a zone, and more. */
const longestZone = 100;

function recapForm(
  { words, language, grammars }: Content,
  channel: string,
  plan: RecapPlan,
): ModalView {
  const { isOn, rule } = plan;
  const { weekday } = calendarFormat(language);
  return routes.recapSave.form({
    title: words('recap.form.title'),
    submit: words('tips.form.save'),
    close: words('form.cancel'),
    about: channel,
    parts: [
      {
        kind: 'radio',
        name: 'state',
        label: words('recap.form.state'),
        options: [
          { text: words('tips.form.on'), value: 'on' },
          { text: words('tips.form.off'), value: 'off' },
        ],
        initial: isOn ? 'on' : 'off',
      },
      {
        kind: 'menu',
        name: 'day',
        label: words('recap.form.day'),
        options: weekdays.map((day) => ({
          text: capitalized(weekday(day), language),
          value: String(day),
        })),
        initial: String(rule.days[0]),
      },
      { kind: 'time', name: 'time', label: words('tips.form.time'), initial: rule.time },
      {
        kind: 'text',
        name: 'zone',
        label: words('tips.form.zone'),
        hint: words('recap.form.zone-hint'),
        longest: longestZone,
        lines: 'one',
        initial: zoneText(rule.zone, grammars[0]),
      },
      contextBlock(words('recap.silent')),
    ],
  });
}

export const saveRecap =
  (deps: ShoutoutDeps) =>
  async ({ workspace, user, about: channel, values }: ViewSubmission): Promise<ViewReply> => {
    const content = deps.content();
    const request = { workspace, user, channel };
    const refused = await recapRefusal(deps, request);
    if (refused) return { show: resultView(content, refused) };
    const typed = normalizeTyped(textIn(values, 'zone')).trim();
    const zone = understand(
      readingsIn(content.grammars, 'zone', typed),
      ({ text }) => parseZone(text),
      (read) => 'value' in read,
    )?.read;
    if (!zone || !('value' in zone)) {
      const wrong = content.words('tips.wrong.zone', { text: typed });
      const near = zone?.nearest.map((one) => zoneText(one, content.grammars[0])) ?? [];
      const choices = calendarFormat(content.language).either(near);
      const meant = choices ? ` ${content.words('tips.wrong.nearest', { choices })}` : '';
      return { errors: { zone: wrong + meant } };
    }
    const first = await planOrFirst(deps, request);
    const day = weekdays.find((one) => String(one) === textIn(values, 'day'));
    const said = { time: textIn(values, 'time') || undefined, day, zone: zone.value };
    const isOn = textIn(values, 'state') !== 'off';
    const changed = await changeRecap(deps, request, (before = first) =>
      withWords({ ...before, isOn, owner: user }, said),
    );
    const saved = statusAfter(deps, changed, 'recap.done.saved');
    return { show: resultView(content, saved), below: () => saved };
  };

/** A message in place of the form, without its title and its buttons. */
function resultView({ words }: Content, { blocks }: Message): ModalView {
  const shown = blocks.filter(({ type }) => type !== 'actions' && type !== 'header');
  return infoView(
    words('recap.form.title'),
    words('form.close'),
    shown.map((block) => ({ block, says: '' })),
  );
}
