import { expect, test } from 'vitest';
import { composeFeatures } from '../../src/app.ts';
import { grammarWords } from '../../src/i18n/grammar-words.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { idleOutbox, noSlacks } from '../no-slack.ts';
import { recordedLog } from '../recorded-log.ts';
import { ownContent } from '../stories/extra-mile.ts';
import { declaredRoutes } from './declared-routes.ts';

async function allFeatures() {
  const log = recordedLog();
  const store = await openStore({ url: 'memory:', clock: systemClock, log });
  const deps = { store, clock: systemClock, log, slacks: noSlacks };
  const { features } = composeFeatures({
    ...{ ...deps, content: () => ownContent, version: '0.0.0', outbox: idleOutbox(deps) },
    ...{ contentChannel: 'C1', reportChannel: 'C2' },
  });
  await store.close();
  return features;
}

test('every command word can be written in other languages', async () => {
  const handled = (await allFeatures()).flatMap(({ care = {} }) => Object.keys(care));
  const words = new Set(grammarWords.commands.map((command) => command.split(' ', 1)[0]));
  expect(handled.filter((word) => word !== '' && !words.has(word))).toEqual([]);
});

test('every route of every feature has a handler, and no id is used twice', async () => {
  const features = await allFeatures();
  const handled = features.flatMap(({ actions = [], views = [], shortcuts = {} }) => [
    ...[...actions, ...views].map(({ id }) => id),
    ...Object.keys(shortcuts),
  ]);
  expect(declaredRoutes.length).toBeGreaterThan(40);
  expect(new Set(declaredRoutes).size).toBe(declaredRoutes.length);
  expect(declaredRoutes.filter((id) => !handled.includes(id))).toEqual([]);
});
