import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { composeFeatures } from '../../src/app.ts';
import { grammarWords } from '../../src/i18n/grammar-words.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { idleOutbox, noSlacks } from '../no-slack.ts';
import { recordedLog } from '../recorded-log.ts';
import { ownContent } from '../stories/extra-mile.ts';

type Routes = Readonly<Record<string, { readonly id: string }>>;

const routesOfFeatures = await Promise.all(
  globSync('src/features/*/routes.ts').map(async (file): Promise<Routes> => {
    const { routes } = (await import(`../../${file}`)) as { readonly routes: Routes };
    return routes;
  }),
);

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
  const declared = routesOfFeatures.flatMap((routes) => Object.values(routes).map(({ id }) => id));
  expect(declared.length).toBeGreaterThan(40);
  expect(new Set(declared).size).toBe(declared.length);
  expect(declared.filter((id) => !handled.includes(id))).toEqual([]);
});
