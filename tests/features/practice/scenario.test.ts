import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/content/entry.ts';
import { routes } from '../../../src/features/practice/routes.ts';
import {
  allScenes,
  findScene,
  sceneName,
  sceneRef,
  scenesFor,
  scenesOf,
} from '../../../src/features/practice/scenario.ts';
import type { ActionRoute } from '../../../src/slack/router/routes.ts';
import { ownContent } from '../../stories/extra-mile.ts';

const { library } = ownContent;
const skills = library.list('skill');
const all = allScenes(library);

/** The value that a route's handler gets; `accepted` is false for a wrong one. */
function decode<Value>(route: ActionRoute<Value>, value: string) {
  const values: Value[] = [];
  const listener = route.handle((action) => {
    values.push(action.value);
    return {};
  });
  const origin = { workspace: 'T1', user: 'U1', channel: 'C1' };
  const handle = listener.accept({ ...origin, value, message: undefined, form: undefined });
  void handle?.();
  return { accepted: handle !== undefined, value: values[0] };
}

function entry(id: string): Entry {
  const found = library.find(id);
  if (!found) throw new Error(`there is no entry ${id}`);
  return found;
}

describe('scenes', () => {
  test('of all skills are listed once without a text', () => {
    expect(new Set(all.map(({ skill }) => skill))).toEqual(new Set(skills));
    expect(new Set(all.map(({ scenario }) => scenario)).size).toBe(all.length);
  });

  test.each(['patience', 'PATIENCE', 'long line'])('of patience fit “%s”', (text) => {
    expect(scenesFor(ownContent, text)).toEqual(scenesOf(entry('patience')));
  });

  test.each(['warm welcome', 'qqqq', '😀'])('none fit “%s”', (text) => {
    expect(scenesFor(ownContent, text)).toEqual([]);
  });

  test('belong to skills only', () => {
    expect(scenesOf(entry('patience')).map(({ number }) => number)).toEqual([1, 2]);
    expect(scenesOf(entry('warm-welcome'))).toEqual([]);
  });
});

test('scene names are unique', () => {
  expect(new Set(all.map(sceneName)).size).toBe(all.length);
});

describe('the value of an answer button', () => {
  test('decodes to its scene, answer and time', () => {
    for (const scene of all) {
      for (const answer of [1, 2, 3]) {
        const value = { scene: sceneRef(scene), answer, shownAt: 1_700_000_000_000 + answer };
        const posted = routes.answer.button({ label: 'Answer', value }).value ?? '';
        expect(decode(routes.answer, posted).value).toEqual(value);
        expect(findScene(ownContent, value.scene)).toEqual(scene);
      }
    }
  });

  test('may lack the time, as in older versions', () => {
    const scene = { skill: 'patience', number: 1 };
    const { value } = decode(routes.answer, 'patience/1/2');
    expect(value).toEqual({ scene, answer: 2, shownAt: 0 });
  });

  test.each([
    '',
    'patience',
    'patience/1',
    'patience/0/1',
    'patience/1/0',
    'patience/1/',
    'patience/1/2/3',
    'patience/1/2\n',
    ' patience/1/1',
    'Patience/1/1',
    '../patience/1',
    'patience/1/1@',
    'patience/1/1@-1',
    'patience/1/1@zzzzzzzzzzzz',
  ])('rejects %j', (value) => {
    expect(decode(routes.answer, value).accepted).toBe(false);
  });
});

describe('the value of the button for another scene', () => {
  test.each([
    ['any', undefined],
    ['patience/1', { skill: 'patience', number: 1 }],
  ])('decodes and encodes %j', (text, value) => {
    expect(decode(routes.another, text)).toEqual({ accepted: true, value });
    expect(routes.another.button({ label: 'Another', value }).value).toBe(text);
  });

  test.each([
    '',
    'patience',
    'patience/0',
    'patience/-1',
    'patience/1.5',
    'patience/1e0',
    'patience/1@',
  ])('rejects %j', (value) => {
    expect(decode(routes.another, value).accepted).toBe(false);
  });

  test('never throws', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(...skills.map(({ id }) => id)),
      fc.integer(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const { value } = decode(routes.another, parts.join('/'));
        const found = value && findScene(ownContent, value);
        expect(found === undefined || all.some(({ scenario }) => scenario === found.scenario)).toBe(
          true,
        );
      }),
    );
  });
});

test.each(['patience/3', 'patience/999', 'warm-welcome/1', 'no-such-skill/1', 'constructor/1'])(
  'there is no scene %s',
  (value) => {
    const scene = decode(routes.another, value).value;
    expect(scene).toBeDefined();
    expect(scene && findScene(ownContent, scene)).toBeUndefined();
  },
);

test('a scene of a skill that only another language has is found there', () => {
  const without = { ...library, find: () => undefined };
  const content = { ...ownContent, library: without, others: [ownContent] };
  const [scene] = all;
  expect(scene && findScene(content, sceneRef(scene))).toEqual(scene);
});
