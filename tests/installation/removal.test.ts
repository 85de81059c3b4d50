import { expect, test } from 'vitest';
import { z } from 'zod';
import { stoppedClock } from '../../playground/server/clock.ts';
import { put, type Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { purgeCalls, purgeRun } from './purge-runs.ts';
import { addTo, day, installed } from './rig.ts';

const hour = 3_600_000;
const minute = 60_000;

const note = (workspace: string, name = 'a') => ({
  namespace: 'notes',
  name: `${workspace}/${name}`,
  schema: z.string(),
});
const org = { enterpriseId: 'E1', isEnterpriseInstall: true };

/** T1 with data of its own, and E1 with T2 and T3. */
async function three(change: Parameters<typeof installed>[0] = {}) {
  const rig = await installed(change);
  const { all, store } = rig;
  await addTo(all, 'T1');
  await addTo(all, 'E1', { enterprise: 'E1' });
  for (const teamId of ['T2', 'T3']) await all.identityOf({ teamId, ...org });
  const keys = ['T1', 'T2', 'T3'].map((workspace) => note(workspace));
  await store.setMany(keys.map((key) => put(key, 'canary')));
  const isIn = async (workspace: string) => (await all.accessOf(workspace)) !== undefined;
  const notes = async () =>
    (await Promise.all(keys.map((key) => store.get(key)))).map((text) => text === 'canary');
  return { ...rig, isIn, notes };
}

const from = (workspace?: string, enterprise?: string) => ({ workspace, enterprise });

test('the token goes at once, the data after seven days, and nothing of others', async () => {
  const { events, clock, run, isIn, notes } = await three();
  clock.advance(hour);
  await events.removed(from('T1'), clock.now());
  expect(await isIn('T1')).toBe(false);
  await events.removed(from('T1'), clock.now());
  clock.advance(7 * day - 1);
  await run();
  expect(await notes()).toEqual([true, true, true]);
  clock.advance(hour);
  await run();
  expect(await notes()).toEqual([false, true, true]);
  expect([await isIn('T2'), await isIn('T3')]).toEqual([true, true]);
});

test('once the data is gone, what the engine keeps of it is cleared', async () => {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  const left: unknown[] = [];
  const clearUnused = async () => void left.push(await store.get(note('T1')));
  const { events, run } = await three({ store: { ...store, clearUnused }, clock });
  clock.advance(hour);
  await events.removed(from('T1'), clock.now());
  expect(left).toEqual([]);
  clock.advance(7 * day + hour);
  await run();
  expect(left).toEqual([undefined]);
});

test('with no days the data goes with the next run', async () => {
  const { events, clock, run, notes } = await three({ keepDataDays: 0 });
  clock.advance(hour);
  await events.removed(from('T1'), clock.now());
  await run();
  expect(await notes()).toEqual([false, true, true]);
});

test('an installation within that time keeps the data', async () => {
  const { events, clock, run, all, isIn, notes } = await three();
  clock.advance(hour);
  await events.removed(from('T1'), clock.now());
  clock.advance(6 * day);
  expect(await addTo(all, 'T1', { token: 'xoxb-new' })).toBe(true);
  clock.advance(30 * day);
  await run();
  expect([await isIn('T1'), await notes()]).toEqual([true, [true, true, true]]);
});

test('a second removal counts from its own time', async () => {
  const { events, clock, run, all, notes } = await three();
  clock.advance(hour);
  await events.removed(from('T1'), clock.now());
  clock.advance(6 * day);
  await addTo(all, 'T1');
  clock.advance(hour);
  await events.removed(from('T1'), clock.now());
  clock.advance(2 * day);
  await run();
  expect(await notes()).toEqual([true, true, true]);
  clock.advance(5 * day + hour);
  await run();
  expect(await notes()).toEqual([false, true, true]);
});

test.each([
  ['long before', -hour, 'works', true],
  ['long before, even if Slack refuses the token now', -hour, 'refused', true],
  ['about then, and the token works', 10_000, 'works', true],
  ['about then, and the token is refused', 10_000, 'refused', false],
  ['about then, and Slack does not answer', -10_000, 'unknown', true],
  ['long after', hour, 'works', false],
] as const)('an event from %s', async (_, after, state, isKept) => {
  const { events, clock, all, tokens, isIn } = await three();
  clock.advance(hour);
  await addTo(all, 'T1', { token: 'xoxb-new' });
  const at = clock.now() + after;
  clock.advance(2 * hour);
  tokens.set('xoxb-new', state);
  await events.removed(from('T1'), at);
  expect(await isIn('T1')).toBe(isKept);
});

test('an installation while Slack is asked about the one before is not removed', async () => {
  const { events, clock, all, tokens, whileAsked } = await three();
  tokens.set('xoxb-T1', 'refused');
  whileAsked.push(() => addTo(all, 'T1', { token: 'xoxb-new' }));
  await events.removed(from('T1'), clock.now());
  expect(await all.accessOf('T1')).toMatchObject({ token: 'xoxb-new' });
});

test('hearing of a removal again postpones nothing', async () => {
  const { removals, clock } = await three();
  await removals.leave('T1');
  const first = await removals.removalOf('T1');
  clock.advance(day);
  await removals.leave('T1');
  expect(await removals.removalOf('T1')).toEqual(first);
});

test('an organisation takes its workspaces along, whatever Slack’s event says', async () => {
  for (const concerned of [from(undefined, 'E1'), from('T2', 'E1')]) {
    const { events, clock, run, tokens, isIn, notes } = await three();
    clock.advance(hour);
    tokens.set('xoxb-E1', 'refused');
    await events.removed(concerned, clock.now());
    expect([await isIn('T1'), await isIn('T2'), await isIn('T3')]).toEqual([true, false, false]);
    clock.advance(7 * day + hour);
    await run();
    expect(await notes()).toEqual([true, false, false]);
  }
});

test('a workspace’s own removal leaves it to its organisation, and never removes that', async () => {
  const { events, clock, all, tokens } = await three();
  await addTo(all, 'T2', { enterprise: 'E1' });
  clock.advance(hour);
  tokens.set('xoxb-T2', 'refused');
  await events.removed(from('T2', 'E1'), clock.now());
  await events.removed(from('T2', 'E1'), clock.now());
  expect(await all.accessOf('T2')).toMatchObject({ token: 'xoxb-E1', isOrgWide: true });
});

test('access to a workspace comes and goes, and a late event takes none', async () => {
  const { events, clock, all, tokens, run, isIn, notes } = await three();
  clock.advance(hour);
  await events.accessRevoked(['T1', 'T2']);
  expect([await isIn('T1'), await isIn('T2')]).toEqual([true, true]);
  tokens.set('xoxb-E1 T2', 'refused');
  await events.accessRevoked(['T1', 'T2']);
  expect([await isIn('T1'), await isIn('T2'), await isIn('T3')]).toEqual([true, false, true]);
  const request = { teamId: 'T2', ...org };
  expect(await all.identityOf(request)).toMatchObject({ isRemoved: true });
  tokens.delete('xoxb-E1 T2');
  await events.accessGranted('E1', ['T2']);
  expect(await isIn('T2')).toBe(true);
  clock.advance(8 * day);
  await run();
  expect(await notes()).toEqual([true, true, true]);
});

test('a request tells of access that nobody told of', async () => {
  const { events, clock, all, tokens, isIn } = await three();
  tokens.set('xoxb-E1 T2', 'refused');
  await events.accessRevoked(['T2']);
  clock.advance(11 * minute);
  expect(await all.identityOf({ teamId: 'T2', ...org })).toMatchObject({ botUserId: 'UE1' });
  expect(await isIn('T2')).toBe(true);
});

test('a token that Slack refuses for an hour was removed, and one it takes again was not', async () => {
  const { refused, clock, tokens, isIn } = await three();
  tokens.set('xoxb-T1', 'refused');
  await refused('T1');
  clock.advance(30 * minute);
  tokens.set('xoxb-T1', 'works');
  await refused('T1');
  clock.advance(hour);
  tokens.set('xoxb-T1', 'refused');
  await refused('T1');
  expect(await isIn('T1')).toBe(true);
  clock.advance(hour);
  await refused('T1');
  expect(await isIn('T1')).toBe(false);
});

test('access that was lost without an event is noticed, and takes nothing else along', async () => {
  const { refused, clock, tokens, isIn } = await three();
  await refused('T3');
  tokens.set('xoxb-E1 T2', 'refused');
  clock.advance(hour);
  await refused('T2');
  expect([await isIn('T2'), await isIn('T3')]).toEqual([false, true]);
});

test('every token is asked about once a day, and what its organisation left behind leaves', async () => {
  const { check, clock, tokens, all, store, isIn } = await three();
  tokens.set('xoxb-T1', 'refused');
  for (let hours = 0; hours < 26; hours += 1) {
    clock.advance(hour);
    await check();
  }
  expect(await isIn('T1')).toBe(false);
  const e1 = { namespace: 'installations', name: 'E1/installation', schema: z.unknown() };
  await store.setMany([{ key: e1, value: undefined }]);
  clock.advance(hour);
  await check();
  const record = { namespace: 'installations', name: 'T2/installation', schema: z.unknown() };
  expect(await store.get(record)).toBeUndefined();
  expect(await all.accessOf('T2')).toBeUndefined();
});

test('nothing is deleted by a clock that is wrong', async () => {
  const rig = await three();
  const isRight = { value: false };
  const clock = { ...rig.clock, isRight: async () => isRight.value };
  const wrong = await installed({ store: rig.store, clock });
  rig.clock.advance(hour);
  await wrong.events.removed(from('T1'), clock.now());
  rig.clock.advance(8 * day);
  const workspace = { workspace: 'T1', kind: 'deletion', id: 'data' };
  const none = async () => Promise.reject(new Error('no call'));
  expect(await wrong.removals.deletion(workspace, none)).toMatchObject({ isDone: false });
  expect(await rig.notes()).toEqual([true, true, true]);
});

test('a deletion that dies anywhere is finished, and nothing of the workspace is left', async () => {
  const calls = await purgeCalls('memory:');
  for (let run = 0; run < 20; run += 1) {
    const { left, keeps, close } = await purgeRun('memory:', { run, calls });
    await close();
    expect([left, keeps]).toEqual([[], 'stays']);
  }
});

test('a new installation waits for a deletion that has begun, and finds nothing half gone', async () => {
  const rig = await three();
  const { store, clock, all, notes } = rig;
  const removal = { namespace: 'installations', name: 'T1/removal', schema: z.unknown() };
  clock.advance(hour);
  await rig.events.removed(from('T1'), clock.now());
  const since = clock.now();
  await store.setMany([put(removal, { since, deleteAt: since, isDeleting: true })]);
  expect(await addTo(all, 'T1')).toBe(true);
  expect(await notes()).toEqual([false, true, true]);
  const busy: Store = { ...store, removeWorkspace: async () => false };
  const other = await installed({ store: busy, clock });
  await store.setMany([put(removal, { since, deleteAt: since, isDeleting: true })]);
  expect(await addTo(other.all, 'T1')).toBe(false);
});
