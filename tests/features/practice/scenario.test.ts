import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/content/entry.ts';
import { buildLibrary } from '../../../src/content/library.ts';
import {
  parseScene,
  sceneName,
  scenesFor,
  scenesOf,
  sceneValue,
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

describe('the value of a button', () => {
  test('leads back to its scene and answer', () => {
    for (const scene of all) {
      const showing = 1_700_000_000_000 + scene.number;
      const shown = { scene, showing };
      expect(parseScene(library, sceneValue(scene, showing))).toEqual({
        ...shown,
        answer: undefined,
      });
      for (const answer of [1, 2, 3])
        expect(parseScene(library, sceneValue(scene, showing, answer))).toEqual({
          ...shown,
          answer,
        });
    }
  });

  test.each([
    '',
    'patience',
    'patience/',
    'patience/0',
    'patience/3',
    'patience/999',
    'patience/-1',
    'patience/1.5',
    'patience/1e0',
    'patience/1/0',
    'patience/1/4',
    'patience/1/',
    'patience/1/2/3',
    'patience/1/2\n',
    ' patience/1',
    'Patience/1',
    'warm-welcome/1',
    'no-such-skill/1',
    '__proto__/1',
    'constructor/1/1',
    '../patience/1',
    'patience/1@',
    'patience/1@-1',
    'patience/1/1@zzzzzzzzzzzz',
  ])('%j leads nowhere', (value) => {
    expect(parseScene(library, value)).toBeUndefined();
  });

  test('is never a failure, whatever it is', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(...skills.map(({ id }) => id)),
      fc.integer(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const found = parseScene(library, parts.join('/'));
        expect(
          found === undefined || all.some(({ scenario }) => scenario === found.scene.scenario),
        ).toBe(true);
      }),
    );
  });
});
