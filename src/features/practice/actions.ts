import type { Action, ActionReply } from '../../slack/router/feature.ts';
import type { Practice } from './command.ts';
import { goneMessage, sceneMessage } from './message.ts';
import { countAnswer, showNext } from './progress.ts';
import { parseScene, type Scene, scenesFor, scenesOf } from './scenario.ts';

/** A scene of the skill whose id the button carries. */
export const openSkill =
  (parts: Practice) =>
  async (press: Action): Promise<ActionReply> => {
    const skill = parts.content().library.find(press.value);
    return show(parts, press, skill ? scenesOf(skill) : []);
  };

/** Another scene than the one that the button carries. */
export const openAnother =
  (parts: Practice) =>
  async (press: Action): Promise<ActionReply> => {
    const { library } = parts.content();
    const scenes = scenesFor(library, '');
    return show(parts, press, scenes, parseScene(library, press.value)?.scene);
  };

/** The scene that the button carries, with the effect of the answer that it carries too. */
export const openAnswer =
  (parts: Practice) =>
  async (press: Action): Promise<ActionReply> => {
    const { content, readButton } = parts;
    const found = parseScene(content().library, press.value);
    if (!found?.answer) return { show: goneMessage(content()) };
    const { scene, showing = 0, answer } = found;
    if (showing > 0) await countAnswer(parts, press, { scene, showing }, answer);
    return { show: sceneMessage(content(), readButton, { scene, showing }, answer) };
  };

async function show(
  parts: Practice,
  who: Action,
  scenes: readonly Scene[],
  except?: Scene,
): Promise<ActionReply> {
  const { content, readButton } = parts;
  const shown = await showNext(parts, who, scenes, except);
  return { show: shown ? sceneMessage(content(), readButton, shown) : goneMessage(content()) };
}
