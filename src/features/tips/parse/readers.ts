import type { ParseResult } from '../../../calendar/parse/parse-result.ts';
import { type PlanWords, parsePlanWords } from '../../../calendar/parse/plan-words.ts';
import type { HolidayPlace, Weekday } from '../../../calendar/rule.ts';
import { nearestNames } from '../../../text/nearest-names.ts';
import { parseBundle } from './parse-bundle.ts';
import type { Problem, TipsCommand, Whose } from './parse-command.ts';
import { parseDaysOff, parsePause } from './parse-dates.ts';

export type TipsKnowledge = {
  /** `YYYY-MM-DD` in the plan's time zone. */
  readonly today: string;
  /** On which tips come; none without a plan that is on. */
  readonly planDays?: readonly Weekday[] | undefined;
  /** Finds a skill's id; `nearest` are titles. */
  readonly findSkill: (text: string) => ParseResult<string>;
  /** Called only for texts that `asksForHolidays` accepts. */
  readonly findPlace: (text: string) => ParseResult<HolidayPlace>;
};

type On = { readonly kind: 'on' } & PlanWords;
type Unowned<Command> = Command extends unknown ? Omit<Command, 'whose'> : never;
export type Reading = Unowned<TipsCommand> | Problem | undefined;
/** Reads what follows a word. */
type Read = (rest: string, whose: Whose, knowledge: TipsKnowledge) => Reading;

/** Time, days and zone. */
export function readPlan(rest: string, whose: Whose): On | Problem | undefined {
  const words = parsePlanWords(rest);
  if (!words || 'about' in words) return words;
  const { zone, typedZone, ...others } = words;
  if (whose === 'me' && zone) return { about: 'own-zone', part: typedZone ?? zone, nearest: [] };
  return { kind: 'on', ...others, zone };
}

const alone =
  (kind: 'show' | 'off' | 'resume' | 'skip' | 'unskip' | 'preview'): Read =>
  (rest) =>
    rest === '' ? { kind } : undefined;

const readOff: Read = (rest, _whose, { today }) => {
  if (rest === '') return { kind: 'off' };
  if (/^(?:until|till|for)\b/i.test(rest)) return parsePause(rest, today);
  if (/^(?:on )?(?:the |public |bank )*holidays\b/i.test(rest)) return undefined;
  return parseDaysOff(rest, today);
};

/** "days off 2026-12-24" */
const readDays: Read = (rest, _whose, { today }) =>
  /^off /i.test(rest) ? parseDaysOff(rest.slice('off '.length), today) : undefined;

const holidaysWord = /^(?:public |bank )?holidays (?:of |in |for )?(?<place>.+)$/i;

/** "on holidays PT" could mean that tips come on them, or that they don't. */
const readOn: Read = (rest, whose, { findPlace }) => {
  const { place } = holidaysWord.exec(rest)?.groups ?? {};
  if (place && 'value' in findPlace(place))
    return { about: 'word', part: `on ${rest}`, nearest: [`/care tips holidays ${place}`] };
  return readPlan(rest, whose);
};

const readSkip: Read = (rest, _whose, { today }) => {
  if (rest === '' || /^(?:(?:the )?next(?: one| tip)?|it)$/i.test(rest)) return { kind: 'skip' };
  if (/^undo$/i.test(rest)) return { kind: 'unskip' };
  const dates = parseDaysOff(rest, today);
  return dates && 'kind' in dates ? dates : undefined;
};

const readHolidays: Read = (rest, _whose, { findPlace }) => {
  if (rest === '') return { about: 'missing', part: 'holidays', nearest: [] };
  if (/^(?:off|none|no)$/i.test(rest)) return { kind: 'holidays', place: undefined };
  const named = rest.replace(/^(?:of|in|for)\s+/i, '');
  const all = named.replace(/(?<![ ,])[ ,]+(?:all|everywhere|nationwide|national|whole)$/i, '');
  const place = findPlace(all);
  const isWhole = all !== named;
  if ('value' in place)
    return { kind: 'holidays', place: place.value, ...(isWhole ? { isWhole } : {}) };
  if (place.nearest.length === 0 && /\s/.test(rest)) return undefined;
  return { about: 'place', part: rest, nearest: place.nearest };
};

const readMode: Read = (rest) => {
  if (rest === '') return { about: 'missing', part: 'mode', nearest: ['least', 'even'] };
  const mode = rest.toLowerCase();
  if (mode === 'least' || mode === 'even') return { kind: 'mode', mode };
  if (/\s/.test(rest)) return undefined;
  const near = nearestNames(mode, ['least', 'even']);
  return { about: 'mode', part: rest, nearest: near.length > 0 ? near : ['least', 'even'] };
};

const sentence = /^(?:for|to|of|with|when|that|about|in|on|and|are|is|you|we|i)\b/i;

const readSkills: Read = (rest, _whose, { findSkill }) => {
  if (rest === '') return { about: 'missing', part: 'skills', nearest: [] };
  if (/^(?:all|any|every|everything)$/i.test(rest)) return { kind: 'skills', skills: 'all' };
  if (sentence.test(rest)) return undefined;
  const skills: string[] = [];
  const names = namesIn(rest, findSkill);
  if (names.length > maxSkills) return { about: 'skill', part: rest, nearest: [] };
  for (const name of names) {
    const skill = findSkill(name);
    if ('nearest' in skill) return { about: 'skill', part: name, nearest: skill.nearest };
    skills.push(skill.value);
  }
  return skills.length > 0
    ? { kind: 'skills', skills: [...new Set(skills)] }
    : { about: 'missing', part: 'skills', nearest: [] };
};

/** Names in one command; there are sixteen skills. */
const maxSkills = 40;

/** Splits at commas, and at "and" unless it belongs to a skill's name. */
function namesIn(list: string, findSkill: TipsKnowledge['findSkill']): readonly string[] {
  const parts = list.split(/[,;]/).map((part) => part.trim().replace(/^and\s+/i, ''));
  const named = parts.filter((part) => part !== '');
  if (named.length > maxSkills) return named;
  return named.flatMap((part) =>
    'value' in findSkill(part) ? [part] : part.split(/ ?(?:&|\+|\band\b) ?/i).filter(Boolean),
  );
}

const readBundle: Read = (rest, whose) => {
  const read = parseBundle(rest);
  const isOwn = whose === 'me' && read !== undefined && 'kind' in read;
  return isOwn ? { about: 'own-bundle', part: `bundle ${rest}`, nearest: [] } : read;
};

/** What is read behind each word. */
export const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['', alone('show')],
  ['show', alone('show')],
  ['days', readDays],
  ['on', readOn],
  ['off', readOff],
  ['stop', alone('off')],
  ['pause', (rest, _whose, { today }) => parsePause(rest, today)],
  ['resume', alone('resume')],
  ['skip', readSkip],
  ['unskip', alone('unskip')],
  ['undo', (rest) => (/^(?:the )?skip$/i.test(rest) ? { kind: 'unskip' } : undefined)],
  ['preview', alone('preview')],
  ['holidays', readHolidays],
  ['skills', readSkills],
  ['mode', readMode],
  ['bundle', readBundle],
]);

/** Words that are long enough to be recognized if misspelt. */
export const longWords = [
  'pause',
  'resume',
  'skip',
  'preview',
  'holidays',
  'skills',
  'mode',
  'bundle',
];
