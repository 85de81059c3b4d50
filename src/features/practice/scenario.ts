import type { Entry, Scenario, Skill } from '../../content/entry.ts';
import type { Library } from '../../content/library.ts';
import type { SceneRef } from './routes.ts';

/** One scene to practice, with the skill that it belongs to. */
export type Scene = {
  readonly skill: Skill;
  /** Its place within the skill, from 1. */
  readonly number: number;
  readonly scenario: Scenario;
};

/** In the order of the file; only skills have scenes. */
export function scenesOf(entry: Entry): readonly Scene[] {
  if (entry.kind !== 'skill') return [];
  return entry.practice.map((scenario, index) => ({ skill: entry, number: index + 1, scenario }));
}

/** The scenes that fit what somebody typed: all of them for nothing, none for what is no skill. */
export function scenesFor(library: Library, text: string): readonly Scene[] {
  if (text === '') return allScenes(library);
  const finding = library.search(text);
  return finding.kind === 'entry' ? scenesOf(finding.entry) : [];
}

/** Names a scene among all: `skill/scene`. */
export const sceneName = ({ skill, number }: Scene): string => `${skill.id}/${number}`;

/** `undefined` where the library has no such scene any more: buttons outlive the content. */
export function findScene(library: Library, { skill, number }: SceneRef): Scene | undefined {
  const entry = library.find(skill);
  return entry && scenesOf(entry)[number - 1];
}

export const sceneRef = ({ skill, number }: Scene): SceneRef => ({ skill: skill.id, number });

function allScenes(library: Library): readonly Scene[] {
  return library.list('skill').flatMap(scenesOf);
}
