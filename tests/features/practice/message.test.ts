import { describe, expect, test } from 'vitest';
import { plain } from '../../../src/content/markdown.ts';
import { goneMessage, sceneMessage } from '../../../src/features/practice/message.ts';
import { allScenes, type Scene, scenesFor } from '../../../src/features/practice/scenario.ts';
import { action } from '../../../src/slack/router/routes.ts';
import { word } from '../../../src/slack/router/value-formats.ts';
import type { Message } from '../../../src/slack/ui/message.ts';
import { ourContent } from '../../our-content.ts';

const content = await ourContent();
const scenes = allScenes(content.library);
const [coins] = scenesFor(content, 'patience') as [Scene];
const shownAt = 1_700_000_000_000;

const elsewhere = action('elsewhere', word);
const shown = (scene: Scene, chosen?: number): Message =>
  sceneMessage(
    content,
    ({ id, title }) => elsewhere.button({ label: title, value: id }),
    { scene, shownAt },
    chosen === undefined ? {} : { chosen },
  );

type Button = {
  readonly text: { readonly text: string };
  readonly accessibility_label?: string;
  readonly value: string;
};
const buttonsOf = ({ blocks }: Message): Button[] =>
  blocks.flatMap((block) => (block.type === 'actions' ? (block.elements as Button[]) : []));
const labels = (message: Message): string[] => buttonsOf(message).map(({ text }) => text.text);

/** All bold texts of the message. */
function boldIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { style, text } = value as { style?: { bold?: boolean }; text?: unknown };
  const own = style?.bold && typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(value).flatMap(boldIn)];
}

describe('a scene', () => {
  test('shows skill, name, situation and three answers, without effects', () => {
    const { skill, scenario } = coins;
    const lines = shown(coins).text.split('\n');
    expect(lines).toEqual([
      `Practice · ${skill.title}`,
      scenario.title,
      ...scenario.situation.map(plain),
      'What would you do?',
      ...scenario.answers.map(({ answer }, index) => `${index + 1}. ${plain(answer)}`),
    ]);
  });

  test('numbers the answers', () => {
    const lists = JSON.stringify(shown(coins).blocks).match(/"style":"ordered"/g);
    expect(lists).toHaveLength(1);
  });

  test('has a button for each answer, for the skill, and for another scene', () => {
    expect(labels(shown(coins))).toEqual([
      'Answer 1',
      'Answer 2',
      'Answer 3',
      'Read the skill',
      'Another scene',
    ]);
  });

  test('reads the beginning of each answer to screen readers', () => {
    const [first] = buttonsOf(shown(coins));
    expect(first?.accessibility_label).toMatch(/^Answer 1: Offer to help: .*…$/);
  });

  test('links to its skill, and to a scene other than itself', () => {
    const [read, another] = buttonsOf(shown(coins)).slice(-2);
    expect(read?.value).toBe('patience');
    expect(another?.value).toBe('patience/1');
  });
});

describe.each([1, 2, 3])('answer %i', (chosen) => {
  test('shows its effect, then the one that goes furthest', () => {
    for (const scene of scenes) {
      const { answers, furthest } = scene.scenario;
      const lines = shown(scene, chosen).text.split('\n');
      const said = [1, 2, 3].filter((number) =>
        lines.includes(effectLine(plain(answers[number - 1]?.effect ?? []))),
      );
      expect(said).toEqual([1, 2, 3].filter((number) => number === chosen || number === furthest));
      const own = lines.indexOf(`Answer ${chosen}: what this does to the customer`);
      const best = lines.indexOf(
        chosen === furthest
          ? 'Of the three, this one goes furthest.'
          : `Answer ${furthest}, which goes furthest of the three`,
      );
      expect(own).toBeGreaterThan(0);
      expect(best).toBeGreaterThan(own);
    }
  });

  test('is bold, and the others stay buttons', () => {
    const message = shown(coins, chosen);
    const { answer } = coins.scenario.answers[chosen - 1] ?? { answer: [] };
    expect(boldIn(message.blocks)).toEqual([
      plain(answer),
      `Answer ${chosen}: what this does to the customer`,
      ...(chosen === 3 ? [] : ['Answer 3, which goes furthest of the three']),
    ]);
    const others = [1, 2, 3].filter((number) => number !== chosen);
    expect(labels(message)).toEqual([
      ...others.map((number) => `Answer ${number}`),
      'Read the skill',
      'Another scene',
    ]);
  });
});

test('no answer has a colour', () => {
  const marks = [1, 2, 3].map((chosen) =>
    JSON.stringify(shown(coins, chosen).blocks).match(/"style":"(?:primary|danger)"/g),
  );
  expect(marks).toEqual([null, null, null]);
});

describe('a removed scene', () => {
  test('is replaced by an apology with a button for another one', () => {
    const message = goneMessage(content);
    expect(message.text).toContain('no longer in the library');
    expect(labels(message)).toEqual(['Another scene']);
  });

  test('has no button where no scene is left', () => {
    const library = { ...content.library, list: () => [] };
    const message = goneMessage({ ...content, library });
    expect(message.text).toContain('no longer in the library');
    expect(buttonsOf(message)).toEqual([]);
  });
});

/** With Slack's control characters escaped, as in a message's text. */
function effectLine(effect: string): string {
  return effect.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
