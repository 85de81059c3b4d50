import { type PlanWords, parsePlanWords } from '../../../calendar/parse/plan-words.ts';
import { zoneName } from '../../../calendar/parse/zone-names.ts';
import { parseZone } from '../../../calendar/parse/zones.ts';
import { nearestNames } from '../../../text/nearest-names.ts';
import type { Problem, TipsCommand, TipsProblem, Whose } from './parse-command.ts';
import { ordersIn, parseNegated } from './parse-negated.ts';
import { longWords, type Reading, readers, readPlan, type TipsKnowledge } from './readers.ts';

const aboutMe = /^\s*me(?:\s+|$)/i;

/** An order in words that no command has. */
const orderForMe = /^\s*(?:delete|stop|mute|continue|change) (?:for )?me(?= |$)/i;

/** Whether the text asks for personal tips. */
export function isAboutMe(text: string): boolean {
  return aboutMe.test(text) || orderForMe.test(text);
}

/** Characters that are looked at for the word "holidays". */
const maxHeadLength = 60;

/** Whether the text needs `findPlace`, whose data take long to load. */
export function asksForHolidays(text: string): boolean {
  const words = text.slice(0, maxHeadLength).replace(aboutMe, '').trim().split(/\s+/, 5);
  return (
    words.some((word) => /^holidays$/i.test(word)) ||
    nearestNames(words[0] ?? '', ['holidays']).length > 0
  );
}

/**
 * Parses the text after `/care tips`: a command, a problem with one, or `undefined` if the text
 * is no command at all but a search, such as "tips for angry callers". Expects normalised text.
 */
export function parseTips(
  text: string,
  knowledge: TipsKnowledge,
): TipsCommand | TipsProblem | undefined {
  if (text.length > maxTextLength)
    return { kind: 'problem', about: 'long', part: text, nearest: [], typed: text };
  const typed = withoutEnd(text.trim().replace(/\s+/g, ' '));
  const own = aboutMe.exec(typed);
  const rest = own ? typed.slice(own[0].length) : typed;
  const whose: Whose = isAboutMe(typed) ? 'me' : 'channel';
  const read = rest === '' && own ? readPlan('', whose) : readRest(rest, whose, knowledge);
  if (read === undefined) return undefined;
  if (!('about' in read)) return { whose, ...read };
  const nearest =
    whose === 'me'
      ? [...new Set(read.nearest.map((one) => one.replace(/^(\/care tips)(?: me)? /, '$1 me ')))]
      : read.nearest;
  return { kind: 'problem', ...read, nearest, typed };
}

/** Characters; as many days off as a plan keeps fit. */
const maxTextLength = 3000;

function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' .!?'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function readRest(text: string, whose: Whose, knowledge: TipsKnowledge): Reading {
  const [first = '', rest] = split(text);
  const word = first.toLowerCase();
  const read = readers.get(word);
  const negated = () => parseNegated(text, { ...knowledge, whose });
  if (read) return read(rest, whose, knowledge) ?? negated() ?? unreadOrder(word, text, rest);
  const alike = longWords.filter((long) => long[0] === word[0]);
  const [near] = word.length < 4 ? [] : nearestNames(word, alike, 1, 1);
  const meant = near && readers.get(near)?.(rest, whose, knowledge);
  if (near && meant && !('about' in meant)) return { about: 'word', part: first, nearest: [near] };
  // A time and more, without "on": "9:00 weekdays", "at 9".
  const order = negated() ?? unreadOrder(word, text, rest);
  if (order) return order;
  const plan = readPlan(text, whose);
  if (!plan) return undefined;
  if ('about' in plan) {
    const isAboutPlan =
      plan.about === 'own-zone' ||
      plan.about === 'twice' ||
      clockTime.test(text) ||
      hasTimeBesides(plan.part, text);
    return isAboutPlan || (plan.about === 'days' && /^(?:every|each|on) /i.test(text))
      ? plan
      : undefined;
  }
  const isDays = (plan.days ?? plan.zone) && !plan.time && text.split(' ').length <= 3;
  if (isDays) return { about: 'word', part: text, nearest: [`/care tips on ${text}`] };
  if (isHour(text, knowledge.today))
    return { about: 'word', part: text, nearest: [`/care tips on ${text}`] };
  return isSureTime(plan, text) ? plan : undefined;
}

/** "3" alone is none. */
const isSureTime = ({ time, days, zone }: PlanWords, text: string): boolean =>
  time !== undefined &&
  (days !== undefined || zone !== undefined || /[:.hm]|\bat\b|\bto\b|noon/i.test(text));

/** Whether all other words are a plan with a time, or resemble one: "at 9 on tusday in lisbn". */
function hasTimeBesides(part: string, text: string): boolean {
  const others = ` ${text}`.replace(` ${part}`, ' ').replace(/ +/g, ' ').trim();
  const plan = parsePlanWords(others);
  if (!plan || others === text) return false;
  if (!('about' in plan)) return isSureTime(plan, others);
  return plan.nearest.length > 0 && hasTimeBesides(plan.part, others);
}

/** "9" and "930"; "101" and years near this one are none. */
function isHour(text: string, today: string): boolean {
  const yearsAway = Math.abs(Number(text) - Number(today.slice(0, 4)));
  return /^(?:\d{1,2}|\d{1,2}[0-5][05])$/.test(text) && yearsAway > maxYearsAway;
}

/** Years near this one that a number of four digits may be. */
const maxYearsAway = 3;

/** A short line that begins with a time is about a plan, also if it can't be read. */
const clockTime = /^(?:(?:at )?\d{1,2}[:.]\d{2}(?:[ap]m)?(?: \S+){0,2}|at \d{1,3})$/i;

/** Words that order something, with the command that is meant by them. */
const orders = new Map(
  Object.entries({
    ...{ change: 'on', time: 'on', zone: 'on', timezone: 'on', tz: 'on', day: 'on', days: 'on' },
    ...{ delete: 'off', stop: 'off', mute: 'pause', undo: 'resume', continue: 'resume' },
    ...{ on: 'on', off: 'off' },
  }),
);

/** Words that say nothing about a plan but that it is meant. */
const planWords =
  /^(?:the|my|our|a|to|it|them|this|these|all|me|tips?|show|channel|time|zone|timezone|days?|at|for|from|now|again|in|on|off|turn|here|daily|everything)$/i;

/**
 * A line that looks like an order and is none: its other words are parts of a plan, as in "zone
 * London" or "change to 10:00". A search must not answer it, as if nothing had been ordered.
 */
function unreadOrder(first: string, text: string, rest: string): Problem | undefined {
  const order = orders.get(first);
  if (order === undefined || text.length > maxOrderLength) return undefined;
  const all = rest.split(' ').filter((word) => word !== '');
  const says = (word: string) => !planWords.test(word);
  const left = all.filter(says).join(' ');
  if (left === '') {
    const isClear = order !== first && !/\boff\b/i.test(rest);
    const nearest = isClear ? ordersIn(text, order) : [];
    return order === first && rest !== '' && !/^(?:it|tips?|the tips?)$/i.test(rest)
      ? undefined
      : { about: 'word', part: text, nearest };
  }
  const plan = order === 'on' && order !== first ? parsePlanWords(left) : undefined;
  if (plan && !('about' in plan) && isSurePlan(plan, left))
    return { about: 'word', part: text, nearest: [`/care tips on ${left}`] };
  if (plan && 'about' in plan && plan.about !== 'word' && plan.about !== 'twice') return plan;
  const named = all.slice(all.findIndex(says), all.findLastIndex(says) + 1);
  if (!/^(?:zone|timezone|tz|time zone)\b/i.test(text)) return undefined;
  const part = named.join(' ');
  const near = named.length === 1 && part.length >= shortestZone ? parseZone(part, 1) : undefined;
  const nearest = near && 'nearest' in near ? near.nearest.map(zoneName) : [];
  const isZone = isCapital.test(left) || nearest.length > 0;
  return isZone ? { about: 'zone', part, nearest } : undefined;
}

/** Letters of a misspelt name; "zone out" is none. */
const shortestZone = 4;

/** A name that nobody knows begins with one: "zone Foo the Bar", not "timezone is wrong here". */
const isCapital = /^\p{Lu}/u;

/** Characters; longer lines are sentences. */
const maxOrderLength = 80;

/** "time 9" is an order; in "3 angry customers" a bare number is none. */
const isSurePlan = ({ time, days, zone }: PlanWords, text: string): boolean =>
  days !== undefined || zone !== undefined || (time !== undefined && /^[\d:.h apm]+$/i.test(text));

function split(text: string): [string, string] {
  const [, first = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  return [first, rest];
}
