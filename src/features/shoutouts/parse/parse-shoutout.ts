import { escapeMrkdwn } from '../../../slack/ui/mrkdwn.ts';
import { bareSkill } from './bare-skill.ts';
import { type Naming, parseMentions, parseSkill } from './parse-mentions.ts';
import { plainWords } from './references.ts';

/** What somebody typed after `/shoutout`. */
export type TypedShoutout = {
  /** The ids of the people thanked, as far as they were mentioned by themselves. */
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** The skill's id. */
  readonly skill: string | undefined;
  /** What was typed for a skill and is none; empty where it is a private channel's name, which Slack keeps to itself. */
  readonly unknownSkill: string | undefined;
  /** A skill that may be meant: for a form to begin with, not to be taken for granted. */
  readonly suggestedSkill: string | undefined;
  /** People who are mentioned in the text, where nobody was mentioned before it: perhaps they are meant. */
  readonly suggestedPeople: readonly string[];
  /** What they did, as it was typed; mentions in it are plain names. */
  readonly text: string;
  readonly missing: readonly ('people' | 'skill' | 'text')[];
};

/** Behind this the rest is text, whatever it looks like. */
const textMark = /^\s*::/;
const behindSkill = /^\s*(?:,|:(?!:))/;
const delimiter = /^\s*(?:[:,;]|[-–—](?=\s))?/;
const tags = /(?<=^|\s)<?[#＃]/gu;
const mentions = /<@(?<id>[UW][A-Z0-9]*)/g;

/**
 * Reads what Slack sends for `/shoutout` (`should_escape`) or in a message: people and skill first, in either order, then the
 * text. Joining words belong to the text unless another person or the skill follows them.
 */
export function parseShoutout(naming: Naming, typed: string): TypedShoutout {
  const { people, groups, owner, named, rest } = readHead(naming, typed);
  const marked = textMark.test(rest);
  const bare = named || marked ? {} : bareSkill(naming.skills, rest);
  const whole = `${owner ?? ''}${rest}`;
  const spoken = bare.rest ?? whole.replace(marked ? textMark : delimiter, '');
  const skill = named?.skill ?? bare.skill;
  const nobody = people.length + groups.length === 0;
  const text = plainWords(spoken, naming.nameOf).trim();
  return {
    people,
    groups,
    skill,
    unknownSkill: named && !named.skill ? named.name : undefined,
    suggestedSkill: skill
      ? undefined
      : (bare.suggested ?? (nobody ? taggedIn(naming, spoken) : undefined)),
    suggestedPeople: nobody ? mentionedIn(spoken) : [],
    text,
    missing: [
      ...(nobody ? (['people'] as const) : []),
      ...(skill ? [] : (['skill'] as const)),
      ...(text ? [] : (['text'] as const)),
    ],
  };
}

function readHead(naming: Naming, typed: string) {
  const first = parseMentions(typed);
  const named = first.owner ? undefined : parseSkill(naming, first.rest);
  if (!named) return { ...first, named };
  const isSkillFirst = first.people.length + first.groups.length === 0;
  return isSkillFirst
    ? { ...parseMentions(named.rest.replace(behindSkill, '')), named }
    : { ...first, named, rest: named.rest };
}

/** The first skill that stands in the text with its sign, as it does behind a name that Slack didn't know. */
function taggedIn(naming: Naming, text: string): string | undefined {
  for (const { index } of text.matchAll(tags)) {
    const skill = parseSkill(naming, text.slice(index))?.skill;
    if (skill) return skill;
  }
  return undefined;
}

function mentionedIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(mentions)].map(({ groups }) => groups?.id ?? ''))];
}

/** As Slack would send it; reading it gives the same people, groups, skill and text. */
export function printShoutout(
  shoutout: Pick<TypedShoutout, 'people' | 'groups' | 'skill' | 'unknownSkill' | 'text'>,
): string {
  const { people, groups, skill, unknownSkill, text } = shoutout;
  const name = skill ?? unknownSkill;
  const head = [
    ...people.map((id) => `<@${id}>`),
    ...groups.map((id) => `<!subteam^${id}>`),
    ...(name === undefined ? [] : [skill ? `#${name}` : `<#C|${escapeMrkdwn(name)}>`]),
  ];
  return `${head.join(' ')}:: ${escapeMrkdwn(text)}`.trim();
}
