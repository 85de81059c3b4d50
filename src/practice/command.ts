import type { Content } from '../content/content.ts';
import type { Chance } from '../ports.ts';
import type { CareAnswer } from '../slack/feature.ts';
import { type ReadButton, sceneMessage } from './message.ts';
import { pickScene, scenesFor } from './scene.ts';

export type Practice = {
  readonly content: () => Content;
  readonly chance: Chance;
  readonly readButton: ReadButton;
};

/** A scene of any skill, or of the skill that the words name or find. Other words are a search: "practice makes perfect". */
export const practice =
  ({ content, chance, readButton }: Practice): CareAnswer =>
  ({ text }) => {
    const scene = pickScene(scenesFor(content().library, text), chance);
    return scene && sceneMessage(content(), readButton, scene);
  };
