import type { ParseResult } from '../../../calendar/parse/parse-result.ts';
import type { HolidayPlace } from '../../../calendar/rule.ts';
import { nearestNames } from '../../../text/nearest-names.ts';
import type { PlanWords, Problem, TipsCommand, TipsProblem, Whose } from './parse-command.ts';
import { parseDaysOff, parsePause } from './parse-dates.ts';
import { parsePlanWords } from './parse-plan.ts';

export type TipsKnowledge = {
  /** `YYYY-MM-DD` in the plan's time zone. */
  readonly today: string;
  /** Finds a skill's id; `nearest` are titles. */
  readonly findSkill: (text: string) => ParseResult<string>;
  /** Called only for texts that `asksForHolidays` accepts. */
  readonly findPlace: (text: string) => ParseResult<HolidayPlace>;
};

const aboutMe = /^\s*me(?:\s+|$)/i;

/** Whether the text asks for personal tips. */
export function isAboutMe(text: string): boolean {
  return aboutMe.test(text);
}

/** Whether the text needs `findPlace`, whose data take long to load. */
export function asksForHolidays(text: string): boolean {
  const [word = ''] = text.replace(aboutMe, '').trim().split(/\s/, 1);
  return /^holiday$/i.test(word) || nearestNames(word, ['holidays']).length > 0;
}

/**
 * Parses the text after `/care tips`: a command, a problem with one, or `undefined` if the text
 * is no command at all but a search, such as "tips for angry callers".
 */
export function parseTips(
  text: string,
  knowledge: TipsKnowledge,
): TipsCommand | TipsProblem | undefined {
  const typed = text
    .trim()
    .replace(/\s*[.!?]+$/, '')
    .slice(0, 500);
  const own = aboutMe.exec(typed);
  const rest = own ? typed.slice(own[0].length) : typed;
  const whose: Whose = own ? 'me' : 'channel';
  const read = rest === '' && own ? readPlan('', whose) : readRest(rest, whose, knowledge);
  if (read === undefined) return undefined;
  return 'about' in read ? { kind: 'problem', ...read, typed } : { whose, ...read };
}

type On = { readonly kind: 'on' } & PlanWords;
type Unowned<Command> = Command extends unknown ? Omit<Command, 'whose'> : never;
type Reading = Unowned<TipsCommand> | Problem | undefined;
type Read = (rest: string, whose: Whose, knowledge: TipsKnowledge) => Reading;

function readRest(text: string, whose: Whose, knowledge: TipsKnowledge): Reading {
  const [first = '', rest] = split(text);
  const word = first.toLowerCase();
  const read = readers.get(word);
  if (read) return read(rest, whose, knowledge);
  const alike = longWords.filter((long) => long[0] === word[0]);
  const [near] = word.length < 4 ? [] : nearestNames(word, alike, 1, 1);
  const meant = near && readers.get(near)?.(rest, whose, knowledge);
  if (near && meant && !('about' in meant)) return { about: 'word', part: first, nearest: [near] };
  // A time and more, without "on": "9:00 weekdays", "at 9".
  const plan = readPlan(text, whose);
  if (!plan || 'about' in plan) return plan?.about === 'own-zone' ? plan : undefined;
  const isSure = plan.days ?? plan.zone ?? /[:.hm]|\bat\b/i.test(text);
  return plan.time && isSure ? plan : undefined;
}

function split(text: string): [string, string] {
  const [, first = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  return [first, rest];
}

function readPlan(rest: string, whose: Whose): On | Problem | undefined {
  const words = parsePlanWords(rest);
  if (!words || 'about' in words) return words;
  const { zone, typedZone, ...others } = words;
  if (whose === 'me' && zone) return { about: 'own-zone', part: typedZone ?? zone, nearest: [] };
  return { kind: 'on', ...others, zone };
}

const alone =
  (kind: 'show' | 'off' | 'resume' | 'skip' | 'preview'): Read =>
  (rest) =>
    rest === '' ? { kind } : undefined;

const readOff: Read = (rest, _whose, { today }) => {
  if (rest === '') return { kind: 'off' };
  if (/^(?:until|till|for)\b/i.test(rest)) return parsePause(rest, today);
  return parseDaysOff(rest, today);
};

const readSkip: Read = (rest, _whose, { today }) => {
  if (rest === '' || /^(?:(?:the )?next(?: one| tip)?|it)$/i.test(rest)) return { kind: 'skip' };
  const dates = parseDaysOff(rest, today);
  return dates && 'kind' in dates ? dates : undefined;
};

const readHolidays: Read = (rest, _whose, { findPlace }) => {
  if (rest === '') return { about: 'missing', part: 'holidays', nearest: [] };
  if (/^(?:off|none|no)$/i.test(rest)) return { kind: 'holidays', place: undefined };
  const place = findPlace(rest.replace(/^(?:of|in|for)\s+/i, ''));
  if ('value' in place) return { kind: 'holidays', place: place.value };
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
  for (const name of namesIn(rest, findSkill)) {
    const skill = findSkill(name);
    if ('nearest' in skill) return { about: 'skill', part: name, nearest: skill.nearest };
    skills.push(skill.value);
  }
  return skills.length > 0
    ? { kind: 'skills', skills: [...new Set(skills)] }
    : { about: 'missing', part: 'skills', nearest: [] };
};

/** Splits at commas, and at "and" unless it belongs to a skill's name. */
function namesIn(list: string, findSkill: TipsKnowledge['findSkill']): readonly string[] {
  return list
    .split(/[,;]/)
    .map((part) => part.trim().replace(/^and\s+/i, ''))
    .filter((part) => part !== '')
    .flatMap((part) =>
      'value' in findSkill(part) ? [part] : part.split(/\s*(?:&|\+|\band\b)\s*/i).filter(Boolean),
    );
}

const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['', alone('show')],
  ['show', alone('show')],
  ['plan', alone('show')],
  ['on', readPlan],
  ['start', readPlan],
  ['off', readOff],
  ['stop', alone('off')],
  ['pause', (rest, _whose, { today }) => parsePause(rest, today)],
  ['resume', alone('resume')],
  ['unpause', alone('resume')],
  ['skip', readSkip],
  ['preview', alone('preview')],
  ['holiday', readHolidays],
  ['holidays', readHolidays],
  ['skill', readSkills],
  ['skills', readSkills],
  ['mode', readMode],
]);

const longWords = ['pause', 'resume', 'skip', 'preview', 'holidays', 'skills', 'mode'];
