import type { Entry, Scenario, Skill } from '../../content/entry.ts';
import type { Library } from '../../content/library.ts';

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

/** What a button carries: `skill/scene`, with an answer from 1 `skill/scene/answer`, and behind an `@` when it was shown. */
export function sceneValue(scene: Scene, showing: number, answer?: number): string {
  const named = answer === undefined ? sceneName(scene) : `${sceneName(scene)}/${answer}`;
  return `${named}@${showing.toString(36)}`;
}

const sceneForm =
  /^(?<id>[a-z0-9-]+)\/(?<number>[1-9]\d{0,2})(?:\/(?<answer>[1-9]))?(?:@(?<showing>[0-9a-z]{1,10}))?$/;

/**
 * The scene of a button's value. `undefined` where it is none, or none any more: buttons outlive the content that they were
 * made from. An answer that the scene doesn't have makes the whole value wrong.
 */
export function parseScene(
  library: Library,
  value: string,
):
  | {
      readonly scene: Scene;
      readonly answer: number | undefined;
      readonly showing: number | undefined;
    }
  | undefined {
  const { id = '', number, answer, showing } = sceneForm.exec(value)?.groups ?? {};
  const entry = library.find(id);
  const scene = entry && scenesOf(entry)[Number(number) - 1];
  if (!scene) return undefined;
  const shown = showing === undefined ? undefined : Number.parseInt(showing, 36);
  if (answer === undefined) return { scene, answer, showing: shown };
  return Number(answer) <= scene.scenario.answers.length
    ? { scene, answer: Number(answer), showing: shown }
    : undefined;
}

function allScenes(library: Library): readonly Scene[] {
  return library.list('skill').flatMap(scenesOf);
}
