import { type Content, entryIn } from '../../content/content.ts';
import type { Entry, Scenario, Skill } from '../../content/entry.ts';
import { entryNamed } from '../../content/entry-named.ts';
import type { Library } from '../../content/library.ts';
import type { SceneRef } from './routes.ts';

/** A scene to practice, with its skill. */
export type Scene = {
  readonly skill: Skill;
  /** Its place within the skill, from 1. */
  readonly number: number;
  readonly scenario: Scenario;
};

/** The scenes of a skill in the order of its file; other entries have none. */
export function scenesOf(entry: Entry): readonly Scene[] {
  if (entry.kind !== 'skill') return [];
  return entry.practice.map((scenario, index) => ({ skill: entry, number: index + 1, scenario }));
}

/** All scenes for an empty text, those of the skill it names, or none. */
export function scenesFor(
  content: Pick<Content, 'library' | 'others'>,
  text: string,
): readonly Scene[] {
  if (text === '') return allScenes(content.library);
  const result = content.library.search(text);
  const entry = result.kind === 'entry' ? result.entry : entryNamed(content, text);
  return entry ? scenesOf(entry) : [];
}

/** `skill/number`, unique among all scenes; a key in stored progress. */
export const sceneName = ({ skill, number }: Scene): string => `${skill.id}/${number}`;

/** `undefined` if the scene is gone: buttons outlive the content. */
export function findScene(content: Content, { skill, number }: SceneRef): Scene | undefined {
  const entry = entryIn(content, skill)?.entry;
  return entry && scenesOf(entry)[number - 1];
}

export const sceneRef = ({ skill, number }: Scene): SceneRef => ({ skill: skill.id, number });

export function allScenes(library: Library): readonly Scene[] {
  return library.list('skill').flatMap(scenesOf);
}
