import { unescapeMrkdwn } from '../../../slack/ui/mrkdwn.ts';
import { memoized } from './joining-words.ts';
import type { Naming } from './parse-mentions.ts';

/** A skill named without `#`. `rest` is the text without it; `undefined` if nothing is cut off. */
export type BareSkill = {
  readonly skill?: string | undefined;
  /** May be meant as the skill, or be just a word of the text. */
  readonly suggested?: string | undefined;
  readonly rest?: string;
};

const upToDelimiter = /^(?<name>[^\n:<>]{1,60}?)\s{0,9}(?<delimiter>:|\n|-(?=\s)|$)/;
const words = /[^\s,.;:!?<>]+/g;
const maxWords = 6;

/**
 * The skill named directly after the people, where it is unambiguous: its title or id before a
 * delimiter ("patience: she waited"), or after "for" or a possessive ("for her patience with me"),
 * where it is a part of the text unless that begins behind it ("for patience, she waited").
 * An alias counts only before a colon. Directly before a sentence ("patience he waited") it is only
 * suggested, and cut off as well. Expects normalised text.
 */
export function bareSkill({ skills, joining }: Naming, text: string): BareSkill {
  const { lead, joinedByWord, courtesy, ends, goesOn } = patternsFor(joining);
  const start = lead.exec(text);
  const isJoined = joinedByWord.test(start?.groups?.joiner ?? '');
  const afterLead = text.slice(start?.[0].length ?? 0);
  const first = upToDelimiter.exec(afterLead);
  const { name = '', delimiter = '' } = first?.groups ?? {};
  const delimited = skills.find(unescapeMrkdwn(name));
  const isCertain = delimited?.by === 'name' || (delimiter === ':' && !courtesy.test(name));
  if (delimited && isCertain && (delimiter || !isJoined))
    return { skill: delimited.id, rest: afterLead.slice(first?.[0].length) };
  const begins = firstWords(afterLead);
  const candidates = begins.map((some) => skills.find(unescapeMrkdwn(some)));
  const named = candidates.find((skill) => skill?.by === 'name');
  const [length = 0] = begins
    .filter((_, at) => candidates[at] === named)
    .map((some) => some.length);
  const rest = afterLead.slice(length);
  if (isJoined && named) return { skill: named.id, ...(ends.test(rest) ? { rest } : {}) };
  if (named && !goesOn.test(rest)) return { suggested: named.id, rest };
  return { suggested: (named ?? candidates.find(Boolean))?.id };
}

const patternsFor = memoized((joining) => ({
  lead: new RegExp(
    `^\\s*(?<joiner>(?:'s?|${joining.for})\\s+(?:(?:${joining.their})\\s+)*|[,:]\\s*|-\\s+)?`,
    'i',
  ),
  joinedByWord: new RegExp(`^(?:${joining.for}|')`, 'i'),
  /** Before a colon these are thanks ("well done: …"), not the name of a skill. */
  courtesy: new RegExp(`^(?:${joining.praise}|${joining.thanks})$`, 'i'),
  /** Before a new sentence ("for patience, she waited"), unless more is listed ("patience, …, and …"). */
  ends: new RegExp(
    `^(?:[.;!]|,(?!(?:\\s+\\S+){0,2}\\s+(?:${joining.and})\\s))\\s+\\S+\\s+\\S`,
    'iu',
  ),
  /** Words after which a skill's name is the subject of a sentence: "patience is her name". */
  goesOn: new RegExp(
    `^[ ,]*(?:(?:${joining.is}|${joining.and}|${joining.to})(?![\\p{L}\\p{N}])|'|$)`,
    'iu',
  ),
}));

/** The beginnings of a text of up to six words, the longest first. */
function firstWords(text: string): string[] {
  const matches = [...text.slice(0, 100).matchAll(words)].slice(0, maxWords);
  return matches.map(({ index, 0: word }) => text.slice(0, index + word.length)).reverse();
}
