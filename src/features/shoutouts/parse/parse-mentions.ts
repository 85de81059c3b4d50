import { unescapeMrkdwn } from '../../../slack/ui/mrkdwn.ts';
import type { NameOf } from './references.ts';
import type { SkillNames } from './skill-names.ts';

export type Naming = { readonly skills: SkillNames; readonly nameOf: NameOf };

export type People = {
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** The last mention as Slack sent it, if a possessive follows it: "@ana's patience". */
  readonly owner: string | undefined;
  readonly rest: string;
};

const greeting =
  /^(?:(?:a\s+|my\s+)?(?:(?:big|huge|many|special)\s+)*(?:thanks|thank you|thx|kudos|props|cheers|shout-?\s?out|hats off|hi|hey|hello)\b(?:\s+(?:so|very) much|\s+a lot)?[\s,!:]*)?(?:goes\s+)?(?:(?:to|for)\s+)?(?=<(?:@|!subteam\^))/i;
const mention = /^<(?:@(?<person>[UW][A-Z0-9]*)|!subteam\^(?<group>S[A-Z0-9]*))(?:\|[^<>]*)?>/;
const between = /^(?:\s|[,;+]|&amp;|(?:and|plus)(?=[\s<]))*/i;
const possessive = /^['’]s?(?=\s)/i;

/** The mentions at the start of a text, with the words that join them. */
export function parseMentions(text: string): People {
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

export type NamedSkill = {
  /** `undefined` if no skill has the name. */
  readonly skill: string | undefined;
  readonly name: string;
  readonly rest: string;
};

const beforeSkill = /^(?:\s|[,;+]|:(?!:)|&amp;|[-–—](?=\s)|(?:and|for)(?=[\s#＃<]))*/i;
const channel = /^<#(?<id>[A-Z0-9]+)(?:\|(?<label>[^<>]*))?>/;
const word = "\\p{L}(?:[\\p{L}\\p{M}\\p{N}_'’-]*[\\p{L}\\p{M}\\p{N}])?";
const hashWord = new RegExp(`^[#＃](?<name>${word})`, 'u');
const hashWords = [5, 4, 3, 2].map(
  (count) => new RegExp(`^[#＃](?<name>${word}(?: ${word}){${count - 1}})`, 'u'),
);

/** A skill named with `#`, which Slack sends as a channel link if a channel has the name. */
export function parseSkill({ skills, nameOf }: Naming, text: string): NamedSkill | undefined {
  const next = text.replace(beforeSkill, '');
  const link = channel.exec(next);
  if (link) {
    const name = unescapeMrkdwn(link.groups?.label || nameOf(link.groups?.id ?? '') || '');
    return { skill: skills.find(name)?.id, name, rest: next.slice(link[0].length) };
  }
  for (const pattern of hashWords) {
    const found = pattern.exec(next);
    const skill = found && skills.find(nameIn(found));
    if (found && skill?.by === 'name')
      return { skill: skill.id, name: nameIn(found), rest: next.slice(found[0].length) };
  }
  const found = hashWord.exec(next);
  if (!found) return undefined;
  const name = nameIn(found);
  const { id } = skills.find(name) ?? skills.misspelt(name) ?? {};
  return { skill: id, name, rest: next.slice(found[0].length) };
}

const nameIn = (found: RegExpExecArray): string => found.groups?.name ?? '';
