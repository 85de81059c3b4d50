import { normalizeTyped, tailOf } from '../../../text/normalize.ts';
import { bareSkill } from './bare-skill.ts';
import { memoized } from './joining-words.ts';
import {
  type NamedSkill,
  type Naming,
  parseMentions,
  parseSkill,
  withoutJoining,
} from './parse-mentions.ts';
import { plainWords } from './references.ts';

/** The parts of what was typed after `/shoutout`. */
export type TypedShoutout = {
  /** The ids of the people mentioned individually. */
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** Names typed in place of people that Slack didn't turn into a mention; empty for none. */
  readonly unknownPeople: string;
  /** The skill's id. */
  readonly skill: string | undefined;
  /**
   * A name after `#` that is no skill; empty for a private channel, whose name Slack doesn't send.
   */
  readonly unknownSkill: string | undefined;
  /** A skill that may be meant: the form starts with it. */
  readonly suggestedSkill: string | undefined;
  /** The skills named with `#`, if they are several: only one can be thanked for. */
  readonly severalSkills: readonly string[];
  /** People mentioned in the text, if nobody is mentioned before it: the form starts with them. */
  readonly suggestedPeople: readonly string[];
  /** The moment of care, as typed, with names instead of mentions. */
  readonly text: string;
  readonly missing: readonly ('people' | 'skill' | 'text')[];
};

/** Everything after `::` is text, even if it looks like a skill. */
const textMark = /^\s*::/;
/** A colon, unless it begins an emoji such as `:tada:`. */
const colon = ":(?![:]|[a-z0-9_+'-]{1,60}:)";
const afterSkill = new RegExp(`^\\s*(?:,|${colon})`);
/** Signs that close a name: `#patience. She …`, `#patience! …`. */
const closingMarks = /^[.!?,;"')\]]+/;
const delimiter = new RegExp(`^\\s*(?:[,;•·→]|[-=]{0,2}&gt;|${colon}|-+(?=[\\s\\p{L}<"'(&]))`, 'u');
const tags = /(?<=^|\s)<?#/g;
const mentions = /<@(?<id>[UW][A-Z0-9]*)/g;
const atName = String.raw`@[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*`;
/** Names with @ that Slack didn't turn into mentions. */
const plainAt = memoized(
  ({ and }) =>
    new RegExp(`^\\s*(?<names>${atName}(?:(?:[\\s,;+/]|(?:${and})\\s)*${atName})*)`, 'iu'),
);
/** Before a few words behind a mention that are a name as well: "@ana and dev #patience …". */
const joined = memoized(({ and }) => new RegExp(`^\\s*(?:[+/]|&amp;|(?:${and})(?=\\s))`, 'iu'));
/** A few words directly before the skill: "dev #patience …", "Ben and Cleo #patience …". */
const plainNames = /^\s*(?<names>[^\s<>#:]+(?:\s[^\s<>#:]+){0,4})\s+(?=#)/;

/** UTF-16 code units. Longer texts are refused before they are parsed. */
const maxLength = 8000;

/** Tags that are looked at for a skill, and the characters of each. */
const [maxTags, maxTagLength] = [20, 200];

/**
 * Parses what Slack sends for `/shoutout` (`should_escape`) or in a message: people and skill
 * first, in either order, then the text. Joining words belong to the text unless another person or
 * the skill follows them.
 */
export function parseShoutout(naming: Naming, typed: string): TypedShoutout {
  const written = withoutQuotes(typed.slice(0, maxLength));
  const { people, groups, owner, unknownPeople, named, several, rest } = parsePeopleAndSkill(
    naming,
    normalizeTyped(written),
  );
  const isMarked = textMark.test(rest);
  const bare = named || isMarked ? {} : bareSkill(naming, rest);
  const textRest = isMarked
    ? rest.replace(textMark, '')
    : owner && bare.rest === undefined
      ? rest
      : withoutDelimiter(bare.rest ?? rest);
  const escapedText =
    (bare.rest === undefined ? (owner ?? '') : '') + tailOf(written, textRest.length);
  const skill = several.length > 0 ? undefined : (named?.skill ?? bare.skill);
  const isNobody = people.length + groups.length === 0;
  const text = plainWords(escapedText, naming.nameOf, naming.hidden).trim();
  return {
    people,
    groups,
    unknownPeople,
    skill,
    unknownSkill: named && !named.skill ? named.name : undefined,
    suggestedSkill: skill
      ? undefined
      : (several[0] ?? bare.suggested ?? (isMarked ? undefined : taggedSkill(naming, textRest))),
    severalSkills: several,
    suggestedPeople: isNobody ? mentionedPeople(escapedText) : [],
    text,
    missing: [
      ...(isNobody || unknownPeople ? (['people'] as const) : []),
      ...(skill ? [] : (['skill'] as const)),
      ...(text ? [] : (['text'] as const)),
    ],
  };
}

/** A whole command in quotation marks is the command. */
function withoutQuotes(typed: string): string {
  const trimmed = typed.trim();
  const isQuote = (sign: string) => normalizeTyped(sign) === '"';
  return trimmed.length > 2 && isQuote(trimmed.charAt(0)) && isQuote(trimmed.slice(-1))
    ? trimmed.slice(1, -1)
    : typed;
}

/** Without the signs that separate people and skill from the text. */
function withoutDelimiter(rest: string): string {
  let text = rest.replace(closingMarks, '');
  for (;;) {
    const shorter = text.replace(delimiter, '');
    if (shorter === text) return text;
    text = shorter;
  }
}

function parsePeopleAndSkill(naming: Naming, typed: string) {
  const first = parseMentions(naming, typed);
  const isNobody = first.people.length + first.groups.length === 0;
  const named = first.owner ? undefined : parseSkill(naming, first.rest);
  const unknown = first.owner || named ? undefined : unknownNames(naming, first.rest, isNobody);
  if (unknown) {
    const { unknownPeople, rest } = unknown;
    const more = parseMentions(naming, rest);
    return {
      ...more,
      people: [...new Set([...first.people, ...more.people])],
      groups: [...new Set([...first.groups, ...more.groups])],
      unknownPeople,
      ...withSkills(naming, parseSkill(naming, more.rest), more.rest),
    };
  }
  const unknownPeople = '';
  const skills = withSkills(naming, named, first.rest);
  if (!named || !isNobody) return { ...first, unknownPeople, ...skills };
  const people = parseMentions(naming, skills.rest.replace(afterSkill, ''));
  return { ...people, unknownPeople, ...withMoreSkills(naming, skills, people.rest) };
}

/** Names in place of mentions: before the skill, or beside people who are mentioned. */
function unknownNames(naming: Naming, text: string, isNobody: boolean) {
  const next = withoutJoining(naming, text);
  const isName = isNobody || joined(naming.joining).test(text);
  const at = plainAt(naming.joining).exec(next) ?? (isName ? plainNames.exec(next) : null);
  if (!at) return undefined;
  const rest = next.slice(at[0].length);
  const isCertain = isNobody && text.trimStart().startsWith('@');
  if (!isCertain && !parseSkill(naming, parseMentions(naming, rest).rest)?.skill) return undefined;
  return { unknownPeople: at.groups?.names ?? '', rest };
}

type Skills = {
  readonly named: NamedSkill | undefined;
  /** If they are several. */
  readonly several: readonly string[];
  readonly rest: string;
};

/** The skill, and `several` with it if more skills follow directly. */
const withSkills = (naming: Naming, named: NamedSkill | undefined, text: string): Skills =>
  withMoreSkills(naming, { named, several: [], rest: text }, named ? named.rest : text);

function withMoreSkills(naming: Naming, { named, several }: Skills, text: string): Skills {
  let rest = text;
  const found = new Set(several);
  if (named?.skill) {
    found.add(named.skill);
    for (;;) {
      const next: NamedSkill | undefined = /^[\s\p{P}+]*(?:\p{L}+\s+)?<?#/u.test(rest.slice(0, 40))
        ? parseSkill(naming, rest)
        : undefined;
      if (!next?.skill) break;
      found.add(next.skill);
      rest = next.rest;
    }
  }
  return { named, several: found.size > 1 ? [...found] : [], rest };
}

/** The first skill named with `#` in the text, such as after a name that Slack didn't know. */
function taggedSkill(naming: Naming, text: string): string | undefined {
  for (const { index } of text.matchAll(tags).take(maxTags)) {
    const skill = parseSkill(naming, text.slice(index, index + maxTagLength))?.skill;
    if (skill) return skill;
  }
  return undefined;
}

function mentionedPeople(text: string): readonly string[] {
  return [...new Set([...text.matchAll(mentions)].map(({ groups }) => groups?.id ?? ''))];
}
