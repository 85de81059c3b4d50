import { entryIn } from '../../content/content.ts';
import type { ActionHandler, ActionReply } from '../../slack/router/feature.ts';
import type { PracticeDeps } from './command.ts';
import { goneMessage, sceneMessage } from './message.ts';
import { countAnswer, nextScene, type Person } from './progress.ts';
import type { SceneAnswer, SceneRef } from './routes.ts';
import { allScenes, findScene, type Scene, scenesOf } from './scenario.ts';

/** A scene of the skill whose id the button carries. */
export const openSkill =
  (deps: PracticeDeps): ActionHandler<string> =>
  async (action) => {
    const skill = entryIn(deps.content(), action.value)?.entry;
    return showNext(deps, action, skill ? scenesOf(skill) : []);
  };

/** A scene other than the one that the button carries. */
export const openAnother =
  (deps: PracticeDeps): ActionHandler<SceneRef | undefined> =>
  async (action) => {
    const { library } = deps.content();
    const last = action.value && findScene(deps.content(), action.value);
    return showNext(deps, action, allScenes(library), last);
  };

/** The scene that the button carries, with the effect of the chosen answer. */
export const openAnswer =
  (deps: PracticeDeps): ActionHandler<SceneAnswer> =>
  async (action) => {
    const { content, readButton } = deps;
    const { answer, shownAt } = action.value;
    const scene = findScene(content(), action.value.scene);
    if (!scene || answer > scene.scenario.answers.length) return { show: goneMessage(content()) };
    if (shownAt > 0) await countAnswer(deps, action, { scene, shownAt }, answer);
    return { show: sceneMessage(content(), readButton, { scene, shownAt }, { chosen: answer }) };
  };

async function showNext(
  deps: PracticeDeps,
  person: Person,
  scenes: readonly Scene[],
  last?: Scene,
): Promise<ActionReply> {
  const { content, readButton } = deps;
  const shown = await nextScene(deps, person, scenes, last);
  const finished = shown && last && shown.scene.skill.id !== last.skill.id ? last.skill : undefined;
  return {
    show: shown ? sceneMessage(content(), readButton, shown, { finished }) : goneMessage(content()),
  };
}
