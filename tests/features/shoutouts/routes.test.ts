import { expect, test } from 'vitest';
import { emptyDraft } from '../../../src/features/shoutouts/give/draft.ts';
import { routes } from '../../../src/features/shoutouts/routes.ts';
import type { Action, ActionReply } from '../../../src/slack/router/feature.ts';
import type { ActionRoute } from '../../../src/slack/router/routes.ts';

const id = '019f0000-0000-7000-8000-000000000000';
const label = 'Press';

/** The value that a handler gets for a string in Slack's payload; none if it is rejected. */
function received<Value>(route: ActionRoute<Value>, value: string): Value | 'rejected' {
  const values: Value[] = [];
  const { accept } = route.handle((action): ActionReply => {
    values.push(action.value);
    return {};
  });
  const action: Action = { ...{ workspace: 'T1', user: 'U1', channel: 'C1' }, value, ...inMessage };
  const handle = accept(action);
  if (!handle) return 'rejected';
  void handle();
  return values[0] as Value;
}

const inMessage = { message: { ts: '1.2' }, form: undefined };

test('values have the format of buttons that are already posted', () => {
  const { open, witness, approve, cardMenu, page } = routes;
  expect(open.button({ label, value: 'patience' }).value).toBe('patience');
  expect(witness.button({ label, value: id }).value).toBe(id);
  expect(approve.button({ label, value: { id, version: '17' } }).value).toBe(`${id} 17`);
  expect(page.button({ label, value: { side: 'given' } }).value).toBe('given');
  const cursor = '2026-11_0000002.7';
  expect(page.button({ label, value: { side: 'given', cursor } }).value).toBe(`given ${cursor}`);
  const [option] = cardMenu.menu([{ text: label, value: { item: 'edit', id } }]).options;
  expect(option?.value).toBe(`edit ${id}`);
});

test('reads the values of buttons that are already posted', () => {
  expect(received(routes.open, 'patience')).toBe('patience');
  expect(received(routes.open, '{}')).toEqual(emptyDraft);
  const draft = { ...emptyDraft, people: ['U1'], text: 'She waited.', channel: 'C1' };
  expect(received(routes.open, JSON.stringify(draft))).toEqual(draft);
  expect(received(routes.cardMenu, `report ${id}`)).toEqual({ item: 'report', id });
  expect(received(routes.keepPrivate, `${id} 0`)).toEqual({ id, version: '0' });
  expect(received(routes.page, 'received')).toEqual({ side: 'received' });
  for (const [route, value] of [
    [routes.preferences, 'open'],
    [routes.overview, 'me'],
    [routes.workspaceCoverage, 'workspace'],
  ] as const)
    expect(received(route, value)).toBeUndefined();
});

test('rejects values that no button had', () => {
  expect(received(routes.cardMenu, `rename ${id}`)).toBe('rejected');
  expect(received(routes.approve, id)).toBe('rejected');
  expect(received(routes.page, 'both')).toBe('rejected');
});
