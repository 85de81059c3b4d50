import { plainName } from '../../text/nearest-names.ts';
import type { Weekday } from '../rule.ts';
import type { ParseResult } from './parse-result.ts';
import { parseTimeOfDay } from './time-of-day.ts';
import { parseWeekdays } from './weekdays.ts';
import { zoneName } from './zone-names.ts';
import { parseZone, zonesNamed } from './zones.ts';

/** When something recurs; `undefined` for what was not said. */
export type PlanWords = {
  readonly time: string | undefined;
  readonly days: readonly Weekday[] | undefined;
  readonly zone: string | undefined;
};

/** A part that was not understood; `word`: not recognised at all; `twice`: a second time or zone. */
type Problem = {
  readonly about: 'time' | 'days' | 'zone' | 'twice' | 'word';
  readonly part: string;
  /** Suggestions for `part`, the likeliest first. */
  readonly nearest: readonly string[];
};

type Words = PlanWords & { readonly typedZone: string | undefined };

/** Words without a meaning of their own. */
const fillers = new Set(['at', 'in', 'on', 'every', 'each', 'the', 'and', 'from', 'time', 'zone']);

/** Words in the longest name of a zone; lists of days are parsed in pieces. */
const longestSpan = 7;

/** A text with more words is not a plan. */
const maxWords = 40;

/** A text with more unknown words is a sentence. */
const maxUnknown = 4;

/** Time, days and zone, in any order; `undefined` if the text is about something else. */
export function parsePlanWords(text: string): Words | Problem | undefined {
  const pieces = piecesOf(text);
  const unknown = pieces.filter((piece) => piece.kind === 'unknown');
  if (unknown.length > maxUnknown) return undefined;
  return unknown.length > 0 ? problemWith(pieces, unknown) : wordsOf(pieces, text);
}

/** The same where every word is understood. Fast, as it looks for no misspelt names. */
export function planIn(text: string): PlanWords | undefined {
  const pieces = piecesOf(text);
  if (pieces.some(({ kind }) => kind === 'unknown')) return undefined;
  const words = wordsOf(pieces, text);
  return words && 'about' in words ? undefined : words;
}

function wordsOf(pieces: readonly Piece[], text: string): Words | Problem | undefined {
  if (pieces.length === 0 && text !== '') return undefined;
  const times = pieces.filter((piece) => piece.kind === 'time');
  const zones = pieces.filter((piece) => piece.kind === 'zone');
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

/** `isSure`: not a bare number. */
type Piece = { readonly text: string } & (
  | { readonly kind: 'time'; readonly time: string; readonly isSure: boolean }
  | { readonly kind: 'days'; readonly days: readonly Weekday[] }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'unknown' }
);

const closingCommas = /(?<![,;])[,;]+$/;

/** The longest runs of words that are a time, days or a zone; other words stay single. None in a long text. */
function piecesOf(text: string): readonly Piece[] {
  const words = [...text.matchAll(/\S+/g)];
  if (words.length > maxWords) return [];
  const pieces: Piece[] = [];
  for (let from = 0; from < words.length; ) {
    let length = Math.min(longestSpan, words.length - from);
    let piece: Piece | undefined;
    for (; length > 0; length -= 1) {
      const [first, last] = [words[from], words[from + length - 1]] as [
        RegExpExecArray,
        RegExpExecArray,
      ];
      const span = text.slice(first.index, last.index + last[0].length).replace(closingCommas, '');
      piece = pieceOf(span, length === 1);
      if (piece) break;
    }
    const isBehindAt = pieces.at(-1)?.text.toLowerCase() === 'at';
    if (piece)
      pieces.push(piece.kind === 'time' && isBehindAt ? { ...piece, isSure: true } : piece);
    from += Math.max(1, length);
  }
  return pieces.filter((piece) => piece.kind !== 'unknown' || !isFiller(piece.text));
}

function isFiller(word: string): boolean {
  return word === '' || /^[-–&,;]+$/.test(word) || fillers.has(word.toLowerCase());
}

function pieceOf(text: string, isLast: boolean): Piece | undefined {
  const time = parseTimeOfDay(text);
  if ('value' in time) return { kind: 'time', text, time: time.value, isSure: !/^\d+$/.test(text) };
  const days = parseWeekdays(text);
  if ('value' in days) return { kind: 'days', text, days: days.value };
  const [zone, ...others] = zonesNamed(text) ?? [];
  if (zone !== undefined && others.length === 0) return { kind: 'zone', text, zone };
  return isLast ? { kind: 'unknown', text } : undefined;
}

/**
 * The first piece that was not understood. `undefined` if the text is a sentence, such as "tips
 * on time management" or "on quiet Monday mornings": nothing in it is certain, and some words
 * resemble no part of a plan.
 */
function problemWith(pieces: readonly Piece[], unknown: readonly Piece[]): Problem | undefined {
  const problems = problemsOf(pieces, unknown);
  const words = problems.filter(isUnlikePlan).length;
  if (words > 0 && !pieces.some(isCertain)) return undefined;
  if (words > 1 && !pieces.some(({ kind }) => kind === 'time')) return undefined;
  return problems.find(({ about }) => about !== 'word') ?? problems[0];
}

/** A word like "we", which also means Wednesday, is not. */
function isCertain(piece: Piece): boolean {
  if (piece.kind === 'time') return piece.isSure;
  return piece.kind !== 'unknown' && !/^[a-z]{2}$/i.test(piece.text);
}

/** Many words resemble some city: "name" Nome, "funeral" Funchal. */
function isUnlikePlan({ about, part }: Problem): boolean {
  if (about !== 'zone') return about === 'word';
  const isShort = /^\p{L}{1,5}$/u.test(part) && !/^[A-Z]+$/.test(part);
  return isShort || nearestOf(parseZone(part, 1)).length === 0;
}

/** Two unknown words in a row may be one misspelt zone: "new yrok". */
function problemsOf(pieces: readonly Piece[], unknown: readonly Piece[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (let index = 0; index < unknown.length; index += 1) {
    const one = unknown[index] as Piece;
    const next = unknown[index + 1];
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
  const nearest = nearestOf(parseZone(part)).map(zoneName);
  return nearest.length > 0 && plainName(part) !== ''
    ? { about: 'zone', part, nearest }
    : undefined;
}

function nearestOf(result: ParseResult<unknown>): readonly string[] {
  return 'nearest' in result ? result.nearest : [];
}
