import type { Library } from '../../content/library.ts';
import { tipsOf } from './draw-tip.ts';

/** The words of every tip, behind the title of its skill, by its id. */
export function tipTexts(library: Library): ReadonlyMap<string, string> {
  return new Map(
    tipsOf(library).map(({ id, skill, text }) => [
      id,
      `${library.find(skill)?.title ?? skill}: ${text}`,
    ]),
  );
}
