import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/content/entry.ts';
import { buildLibrary } from '../../../src/content/library.ts';
import { lastScene, sceneAnswer } from '../../../src/features/practice/routes.ts';
import {
  findScene,
  sceneName,
  sceneRef,
  scenesFor,
  scenesOf,
} from '../../../src/features/practice/scenario.ts';
import { ownFiles } from '../../content/files.ts';

const library = buildLibrary(ownFiles);
const skills = library.list('skill');
const all = scenesFor(library, '');

function entry(id: string): Entry {
  const found = library.find(id);
  if (!found) throw new Error(`there is no entry ${id}`);
  return found;
}

describe('the scenes', () => {
  test('without words they are those of every skill, each of them once', () => {
    expect(new Set(all.map(({ skill }) => skill))).toEqual(new Set(skills));
    expect(new Set(all.map(({ scenario }) => scenario)).size).toBe(all.length);
  });

  test.each(['patience', 'PATIENCE', 'long line'])(
    'for “%s” they are those of patience',
    (text) => {
      expect(scenesFor(library, text)).toEqual(scenesOf(entry('patience')));
    },
  );

  test.each(['warm welcome', 'qqqq', '😀'])('for “%s” there are none', (text) => {
    expect(scenesFor(library, text)).toEqual([]);
  });

  test('only skills have some', () => {
    expect(scenesOf(entry('patience')).map(({ number }) => number)).toEqual([1, 2]);
    expect(scenesOf(entry('warm-welcome'))).toEqual([]);
  });
});

test('every scene has a name of its own', () => {
  expect(new Set(all.map(sceneName)).size).toBe(all.length);
});

describe('the value of an answer button', () => {
  test('leads back to its scene, answer and showing', () => {
    for (const scene of all) {
      for (const answer of [1, 2, 3]) {
        const value = { scene: sceneRef(scene), answer, shownAt: 1_700_000_000_000 + answer };
        expect(sceneAnswer.decode(sceneAnswer.encode(value))).toEqual(value);
        expect(findScene(library, value.scene)).toEqual(scene);
      }
    }
  });

  test('is read as older versions wrote it, without the time', () => {
    const scene = { skill: 'patience', number: 1 };
    expect(sceneAnswer.decode('patience/1/2')).toEqual({ scene, answer: 2, shownAt: 0 });
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
    expect(sceneAnswer.safeDecode(value).success).toBe(false);
  });
});

describe('the value of the button for another scene', () => {
  test.each([
    ['any', undefined],
    ['patience/1', { skill: 'patience', number: 1 }],
  ])('%j is read and written', (text, value) => {
    expect(lastScene.decode(text)).toEqual(value);
    expect(lastScene.encode(value)).toBe(text);
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
    expect(lastScene.safeDecode(value).success).toBe(false);
  });

  test('never throws', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(...skills.map(({ id }) => id)),
      fc.integer(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const read = lastScene.safeDecode(parts.join('/'));
        const found = read.data && findScene(library, read.data);
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
    const scene = lastScene.decode(value);
    expect(scene && findScene(library, scene)).toBeUndefined();
  },
);
