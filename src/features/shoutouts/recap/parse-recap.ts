import { type PlanWords, parsePlanWords } from '../../../calendar/parse/plan-words.ts';
import type { Weekday } from '../../../calendar/rule.ts';
import { nearestNames } from '../../../text/nearest-names.ts';
import type { RecapWords } from './plan.ts';

export type RecapCommand =
  | { readonly kind: 'show' | 'off' | 'now' }
  | ({ readonly kind: 'on' } & RecapWords)
  | RecapProblem;

/** `several`: more than one day; a recap comes once a week. */
export type RecapProblem = {
  readonly kind: 'problem';
  readonly about: 'time' | 'days' | 'zone' | 'twice' | 'word' | 'several' | 'long';
  /** The part that was not understood. */
  readonly part: string;
  /** Suggestions for `part`, the likeliest first. */
  readonly nearest: readonly string[];
};

/** Characters; no order is longer. */
const maxTextLength = 300;

const kinds = new Map<string, 'show' | 'off' | 'now' | 'on'>(
  Object.entries({ show: 'show', off: 'off', now: 'now', on: 'on' }),
);

/** Words that order something, with the command that is meant by them. */
const orders = new Map<string, string>(
  Object.entries({
    ...{ change: 'on', turn: 'on', time: 'on', zone: 'on', timezone: 'on', day: 'on' },
    ...{ delete: 'off', today: 'now', share: 'now' },
  }),
);

/** What every recap is. */
const weekly = /\b(?:weekly|(?:once )?(?:a|every|each) week)\b/gi;

/** Words that say nothing but that a recap is meant. */
const recapWords = /^(?:(?:the|a|an|it|my|our|this|weekly|recaps?|channel|again|here) ?)+$/i;

/**
 * Parses the text after `/care recap`; `undefined` if it is no order but a search. Expects
 * normalised text.
 */
export function parseRecap(text: string): RecapCommand | undefined {
  const typed = text
    .replace(/\s+/g, ' ')
    .replace(/(?<![ .!?])[ .!?]+$/, '')
    .trim();
  if (typed.length > maxTextLength)
    return { kind: 'problem', about: 'long', part: typed, nearest: [] };
  const [, first = '', rest = ''] = /^(\S*) ?(.*)$/.exec(typed) ?? [];
  const word = first.toLowerCase();
  if (typed === '') return { kind: 'show' };
  const kind = kinds.get(word);
  if (kind === 'on') return parseOn(rest) ?? (isSentence(rest) ? undefined : problem('word', rest));
  if (kind) return rest === '' || recapWords.test(rest) ? { kind } : afterKind(kind, typed);
  const order = orders.get(word);
  if (order !== undefined) return afterOrder(order, typed, rest);
  const [near] = word.length < 3 ? [] : nearestNames(word, kinds.keys(), 1, 1);
  const plan = parseOn(typed);
  if (plan && (plan.kind === 'on' || near === undefined)) return isSure(plan) ? plan : undefined;
  return near !== undefined && (rest === '' || parseOn(rest)?.kind === 'on')
    ? problem('word', first, [near])
    : undefined;
}

/** As in "on the phone with angry people". */
const isSentence = (text: string): boolean => text.split(' ').length > 3;

/** "off Friday" and the like; a sentence, such as "end of a long day", is a search. */
const afterKind = (kind: string, typed: string): RecapProblem | undefined =>
  parseOn(typed.slice(typed.indexOf(' ') + 1))
    ? problem('word', typed, [`/care recap ${kind}`])
    : undefined;

/** "change to Friday", "turn off": looks like an order, and is none. */
function afterOrder(order: string, typed: string, rest: string): RecapProblem | undefined {
  const isOff = /\boff\b/i.test(rest);
  const left = rest.replace(/\b(?:on|off|to|at|for|until)\b ?/gi, '').trim();
  if (left === '' || recapWords.test(left))
    return problem('word', typed, [`/care recap ${isOff ? 'off' : order}`]);
  const plan = parseOn(left);
  if (plan?.kind !== 'on' || !isSure(plan)) return undefined;
  return problem('word', typed, [`/care recap ${order === 'on' ? `on ${left}` : order}`]);
}

/** Certain enough to change something although "on" wasn't typed. */
const isSure = (plan: RecapCommand): boolean =>
  plan.kind !== 'on' || plan.day !== undefined || plan.time !== undefined;

function parseOn(rest: string): Extract<RecapCommand, { kind: 'on' | 'problem' }> | undefined {
  const said = rest.replace(weekly, ' ').replace(/\s+/g, ' ').trim();
  if (said === '') return { kind: 'on' };
  const words = parsePlanWords(said);
  if (!words) return undefined;
  if ('about' in words) return { kind: 'problem', ...words };
  return onWith(words, said);
}

function onWith({ time, days = [], zone }: PlanWords, part: string) {
  if (days.length > 1) return problem('several', part);
  const [day] = days as readonly [Weekday?];
  return { kind: 'on', time, day, zone } as const;
}

const problem = (
  about: RecapProblem['about'],
  part: string,
  nearest: readonly string[] = [],
): RecapProblem => ({ kind: 'problem', about, part, nearest });
