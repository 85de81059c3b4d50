import { expect, test } from 'vitest';
import { sampleWorkspaces, sampleWorkspacesToAdd } from '../../playground/sample-workspace.ts';
import { startSlack } from './server/rig.ts';

test('four samples begin without the app, and one shares a channel with another company', async () => {
  const slack = await startSlack({ workspaces: sampleWorkspacesToAdd });
  expect(sampleWorkspacesToAdd.map(({ name, enterprise }) => [name, enterprise])).toEqual([
    ['Harbor & Co.', undefined],
    ['Lighthouse Hotel', undefined],
    ['Ferry Terminal', 'Island Ferries'],
    ['Ferry Crew', 'Island Ferries'],
  ]);
  expect(() => slack.botToken('Lighthouse Hotel')).toThrow('not installed');
  const kim = slack.person('kim', 'Lighthouse Hotel');
  expect(kim.reads('harbor-gift-cards')).toHaveLength(1);
});

test('the sample is one workspace with the app and users of every kind', async () => {
  const slack = await startSlack({ workspaces: sampleWorkspaces });
  const [harbor, ...others] = sampleWorkspaces;
  expect(others).toEqual([]);
  expect(slack.botToken('Harbor & Co.')).toMatch(/^xoxb-/);
  const { people = [], channels = [] } = harbor ?? {};
  expect(new Set(people.map(({ tz }) => tz)).size).toBeGreaterThan(4);
  for (const trait of ['is_owner', 'guest', 'deleted', 'is_bot'] as const) {
    expect(people.some((person) => person[trait])).toBe(true);
  }
  for (const all of [people, channels]) {
    expect(all.some(({ locale = '' }) => locale.startsWith('es-'))).toBe(true);
  }
  expect(channels.filter(({ app }) => app).map(({ name }) => name)).toEqual([
    'general',
    'service-desk',
    'tienda',
    'bakery-deliveries',
  ]);
  expect(slack.messages('service-desk').length).toBeGreaterThan(1);
});
