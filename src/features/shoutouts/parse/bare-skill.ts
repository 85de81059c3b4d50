import { unescaped } from './references.ts';
import type { SkillNames } from './skill-names.ts';

/** A skill without its sign. `rest` is what is left to be the text; `undefined` where all of it stays. */
export type BareSkill = {
  readonly skill?: string | undefined;
  /** May be meant, may be just a word of the text. */
  readonly suggested?: string | undefined;
  readonly rest?: string;
};

const lead =
  /^\s*(?<joined>(?:['’]s?|for)\s+(?:(?:her|his|their|your|the|such|so much|all the|great)\s+)*|[,:]\s*|[-–—]\s+)?/i;
const upToDelimiter = /^(?<name>[^\n:–—<>]{1,60}?)\s*(?<end>:|\n|[-–—](?=\s)|$)/;
/** With a colon behind them these are what people say, not what they thank for. */
const courtesy =
  /^(?:thanks|thank you|thankful|well done|good job|great work|kudos|praise|compliments?|sorry|apology|apologies)$/i;
const words = /[^\s,.;:!?<>]+/g;
const mostWords = 6;

/**
 * The skill that stands directly behind the people, where it is unmistakable: its title or id with a delimiter behind it
 * ("patience: she waited"), or after "for" or a possessive ("for her patience with me"); an alias only before a colon.
 */
export function bareSkill(skills: SkillNames, text: string): BareSkill {
  const start = lead.exec(text);
  const joined = /^(?:for|['’])/i.test(start?.groups?.joined ?? '');
  const behind = text.slice(start?.[0].length ?? 0);
  const { name = '', end = '' } = upToDelimiter.exec(behind)?.groups ?? {};
  const found = skills.find(unescaped(name));
  const certain = found?.by === 'name' || (end === ':' && !courtesy.test(name));
  if (found && certain && (end || !joined))
    return { skill: found.id, rest: behind.slice(upToDelimiter.exec(behind)?.[0].length) };
  const begins = firstWords(behind).map((some) => skills.find(unescaped(some)));
  const named = begins.find((skill) => skill?.by === 'name');
  if (joined && named) return { skill: named.id };
  return { suggested: (named ?? begins.find(Boolean))?.id };
}

/** The first words of a text, the most of them first. */
function firstWords(text: string): string[] {
  const ends = [...text.slice(0, 100).matchAll(words)].slice(0, mostWords);
  return ends.map(({ index, 0: word }) => text.slice(0, index + word.length)).reverse();
}
