import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { ourContent } from '../our-content.ts';

const { signposts } = await ourContent('es');
const idsFor = (question: string) => signposts.recognize(question).calls.map(({ id }) => id);
const safetyFor = (question: string) =>
  signposts
    .recognize(question)
    .calls.filter(({ kind }) => kind === 'safety')
    .map(({ id }) => id);

type Questions = {
  readonly calls: Readonly<Record<string, readonly string[]>>;
  readonly lookalikes: readonly string[];
};

function figuresOf(file: string) {
  const { calls, lookalikes } = load(
    readFileSync(new URL(file, import.meta.url), 'utf8'),
  ) as Questions;
  const asked = Object.entries(calls).flatMap(([id, list]) => list.map((text) => ({ id, text })));
  const missed = asked.filter(({ text }) => idsFor(text).length === 0);
  const other = asked.filter(
    ({ id, text }) => idsFor(text).length > 0 && !idsFor(text).slice(0, 2).includes(id),
  );
  const alarms = lookalikes.filter((text) => safetyFor(text).length > 0);
  process.stdout.write(
    `${file}: ${asked.length - missed.length} of ${asked.length} calls recognized, ` +
      `${other.length} with another signpost; ` +
      `${alarms.length} false alarms in ${lookalikes.length}\n`,
  );
  return {
    missed: missed.length / asked.length,
    other: other.length / asked.length,
    alarms: alarms.length / lookalikes.length,
  };
}

test('recognizes the calls for help in Spanish that it was written with, and no others', () => {
  const { missed, other, alarms } = figuresOf('es.yml');
  expect(missed).toBeLessThanOrEqual(0.03);
  expect(other).toBeLessThanOrEqual(0.05);
  expect(alarms).toBeLessThanOrEqual(0.01);
});

test('recognizes 86 % of another writer’s calls, with few false alarms', () => {
  const { missed, other, alarms } = figuresOf('held-out-es.yml');
  expect(missed).toBeLessThanOrEqual(0.14);
  expect(other).toBeLessThanOrEqual(0.06);
  expect(alarms).toBeLessThanOrEqual(0.13);
});

test.each([
  ['shouting', '¡¡AYUDA, UN CLIENTE SE DESMAYÓ!!'],
  ['accents left out', 'una senora se desmayo y no esta respirando'],
  ['a typo', 'un cliente está inconcsiente'],
  ['a common misspelling', 'se desmalló un cliente'],
  ['drawn out letters', 'fueeeego en la cocina'],
  ['the perfect tense of Spain', 'se ha caído un señor y no se ha movido'],
  ['a word of Argentina', 'nos afanaron la caja'],
  ['a word of Mexico', 'me aventó una silla'],
])('recognizes a call with %s', (_what, question) => {
  expect(safetyFor(question)).not.toEqual([]);
});

test.each([
  ['me muero de risa'],
  ['matar el tiempo'],
  ['lo pasamos bomba'],
  ['la tienda está que arde'],
  ['amenaza con poner una reseña mala'],
  ['me tocó un cliente difícil'],
  ['un cliente me grita'],
  ['quiero desaparecer del canal'],
  ['no quiero estar en la lista'],
  ['no quiero despertar al bebé'],
])('%s is no emergency', (question) => {
  expect(safetyFor(question)).toEqual([]);
});

test.each([
  ['mi jefe me toca', 'harassment'],
  ['mi compañero me grita', 'harassment'],
  ['una niña perdio a su mama', 'at-risk'],
  ['un niño perdido esta llorando', 'at-risk'],
])('%s: %s', (question, id) => {
  expect(safetyFor(question)).toEqual([id]);
});

test.each([
  ['me muero de hambre, pero se desmayó un señor en la caja', 'emergency'],
  ['precios de infarto, y ahora un cliente me pegó', 'violence'],
])('an idiom does not hide a call: %s', (question, id) => {
  expect(safetyFor(question)).toContain(id);
});

test.each([['quiero desaparecer'], ['quiero desaparecer del mundo'], ['no quiero existir']])(
  '%s is a call for help',
  (question) => {
    expect(safetyFor(question)).toContain('self-harm-me');
  },
);

test('what is said for oneself is told from what is said for somebody else', () => {
  expect(safetyFor('me quiero morir')).toEqual(['self-harm-me']);
  expect(safetyFor('un cliente dice que se quiere morir')).toEqual(['self-harm']);
  expect(safetyFor('una clienta me dijo: me quiero matar')).toEqual(['self-harm']);
});

test('answers the longest question in time', () => {
  const words = 'un señor no está seguro de si puede estar aquí y el niño '.repeat(400);
  const start = performance.now();
  signposts.recognize(words).calls;
  expect(performance.now() - start).toBeLessThan(1000);
});
