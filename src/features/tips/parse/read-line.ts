import { type Holidays, loadHolidays } from '../../../calendar/holidays.ts';
import { type ParseResult, parsed, unparsed } from '../../../calendar/parse/parse-result.ts';
import type { HolidayPlace } from '../../../calendar/rule.ts';
import { entryNamed } from '../../../content/entry-named.ts';
import type { Reading } from '../../../i18n/rewriting.ts';
import { meantBy, understand } from '../../../i18n/understand.ts';
import { isDirectMessage } from '../../../ports/slack.ts';
import type { CareCommand } from '../../../slack/router/feature.ts';
import type { Message } from '../../../slack/ui/message.ts';
import type { TipDeps } from '../deps.ts';
import { problemMessage } from '../message.ts';
import { offersFor } from './offers.ts';
import type { TipsCommand } from './parse-command.ts';
import { asksForHolidays, parseTips } from './parse-tips.ts';
import type { TipsKnowledge } from './readers.ts';

type Line =
  | {
      readonly read: TipsCommand;
      /** The whole line, to be shown again. */
      readonly typed: string;
      /** "tips me" alone. */
      readonly isBare: boolean;
    }
  | { readonly problem: Message };

const onlyMe = /^me\W*$/i;

/** What follows `/care tips`, in any of the languages; `undefined` if it is a search. */
export async function readLine(
  deps: TipDeps,
  command: CareCommand,
  { today, planDays }: Pick<TipsKnowledge, 'today' | 'planDays'>,
): Promise<Line | undefined> {
  const { readings, text } = command;
  const holidays = readings.some((one) => asksForHolidays(one.text))
    ? await loadHolidays()
    : undefined;
  const knowledgeFor = ({ typed }: Reading): TipsKnowledge => ({
    today,
    planDays,
    findSkill: (name) => findSkill(deps, typed(name)),
    findPlace: (name) => findPlace(holidays, name, typed(name)),
  });
  const parse = (reading: Reading) => parseTips(reading.text, knowledgeFor(reading));
  // Whether the place exists is only asked when the line is typed again.
  const parseMeant = (reading: Reading) =>
    parseTips(reading.text, { ...knowledgeFor(reading), findPlace: () => parsed(anyPlace) });
  const content = deps.content();
  const typed = `/care ${command.line}`;
  const found = understand(readings, parse, ({ kind }) => kind !== 'problem');
  if (found && found.read.kind !== 'problem')
    return { read: found.read, typed, isBare: onlyMe.test(found.reading.text) };
  const problem = found?.read.kind === 'problem' ? found.read : undefined;
  const meant = problem?.nearest[0]
    ? undefined
    : meantBy(content.grammars, { scope: 'tips', ...command }, parseMeant);
  if (!problem && meant === undefined) return undefined;
  const unknown = { kind: 'problem', about: 'word', part: text, nearest: [], typed: text } as const;
  const { channel, user } = command;
  const here = isDirectMessage(channel) ? user : channel;
  const offers = offersFor(content, problem?.nearest ?? [], { here, own: user, today });
  const said = { reading: found?.reading, meant, offers };
  return { problem: problemMessage(content, problem ?? unknown, typed, said) };
}

const anyPlace: HolidayPlace = { country: '' };

/** By what it is called in English, or as it was typed. */
function findPlace(
  holidays: Holidays | undefined,
  ...names: readonly [string, string]
): ParseResult<HolidayPlace> {
  const [english = unparsed(), typed = unparsed()] = names.map((name) =>
    holidays?.parsePlace(name),
  );
  return 'value' in typed || ('nearest' in english && english.nearest.length === 0)
    ? typed
    : english;
}

function findSkill({ content }: TipDeps, name: string): ParseResult<string> {
  const { library } = content();
  const result = library.search(name);
  if (result.kind === 'entry' && result.entry.kind === 'skill') return parsed(result.entry.id);
  const elsewhere = entryNamed(content(), name);
  if (elsewhere?.kind === 'skill') return parsed(elsewhere.id);
  const near =
    result.kind === 'entry' ? [result.entry] : result.kind === 'nearest' ? result.entries : [];
  return unparsed(...near.filter(({ kind }) => kind === 'skill').map(({ title }) => title));
}
