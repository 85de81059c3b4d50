import { calendarFormat } from '../../calendar/calendar-format.ts';
import { loadHolidays } from '../../calendar/holidays.ts';
import type { HolidayPlace } from '../../calendar/rule.ts';
import { dateIn } from '../../calendar/today.ts';
import { countryName } from '../../i18n/countries.ts';
import type { Action, ActionReply } from '../../slack/router/feature.ts';
import { bullets, choices, paragraph } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { capitalized } from '../../text/capitalized.ts';
import { changeFor, type Request } from './change-plan.ts';
import type { TipDeps } from './deps.ts';
import type { Plan } from './plan.ts';
import { ifAllowed } from './plan-actions.ts';
import { statusAfter } from './replies.ts';
import { type PartValue, routes } from './routes.ts';

/** Holidays that are named as examples. */
const maxExamples = 3;

/**
 * Asks which part of a country a plan is for, with what is a holiday everywhere and what only in
 * parts; `undefined` if all of the country has the same holidays, or the part is known.
 */
export async function partQuestion(
  { content, clock }: TipDeps,
  { id, rule }: Plan,
  { country, region }: HolidayPlace,
): Promise<Message | undefined> {
  const holidays = await loadHolidays();
  const { words, language, grammars } = content();
  const parts = holidays.parts(country, grammars[0]);
  if (region !== undefined || parts.length === 0) return undefined;
  const today = dateIn(rule.zone, clock.now());
  const calendar = calendarFormat(language);
  const lines = (dates: readonly string[]) =>
    dates.map((date) => [{ text: capitalized(calendar.date(date, today), language) }]);
  const nation = countryName(language, country);
  const everywhere = holidays.upcoming({ country }, today, maxExamples);
  const partial = holidays.upcomingInParts(country, today, maxExamples);
  return message([
    paragraph(words('tips.part.which', { country: nation })),
    ...(everywhere.length > 0 ? [bullets(words('tips.part.everywhere'), lines(everywhere))] : []),
    ...(partial.length > 0 ? [bullets(words('tips.part.some'), lines(partial))] : []),
    ...choices([
      ...parts.map(({ code, name }) =>
        routes.part.button({ label: name, value: { plan: id, place: `${country}-${code}` } }),
      ),
      routes.part.button({
        label: words('tips.part.whole'),
        value: { plan: id, place: country },
      }),
    ]),
  ]);
}

/** The part that was chosen. */
export const choosePart =
  (deps: TipDeps) =>
  async (action: Action<PartValue>): Promise<ActionReply> => {
    const { plan, place } = action.value;
    const [country = '', ...region] = place.split('-');
    const chosen = region.length > 0 ? { country, region: region.join('-') } : { country };
    return {
      show: await ifAllowed(deps, action, plan, (request) => setHolidays(deps, request, chosen)),
    };
  };

/** Leaves out the holidays of a place, or of none, and says which come next. */
export async function setHolidays(
  deps: TipDeps,
  request: Request,
  place: HolidayPlace | undefined,
  typed?: string,
): Promise<Message> {
  const changed = await changeFor(deps, request, (plan) => {
    if (!plan) return undefined;
    const { holidays: _before, ...rule } = plan.rule;
    return { ...plan, rule: place ? { ...rule, holidays: place } : rule };
  });
  const { words, language } = deps.content();
  const today = dateIn(changed?.plan.rule.zone ?? 'UTC', deps.clock.now());
  const dates = place ? (await loadHolidays()).upcoming(place, today, maxExamples) : [];
  const calendar = calendarFormat(language);
  const items = dates.map((date) => capitalized(calendar.date(date, today), language));
  const done =
    items.length > 0 ? { title: words('tips.done.holidays'), items } : words('tips.done.saved');
  return statusAfter(deps, request.target, changed, done, typed);
}
