import type { Entry, Scenario, Skill } from '../content/entry.ts';
import type { Library } from '../content/library.ts';
import type { Chance } from '../ports.ts';

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

export function pickScene(scenes: readonly Scene[], chance: Chance): Scene | undefined {
  return scenes[Math.floor(chance() * scenes.length)];
}

/** The next scene of the same skill, then the first of the next skill; after the last comes the first of all. */
export function nextScene(library: Library, { skill, number }: Scene): Scene {
  const scenes = allScenes(library);
  const at = scenes.findIndex((scene) => scene.skill.id === skill.id && scene.number === number);
  return scenes[(at + 1) % scenes.length] as Scene;
}

/** What a button carries: `skill/scene`, or `skill/scene/answer` with an answer from 1. */
export function sceneValue({ skill, number }: Scene, answer?: number): string {
  return [skill.id, number, ...(answer === undefined ? [] : [answer])].join('/');
}

const sceneForm = /^(?<id>[a-z0-9-]+)\/(?<number>[1-9]\d{0,2})(?:\/(?<answer>[1-9]))?$/;

/**
 * The scene of a button's value. `undefined` where it is none, or none any more: buttons outlive the content that they were
 * made from. An answer that the scene doesn't have makes the whole value wrong.
 */
export function parseScene(
  library: Library,
  value: string,
): { readonly scene: Scene; readonly answer: number | undefined } | undefined {
  const { id = '', number, answer } = sceneForm.exec(value)?.groups ?? {};
  const entry = library.find(id);
  const scene = entry && scenesOf(entry)[Number(number) - 1];
  if (!scene) return undefined;
  if (answer === undefined) return { scene, answer };
  return Number(answer) <= scene.scenario.answers.length
    ? { scene, answer: Number(answer) }
    : undefined;
}

function allScenes(library: Library): readonly Scene[] {
  return library.list('skill').flatMap(scenesOf);
}
