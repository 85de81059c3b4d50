import type { Content } from '../../content/content.ts';
import type { Entry } from '../../content/entry.ts';
import { plain } from '../../content/markdown.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import {
  type ButtonSpec,
  buttons,
  contextBlock,
  heading,
  numbered,
  prose,
  quotation,
} from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import type { Shown } from './progress.ts';
import { routes } from './routes.ts';
import { type Scene, sceneRef, scenesFor } from './scenario.ts';

/** Opens an entry; the route is another feature's. */
export type ReadButton = (entry: Entry) => ButtonSpec;

/**
 * The scene with its three answers, and, when one was chosen (from 1), what it does to the customer. Then the one that goes furthest
 * is told as well, in the same tone: each of the others is what decent people do.
 */
export function sceneMessage(
  { words }: Content,
  readButton: ReadButton,
  { scene, showing }: Shown,
  chosen?: number,
): Message {
  const { skill, scenario } = scene;
  const answers = scenario.answers.map(({ answer, effect }, index) => {
    const number = index + 1;
    const label = words('practice.answer', { number });
    const button = routes.answer.button({
      label,
      value: { scene: sceneRef(scene), answer: number, shownAt: showing },
      spoken: `${label}: ${plain(answer)}`,
    });
    return { answer, effect, number, button, isChosen: number === chosen };
  });
  const furthest = answers.find(({ number }) => number === scenario.furthest);
  return message([
    contextBlock(words('practice.place', { skill: skill.title })),
    heading(scenario.title),
    prose(...scenario.situation),
    prose([{ text: words('practice.ask') }]),
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

/** The answer to a button whose scene is not there any more. */
export function goneMessage({ words, library }: Content): Message {
  return message([
    prose([{ text: words('practice.gone') }]),
    ...(scenesFor(library, '').length > 0 ? [buttons([anotherButton(words)])] : []),
  ]);
}

function anotherButton(words: Translate, last?: Scene): ButtonSpec {
  return routes.another.button({
    label: words('practice.another'),
    value: last && sceneRef(last),
  });
}
