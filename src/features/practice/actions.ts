import type { ActionHandler, ActionReply } from '../../slack/router/feature.ts';
import type { Practice } from './command.ts';
import { goneMessage, sceneMessage } from './message.ts';
import { countAnswer, showNext, type Who } from './progress.ts';
import type { SceneAnswer, SceneRef } from './routes.ts';
import { findScene, type Scene, scenesFor, scenesOf } from './scenario.ts';

/** A scene of the skill whose id the button carries. */
export const openSkill =
  (deps: Practice): ActionHandler<string> =>
  async (action) => {
    const skill = deps.content().library.find(action.value);
    return show(deps, action, skill ? scenesOf(skill) : []);
  };

/** A scene other than the one that the button carries. */
export const openAnother =
  (deps: Practice): ActionHandler<SceneRef | undefined> =>
  async (action) => {
    const { library } = deps.content();
    const last = action.value && findScene(library, action.value);
    return show(deps, action, scenesFor(library, ''), last);
  };

/** The scene that the button carries, with the effect of the answer that was chosen. */
export const openAnswer =
  (deps: Practice): ActionHandler<SceneAnswer> =>
  async (action) => {
    const { content, readButton } = deps;
    const { answer, shownAt: showing } = action.value;
    const scene = findScene(content().library, action.value.scene);
    if (!scene || answer > scene.scenario.answers.length) return { show: goneMessage(content()) };
    if (showing > 0) await countAnswer(deps, action, { scene, showing }, answer);
    return { show: sceneMessage(content(), readButton, { scene, showing }, answer) };
  };

async function show(
  deps: Practice,
  who: Who,
  scenes: readonly Scene[],
  except?: Scene,
): Promise<ActionReply> {
  const { content, readButton } = deps;
  const shown = await showNext(deps, who, scenes, except);
  return { show: shown ? sceneMessage(content(), readButton, shown) : goneMessage(content()) };
}
