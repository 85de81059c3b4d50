import type { Content } from '../../../content/content.ts';
import { type SkillNames, skillNames } from './skill-names.ts';

const known = new WeakMap<Content, SkillNames>();

/** The names of a content's skills, read once. */
export function skillsOf(content: Content): SkillNames {
  const found = known.get(content) ?? skillNames(content.library);
  known.set(content, found);
  return found;
}

export function skillTitle({ library }: Content, id: string): string {
  return library.find(id)?.title ?? id;
}
