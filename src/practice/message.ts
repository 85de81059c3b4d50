import type { Content } from '../content/content.ts';
import type { Entry } from '../content/entry.ts';
import { plain } from '../content/markdown.ts';
import {
  type ButtonSpec,
  buttons,
  heading,
  note,
  numbered,
  prose,
  quotation,
} from '../slack/blocks.ts';
import { type Message, message } from '../slack/message.ts';
import { nextScene, type Scene, sceneValue } from './scene.ts';

/** Opens an entry; the route is another feature's. */
export type ReadButton = (entry: Entry) => ButtonSpec;

/**
 * The scene with its three answers, and, when one was chosen (from 1), what it does to the customer. No answer is marked as right:
 * each of them is what decent people do.
 */
export function sceneMessage(
  { library, words }: Content,
  readButton: ReadButton,
  scene: Scene,
  chosen?: number,
): Message {
  const { skill, scenario } = scene;
  const answers = scenario.answers.map(({ answer, effect }, index) => {
    const number = index + 1;
    const label = words('practice.answer', { number });
    const button: ButtonSpec = {
      action: 'practice.answer',
      label,
      value: sceneValue(scene, number),
      spoken: `${label}: ${plain(answer)}`,
    };
    return { answer, effect, number, button, isChosen: number === chosen };
  });
  return message([
    note(words('practice.place', { skill: skill.title })),
    heading(scenario.title),
    prose(...scenario.situation),
    numbered(
      answers.map(({ answer, isChosen }) =>
        isChosen ? [{ text: plain(answer), style: 'bold' }] : answer,
      ),
    ),
    ...answers
      .filter(({ isChosen }) => isChosen)
      .map(({ effect, number }) => quotation(words('practice.effect', { number }), effect)),
    buttons(answers.filter(({ isChosen }) => !isChosen).map(({ button }) => button)),
    buttons([
      {
        ...readButton(skill),
        label: words('practice.read'),
        spoken: `${words('practice.read')}: ${skill.title}`,
      },
      another(words('practice.another'), nextScene(library, scene)),
    ]),
  ]);
}

/** The answer to a button whose scene is not there any more; `instead` is a scene that is. */
export function goneMessage({ words }: Content, instead: Scene | undefined): Message {
  return message([
    prose([{ text: words('practice.gone') }]),
    ...(instead ? [buttons([another(words('practice.another'), instead)])] : []),
  ]);
}

function another(label: string, scene: Scene): ButtonSpec {
  return { action: 'practice.scene', label, value: sceneValue(scene) };
}
