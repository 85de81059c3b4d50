import { joiningWords } from '../../../../src/features/shoutouts/parse/joining-words.ts';
import type { Naming } from '../../../../src/features/shoutouts/parse/parse-mentions.ts';
import type { TypedShoutout } from '../../../../src/features/shoutouts/parse/parse-shoutout.ts';
import { skillsOf } from '../../../../src/features/shoutouts/parse/skill-names.ts';
import { escapeMrkdwn } from '../../../../src/slack/ui/mrkdwn.ts';
import { buildLibrary } from '../../../content/build-library.ts';
import { ownFiles } from '../../../content/files.ts';
import { grammars } from '../../../i18n/grammars.ts';

export const library = buildLibrary(ownFiles);

const names: Readonly<Record<string, string>> = {
  U1: 'Ana',
  U2: 'Ben',
  U3: 'Cleo',
  S1: 'front-desk',
  C2: 'support',
};

/** Our own skills, and a few people with known names. */
export const naming: Naming = {
  skills: skillsOf({ library, others: [] }),
  nameOf: (id) => names[id],
  hidden: { person: 'somebody', channel: 'a private channel' },
  joining: joiningWords(grammars),
};

/** A shout-out as Slack would send it. */
export function printShoutout(
  shoutout: Pick<TypedShoutout, 'people' | 'groups' | 'skill' | 'unknownSkill' | 'text'>,
): string {
  const { people, groups, skill, unknownSkill, text } = shoutout;
  const name = skill ?? unknownSkill;
  const mentions = [
    ...people.map((id) => `<@${id}>`),
    ...groups.map((id) => `<!subteam^${id}>`),
    ...(name === undefined ? [] : [skill ? `#${name}` : `<#C|${escapeMrkdwn(name)}>`]),
  ];
  return `${mentions.join(' ')}:: ${escapeMrkdwn(text)}`.trim();
}
