import type { Press, Reaction } from '../slack/feature.ts';
import type { Practice } from './command.ts';
import { goneMessage, sceneMessage } from './message.ts';
import { parseScene, pickScene, scenesFor, scenesOf } from './scene.ts';

/** A scene of the skill whose id the button carries. */
export const openSkill =
  (parts: Practice) =>
  ({ value }: Press): Reaction => {
    const { content, chance, readButton } = parts;
    const skill = content().library.find(value);
    const scene = skill && pickScene(scenesOf(skill), chance);
    return scene ? { show: sceneMessage(content(), readButton, scene) } : gone(parts);
  };

/** The scene that the button carries, with the effect of an answer where it carries one too. */
export const openScene =
  (parts: Practice) =>
  ({ value }: Press): Reaction => {
    const { content, readButton } = parts;
    const found = parseScene(content().library, value);
    return found
      ? { show: sceneMessage(content(), readButton, found.scene, found.answer) }
      : gone(parts);
  };

function gone({ content, chance }: Practice): Reaction {
  const instead = pickScene(scenesFor(content().library, ''), chance);
  return { show: goneMessage(content(), instead) };
}
