import type { Content } from '../../../content/content.ts';
import type { Entry, Skill } from '../../../content/entry.ts';
import type { Library } from '../../../content/library.ts';
import { type Paragraph, plain } from '../../../content/markdown.ts';
import { skillOf, tipOf } from '../tip.ts';

/** Something that a person may try: a tip, or an if-then plan. */
export type Choice = {
  /** `skill/hash` of the text, as tips have it. */
  readonly id: string;
  readonly text: string;
  /** The situation of an if-then plan: "When somebody looks for a word". */
  readonly situation?: string;
  readonly paragraph: Paragraph;
};

/** The if-then plans of a skill; none for other entries, and for skills without any. */
export function plansOf(entry: Entry | undefined): readonly Choice[] {
  if (entry?.kind !== 'skill') return [];
  return (entry.ifThen ?? []).map((paragraph) => ({
    ...choiceOf(entry, paragraph),
    situation: (paragraph[0]?.text ?? '').replace(/[\s,]+$/u, ''),
  }));
}

/** As it was shown, in whatever language; `undefined` if the content no longer has it. */
export function findChoice(
  { library, others }: Pick<Content, 'library' | 'others'>,
  id: string,
): Choice | undefined {
  for (const one of [library, ...others.map((other) => other.library)]) {
    const found = choiceIn(one, id);
    if (found) return found;
  }
  return undefined;
}

function choiceIn(library: Library, id: string): Choice | undefined {
  const skill = library.find(skillOf(id));
  if (skill?.kind !== 'skill') return undefined;
  const tips = skill.tips.map((paragraph) => choiceOf(skill, paragraph));
  return [...plansOf(skill), ...tips].find((one) => one.id === id);
}

function choiceOf({ id }: Skill, paragraph: Paragraph): Choice {
  const text = plain(paragraph);
  return { id: tipOf(id, text).id, text, paragraph };
}
