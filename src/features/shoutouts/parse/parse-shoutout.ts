import { bareSkill } from './bare-skill.ts';
import { type Naming, parseMentions, parseSkill } from './parse-mentions.ts';
import { plainWords } from './references.ts';

/** The parts of what was typed after `/shoutout`. */
export type TypedShoutout = {
  /** The ids of the people mentioned individually. */
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** The skill's id. */
  readonly skill: string | undefined;
  /**
   * A name after `#` that is no skill; empty for a private channel, whose name Slack doesn't send.
   */
  readonly unknownSkill: string | undefined;
  /** A skill that may be meant: the form starts with it. */
  readonly suggestedSkill: string | undefined;
  /** People mentioned in the text, if nobody is mentioned before it: the form starts with them. */
  readonly suggestedPeople: readonly string[];
  /** The moment of care, as typed, with names instead of mentions. */
  readonly text: string;
  readonly missing: readonly ('people' | 'skill' | 'text')[];
};

/** Everything after `::` is text, even if it looks like a skill. */
const textMark = /^\s*::/;
const afterSkill = /^\s*(?:,|:(?!:))/;
const delimiter = /^\s*(?:[:,;]|[-–—](?=\s))?/;
const tags = /(?<=^|\s)<?[#＃]/gu;
const mentions = /<@(?<id>[UW][A-Z0-9]*)/g;

/**
 * Parses what Slack sends for `/shoutout` (`should_escape`) or in a message: people and skill
 * first, in either order, then the text. Joining words belong to the text unless another person or
 * the skill follows them.
 */
export function parseShoutout(naming: Naming, typed: string): TypedShoutout {
  const { people, groups, owner, named, rest } = parsePeopleAndSkill(naming, typed);
  const isMarked = textMark.test(rest);
  const bare = named || isMarked ? {} : bareSkill(naming.skills, rest);
  const escapedText =
    bare.rest ?? `${owner ?? ''}${rest}`.replace(isMarked ? textMark : delimiter, '');
  const skill = named?.skill ?? bare.skill;
  const isNobody = people.length + groups.length === 0;
  const text = plainWords(escapedText, naming.nameOf).trim();
  return {
    people,
    groups,
    skill,
    unknownSkill: named && !named.skill ? named.name : undefined,
    suggestedSkill: skill
      ? undefined
      : (bare.suggested ?? (isNobody ? taggedSkill(naming, escapedText) : undefined)),
    suggestedPeople: isNobody ? mentionedPeople(escapedText) : [],
    text,
    missing: [
      ...(isNobody ? (['people'] as const) : []),
      ...(skill ? [] : (['skill'] as const)),
      ...(text ? [] : (['text'] as const)),
    ],
  };
}

function parsePeopleAndSkill(naming: Naming, typed: string) {
  const first = parseMentions(typed);
  const named = first.owner ? undefined : parseSkill(naming, first.rest);
  if (!named) return { ...first, named };
  const isSkillFirst = first.people.length + first.groups.length === 0;
  return isSkillFirst
    ? { ...parseMentions(named.rest.replace(afterSkill, '')), named }
    : { ...first, named, rest: named.rest };
}

/** The first skill named with `#` in the text, such as after a name that Slack didn't know. */
function taggedSkill(naming: Naming, text: string): string | undefined {
  for (const { index } of text.matchAll(tags)) {
    const skill = parseSkill(naming, text.slice(index))?.skill;
    if (skill) return skill;
  }
  return undefined;
}

function mentionedPeople(text: string): readonly string[] {
  return [...new Set([...text.matchAll(mentions)].map(({ groups }) => groups?.id ?? ''))];
}
