import { unescapeMrkdwn } from '../../../slack/ui/mrkdwn.ts';
import { type JoiningWords, memoized } from './joining-words.ts';
import type { HiddenNames, NameOf } from './references.ts';
import type { SkillNames } from './skill-names.ts';

export type Naming = {
  readonly skills: SkillNames;
  readonly nameOf: NameOf;
  readonly hidden: HiddenNames;
  readonly joining: JoiningWords;
};

export type People = {
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** The last mention, if a possessive follows it: "@ana's patience". */
  readonly owner: string | undefined;
  readonly rest: string;
};

const mention = /^<(?:@(?<person>[UW][A-Z0-9]*)|!subteam\^(?<group>S[A-Z0-9]*))(?:\|[^<>]*)?>/;
/**
 * Emoji, and signs of lists and arrows: beside people and skill they say nothing. No sign may be
 * read in two ways, or many take for ever; a skin tone is an emoji by itself.
 */
const decoration =
  ":[a-z0-9_+'-]{1,60}:|" +
  '\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\u{fe0f}\\u{200d}]*|' +
  '[•·→]|[-=]{1,2}&gt;';
const patternsFor = memoized(({ and, thanks, to, for: because, their }) => ({
  greeting: new RegExp(
    `^(?:(?:${decoration})\\s*)*(?:(?:a\\s+|my\\s+)?(?:(?:big|huge|many|special)\\s+)*(?:${thanks})(?=[\\s,!:<])` +
      `(?:\\s+(?:so|very) much|\\s+a lot)?(?:${decoration}|[\\s,!:])*)?` +
      `(?:goes\\s+)?(?:(?:${to}|${because})\\s+)*(?=<(?:@|!subteam\\^))`,
    'iu',
  ),
  between: new RegExp(`^(?:\\s|${decoration}|[,;+/|-]|&amp;|(?:${and})(?=[\\s<]))*`, 'iu'),
  beforeSkill: beforeSkill(`${and}|${because}`),
  beforeTheirSkill: beforeSkill(`${and}|${because}|${their}`),
}));
const beforeSkill = (words: string): RegExp =>
  new RegExp(
    `^(?:\\s|${decoration}|[,;+/("'[]|:(?!:)|&amp;|-(?=[\\s#<])|(?:${words})(?=[\\s#<]))*`,
    'iu',
  );
const possessive = /^'s?(?=\s)/i;

/** The mentions at the start of a normalised text, with the words that join them. */
export function parseMentions({ joining }: Pick<Naming, 'joining'>, text: string): People {
  const { greeting, between } = patternsFor(joining);
  const people = new Set<string>();
  const groups = new Set<string>();
  let rest = text.trimStart().replace(greeting, '');
  let owner: string | undefined;
  for (;;) {
    const next = rest.replace(between, '');
    const found = mention.exec(next);
    if (!found || owner) return { people: [...people], groups: [...groups], owner, rest };
    const { person, group } = found.groups ?? {};
    if (person) people.add(person);
    if (group) groups.add(group);
    rest = next.slice(found[0].length);
    if (possessive.test(rest)) [owner] = found;
  }
}

/** Without the words and signs that join a person to the one before. */
export const withoutJoining = ({ joining }: Pick<Naming, 'joining'>, text: string): string =>
  text.replace(patternsFor(joining).between, '');

export type NamedSkill = {
  /** `undefined` if no skill has the name. */
  readonly skill: string | undefined;
  readonly name: string;
  readonly rest: string;
};

const channel = /^<#(?<id>[A-Z0-9]+)(?:\|(?<label>[^<>]*))?>/;
const word = "\\p{L}(?:[\\p{L}\\p{M}\\p{N}_'-]*[\\p{L}\\p{M}\\p{N}])?";
const hashWord = new RegExp(`^#(?<name>${word})`, 'u');
let compiled: readonly RegExp[] | undefined;
/** Of several words, the most first. Compiling them takes 3 ms, which a start doesn't need. */
const hashWords = (): readonly RegExp[] =>
  (compiled ??= [5, 4, 3, 2].map(
    (count) => new RegExp(`^#(?<name>${word}(?: ${word}){${count - 1}})`, 'u'),
  ));

/** Characters; no name of a skill is longer. */
const longestName = 100;

/** A skill named with `#`, which Slack sends as a channel link if a channel has the name. */
export function parseSkill(naming: Naming, text: string): NamedSkill | undefined {
  const patterns = patternsFor(naming.joining);
  const named = skillAt(naming, text.replace(patterns.beforeSkill, ''));
  if (named) return named;
  // In "for the #launch" the words before the name are part of the moment.
  const theirs = skillAt(naming, text.replace(patterns.beforeTheirSkill, ''));
  return theirs?.skill ? theirs : undefined;
}

function skillAt({ skills, nameOf }: Naming, next: string): NamedSkill | undefined {
  const link = channel.exec(next);
  if (link) {
    const name = unescapeMrkdwn(link.groups?.label || nameOf(link.groups?.id ?? '') || '');
    return { skill: skills.find(name)?.id, name, rest: next.slice(link[0].length) };
  }
  for (const pattern of hashWords()) {
    const found = pattern.exec(next);
    const skill = found && skills.find(nameIn(found));
    if (found && skill?.by === 'name')
      return { skill: skill.id, name: nameIn(found), rest: next.slice(found[0].length) };
  }
  const found = hashWord.exec(next);
  if (!found) return undefined;
  const name = nameIn(found);
  const whole = skills.find(name) ?? skills.nearlyNamed(name);
  if (!whole) {
    for (const pattern of hashWords()) {
      const more = pattern.exec(next);
      const skill = more && skills.nearlyNamed(nameIn(more));
      if (more && skill)
        return { skill: skill.id, name: nameIn(more), rest: next.slice(more[0].length) };
    }
  }
  const { id } = whole ?? skills.withWord(name) ?? {};
  const beforeDash = id ? undefined : nameBeforeDash(skills, name);
  if (beforeDash) return { ...beforeDash, rest: next.slice(1 + beforeDash.name.length) };
  return { skill: id, name, rest: next.slice(found[0].length) };
}

/** "patience" in "patience-stayed": the longest part before a dash that names a skill. */
function nameBeforeDash(skills: SkillNames, word: string) {
  const parts = word.slice(0, longestName).split('-');
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const name = parts.slice(0, count).join('-');
    const skill = skills.find(name);
    if (skill?.by === 'name') return { skill: skill.id, name };
  }
  return undefined;
}

const nameIn = (found: RegExpExecArray): string => found.groups?.name ?? '';
