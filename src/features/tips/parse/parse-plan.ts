import type { ParseResult } from '../../../calendar/parse/parse-result.ts';
import { parseTimeOfDay } from '../../../calendar/parse/time-of-day.ts';
import { parseWeekdays } from '../../../calendar/parse/weekdays.ts';
import { parseZone, zonesNamed } from '../../../calendar/parse/zones.ts';
import type { Weekday } from '../../../calendar/rule.ts';
import { plainName } from '../../../text/nearest-names.ts';
import type { PlanWords, Problem } from './parse-command.ts';

type Words = PlanWords & { readonly typedZone: string | undefined };

/** Words that only hold a sentence together. */
const fillers = new Set(['at', 'in', 'on', 'every', 'each', 'the', 'and', 'from', 'time', 'zone']);

/** Names of zones are the longest thing here, as in `Salt Lake City`; a list of days is longer, but falls into pieces. */
const longestSpan = 7;

/** Nobody needs more for a plan. */
const mostWords = 40;

/** With more words that were not understood it is a sentence. */
const mostStrangers = 4;

/** The time, days and zone of a plan, in any order. `undefined` where the words speak of something else. */
export function parsePlanWords(text: string): Words | Problem | undefined {
  if (text.split(/\s+/).length > mostWords) return undefined;
  const pieces = piecesOf(text);
  if (pieces.length === 0 && text !== '') return undefined;
  const times = pieces.filter((piece) => piece.kind === 'time');
  const zones = pieces.filter((piece) => piece.kind === 'zone');
  const strangers = pieces.filter((piece) => piece.kind === 'unknown');
  if (strangers.length > mostStrangers) return undefined;
  if (strangers.length > 0) return problemWith(pieces, strangers);
  const second = times[1] ?? zones[1];
  if (second) return { about: 'twice', part: second.text, nearest: [] };
  const days = new Set(pieces.flatMap((piece) => (piece.kind === 'days' ? piece.days : [])));
  return {
    time: times[0]?.time,
    days: days.size > 0 ? [...days].sort((a, b) => a - b) : undefined,
    zone: zones[0]?.zone,
    typedZone: zones[0]?.text,
  };
}

type Piece = { readonly text: string } & (
  | { readonly kind: 'time'; readonly time: string }
  | { readonly kind: 'days'; readonly days: readonly Weekday[] }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'unknown' }
);

/** The longest run of words that is a time, days or a zone, then the next; what is none of them stays a word. */
function piecesOf(text: string): readonly Piece[] {
  const words = [...text.matchAll(/\S+/g)];
  const pieces: Piece[] = [];
  for (let from = 0; from < words.length; ) {
    let length = Math.min(longestSpan, words.length - from);
    let piece: Piece | undefined;
    for (; length > 0; length -= 1) {
      const [first, last] = [words[from], words[from + length - 1]] as [
        RegExpExecArray,
        RegExpExecArray,
      ];
      const span = text.slice(first.index, last.index + last[0].length).replace(/[,;]+$/, '');
      piece = pieceOf(span, length === 1);
      if (piece) break;
    }
    if (piece) pieces.push(piece);
    from += Math.max(1, length);
  }
  return pieces.filter((piece) => piece.kind !== 'unknown' || !isFiller(piece.text));
}

function isFiller(word: string): boolean {
  return word === '' || /^[-–&,;]+$/.test(word) || fillers.has(word.toLowerCase());
}

function pieceOf(text: string, isLast: boolean): Piece | undefined {
  const time = parseTimeOfDay(text);
  if ('value' in time) return { kind: 'time', text, time: time.value };
  const days = parseWeekdays(text);
  if ('value' in days) return { kind: 'days', text, days: days.value };
  const [zone, ...others] = zonesNamed(text) ?? [];
  if (zone !== undefined && others.length === 0) return { kind: 'zone', text, zone };
  return isLast ? { kind: 'unknown', text } : undefined;
}

/**
 * The first thing that was not understood. Where nothing was understood for certain, and something is like none of what could
 * stand here, it is no problem: it is a sentence, as "tips on time management" is one, and "on quiet Monday mornings".
 */
function problemWith(pieces: readonly Piece[], strangers: readonly Piece[]): Problem | undefined {
  const problems = withNeighbours(pieces, strangers);
  const words = problems.filter(isNothingOfAPlan).length;
  if (words > 0 && !pieces.some(isCertain)) return undefined;
  if (words > 1 && !pieces.some(({ kind }) => kind === 'time')) return undefined;
  return problems.find(({ about }) => about !== 'word') ?? problems[0];
}

/** A bare number may be anything, and so may "we", which is Wednesday too. */
function isCertain({ kind, text }: Piece): boolean {
  return kind !== 'unknown' && !/^(?:\d+|[a-z]{2})$/i.test(text);
}

/** Many words are near to some city: "name" to Nome, "funeral" to Funchal. */
function isNothingOfAPlan({ about, part }: Problem): boolean {
  if (about !== 'zone') return about === 'word';
  const isShort = /^\p{L}{1,5}$/u.test(part) && !/^[A-Z]+$/.test(part);
  return isShort || nearestOf(parseZone(part, 1)).length === 0;
}

/** Two words that were not understood may be one thing, misspelt: "new yrok". */
function withNeighbours(pieces: readonly Piece[], strangers: readonly Piece[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (let index = 0; index < strangers.length; index += 1) {
    const one = strangers[index] as Piece;
    const next = strangers[index + 1];
    const together = next && pieces.indexOf(next) === pieces.indexOf(one) + 1;
    const both = together ? zoneProblem(`${one.text} ${next.text}`) : undefined;
    if (both) index += 1;
    problems.push(both ?? problemOf(one.text));
  }
  return problems;
}

function problemOf(part: string): Problem {
  if (/^\d/.test(part)) return { about: 'time', part, nearest: nearestOf(parseTimeOfDay(part)) };
  for (const day of part.split(/[,;]/)) {
    const nearest = nearestOf(parseWeekdays(day));
    if (nearest.length > 0) return { about: 'days', part: day, nearest };
  }
  return zoneProblem(part) ?? { about: part.includes('/') ? 'zone' : 'word', part, nearest: [] };
}

function zoneProblem(part: string): Problem | undefined {
  const nearest = nearestOf(parseZone(part));
  return nearest.length > 0 && plainName(part) !== ''
    ? { about: 'zone', part, nearest }
    : undefined;
}

function nearestOf(result: ParseResult<unknown>): readonly string[] {
  return 'nearest' in result ? result.nearest : [];
}
