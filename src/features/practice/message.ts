import type { Content } from '../../content/content.ts';
import type { Entry, Skill } from '../../content/entry.ts';
import { plain } from '../../content/markdown.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import {
  type ButtonSpec,
  buttons,
  contextBlock,
  heading,
  numbered,
  paragraph,
  prose,
  quotation,
} from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import type { ShownScene } from './progress.ts';
import { routes } from './routes.ts';
import { allScenes, type Scene, sceneRef } from './scenario.ts';

/** Another feature's button that opens an entry. */
export type ReadButton = (entry: Entry) => ButtonSpec;

/**
 * A scene with its three answers and, if one was `chosen` (from 1), its effect on the customer.
 * The answer that goes furthest is shown too, in the same tone: the others are not wrong.
 * `finished` is the skill before, if this scene is of another one.
 */
export function sceneMessage(
  { words }: Content,
  readButton: ReadButton,
  { scene, shownAt }: ShownScene,
  { chosen, finished }: { readonly chosen?: number; readonly finished?: Skill | undefined } = {},
): Message {
  const { skill, scenario } = scene;
  const answers = scenario.answers.map(({ answer, effect }, index) => {
    const number = index + 1;
    const label = words('practice.answer', { number });
    const button = routes.answer.button({
      label,
      value: { scene: sceneRef(scene), answer: number, shownAt },
      spoken: `${label}: ${plain(answer)}`,
    });
    return { answer, effect, number, button, isChosen: number === chosen };
  });
  const furthest = answers.find(({ number }) => number === scenario.furthest);
  return message([
    ...(finished ? [contextBlock(words('practice.finished', { skill: finished.title }))] : []),
    contextBlock(words('practice.place', { skill: skill.title })),
    heading(scenario.title),
    prose(...scenario.situation),
    paragraph(words('practice.ask')),
    numbered(
      answers.map(({ answer, isChosen }) =>
        isChosen ? [{ text: plain(answer), style: 'bold' }] : answer,
      ),
    ),
    ...answers
      .filter(({ isChosen }) => isChosen)
      .flatMap(({ effect, number }) => [
        quotation(words('practice.effect', { number }), effect),
        ...(furthest === undefined || furthest.number === number
          ? [contextBlock(words('practice.is-furthest'))]
          : [quotation(words('practice.furthest', { number: furthest.number }), furthest.effect)]),
      ]),
    buttons(answers.filter(({ isChosen }) => !isChosen).map(({ button }) => button)),
    buttons([
      {
        ...readButton(skill),
        label: words('practice.read'),
        spoken: `${words('practice.read')}: ${skill.title}`,
      },
      anotherButton(words, scene),
    ]),
  ]);
}

/** The reply to a button whose scene is gone. */
export function goneMessage({ words, library }: Content): Message {
  return message([
    paragraph(words('practice.gone')),
    ...(allScenes(library).length > 0 ? [buttons([anotherButton(words)])] : []),
  ]);
}

function anotherButton(words: Translate, last?: Scene): ButtonSpec {
  return routes.another.button({
    label: words('practice.another'),
    value: last && sceneRef(last),
  });
}
