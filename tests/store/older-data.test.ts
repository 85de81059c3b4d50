import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { boxSchema } from '../../src/features/practice/leitner-box.ts';
import { coverage } from '../../src/features/shoutouts/coverage/coverage.ts';
import { forEachShoutout } from '../../src/features/shoutouts/records/export.ts';
import { historyOf, momentsOf } from '../../src/features/shoutouts/records/history.ts';
import {
  doneKey,
  duplicateKey,
  messagesKey,
  preferencesKey,
  quotaKey,
  reportKey,
  shoutoutKey,
  waitingKey,
  weekKey,
} from '../../src/features/shoutouts/records/keys.ts';
import { preferencesOf } from '../../src/features/shoutouts/records/preferences.ts';
import { openReports } from '../../src/features/shoutouts/records/reports.ts';
import { type Shoutout, shoutoutSchema } from '../../src/features/shoutouts/shoutout.ts';
import { drawKey, notUsefulKey, planKey, triesKey } from '../../src/features/tips/keys.ts';
import { triesOf } from '../../src/features/tips/tries/tries.ts';
import { recordKey } from '../../src/outbox/record.ts';
import { systemRandom } from '../../src/ports/random.ts';
import type { Key, Store } from '../../src/ports/store.ts';
import { openEngine } from '../../src/store/engines.ts';
import { pageSchema } from '../../src/store/index-pages.ts';
import { openStore } from '../../src/store/store.ts';
import { appProcess } from '../process/app-process.ts';
import { recordedLog } from '../recorded-log.ts';

/**
 * version-1-features.db is the store of a small workspace, written by the app itself before its
 * code moved into folders: shout-outs in every state, preferences, reports, plans for a channel and
 * for a person, tries, practice.
 */
const fixture = 'tests/store/fixtures/version-1-features.db';

const workspace = 'T0100001';
const [ana, ben, chiara, dev] = ['U0100001', 'U0100002', 'U0100003', 'U0100004'] as const;
const [general, serviceDesk] = ['C0100001', 'C0100002'] as const;
const today = '2026-11-25';

/** So early that no record has expired. */
const clock = { now: () => 0 };

function copyOfFixture(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'store-')), 'store.sqlite');
  copyFileSync(fixture, file);
  return `sqlite:${file}`;
}

const url = copyOfFixture();
const log = recordedLog();
let store: Store;
beforeAll(async () => {
  store = await openStore({ url, clock, log });
  return () => store.close();
});

const appointment = { workspace, kind: 'tip', id: general };
const anyShoutout = shoutoutSchema.parse({
  ...{ id: '1', from: ana, people: [ben], skill: 'patience', text: 'any' },
  ...{ state: 'posted', created: 0, day: today },
});

/** The schema of every kind of record, by the beginning of its key. */
const schemas: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^store:_\/version$/, z.int()],
  [/^(claims|locks):/, z.union([z.boolean(), z.string()])],
  [/^[a-z-]+:[^/]+\/index\//, pageSchema],
  [/^outbox:_\/wake$/, z.object({ bucket: z.number() })],
  [/^outbox:/, recordKey(appointment).schema],
  [/^shoutouts:\w+\/shoutout\//, shoutoutKey(workspace, '').schema],
  [/^shoutouts:\w+\/done\//, doneKey(workspace, '').schema],
  [/^shoutouts:\w+\/twin\//, (await duplicateKey(workspace, anyShoutout)).schema],
  [/^shoutouts:\w+\/quota\//, quotaKey(workspace, '', '').schema],
  [/^shoutouts:\w+\/waiting\//, waitingKey(workspace, '').schema],
  [/^shoutouts:\w+\/report\//, reportKey(workspace, '').schema],
  [/^shoutouts:\w+\/notice\//, messagesKey(workspace, '').schema],
  [/^shoutouts:\w+\/person\//, preferencesKey(workspace, '').schema],
  [/^shoutouts:\w+\/week\//, weekKey(workspace, '', '').schema],
  [/^tips:\w+\/plan\//, planKey(workspace, '').schema],
  [/^tips:\w+\/deck\//, drawKey(workspace, '').schema],
  [/^tips:\w+\/tries\//, triesKey(workspace, '').schema],
  [/^tip-remarks:/, notUsefulKey(workspace, '').schema],
  [/^practice:/, boxSchema],
];

test('every record still fits its schema', async () => {
  const engine = await openEngine({ url, random: systemRandom });
  const keys = (await Array.fromAsync(engine.batches(''))).flat().map(({ key }) => key);
  await engine.close();
  expect(keys).toHaveLength(97);
  const kinds = new Set<RegExp>();
  for (const key of keys) {
    const [pattern, schema] = schemas.find(([kind]) => kind.test(key)) ?? [];
    if (!pattern || !schema) throw new Error(`no schema for ${key}`);
    kinds.add(pattern);
    const at = key.indexOf(':');
    const record: Key<unknown> = { namespace: key.slice(0, at), name: key.slice(at + 1), schema };
    expect(await store.get(record), key).toBeDefined();
  }
  expect(kinds.size).toBe(schemas.length);
  expect(log.lines).toEqual([]);
});

test('shout-outs keep their state and details', async () => {
  const found: Shoutout[] = [];
  await forEachShoutout({ store }, workspace, (shoutout) => void found.push(shoutout));
  expect(found.map(({ state, text }) => [state, text])).toEqual([
    ['posted', 'she found the lost receipt and walked him to the till'],
    ['posted', 'they let her finish the story of the broken kettle'],
    ['posted', 'she waited with him for the bus'],
    ['private', 'thank you for calming me down'],
    ['hidden', 'he told everybody the number of her card'],
    ['posted', 'she repeated the way three times without a sigh'],
    ['private', 'he stayed calm in the long queue'],
    ['posted', 'she explained the form twice'],
    ['waiting', 'she and he heard out the whole tale'],
  ]);
  expect(found[0]).toMatchObject({
    ...{ from: ana, people: [ben], skill: 'patience', channel: general, day: '2026-11-24' },
    ...{ card: { channel: general, ts: '1795521600.000011' }, seenBy: [dev], retell: false },
  });
  expect(found[1]).toMatchObject({
    ...{ people: [ben, dev], skill: 'good-listener', customer: 'external', where: 'phone' },
    link: 'https://example.com/case?a=1&b=2',
  });
  expect(found[2]).toMatchObject({ customer: 'internal', edited: 1_795_521_780_000 });
  expect(found[8]).toMatchObject({ people: [chiara, ben], asked: [chiara] });
});

test('histories, moments, reports and preferences are found', async () => {
  const texts = async (user: string, side: 'given' | 'received') =>
    (await historyOf({ store }, { workspace, user, side }, 10)).shoutouts.map(({ text }) => text);
  expect(await texts(ben, 'received')).toEqual([
    'thank you for calming me down',
    'they let her finish the story of the broken kettle',
    'she found the lost receipt and walked him to the till',
  ]);
  expect(await texts(ben, 'given')).toEqual([
    'she explained the form twice',
    'she waited with him for the bus',
  ]);
  const moments = await momentsOf(
    { store },
    { workspace, skill: 'patience', today },
    10,
    async () => true,
  );
  expect(moments.map(({ people }) => people)).toEqual([[chiara]]);
  expect(await openReports({ store }, workspace)).toMatchObject([{ by: [ben] }]);
  const preferences = await preferencesOf({ store }, workspace, [chiara, dev]);
  expect([...preferences.values()]).toEqual([
    { wish: 'ask', retell: true, introduced: true },
    { wish: 'publicly', retell: false, introduced: true },
  ]);
});

test('coverage counts what was seen and tried', async () => {
  const [week] = await store.getMany([weekKey(workspace, general, '2026-11-23')]);
  expect(week?.skills).toEqual({
    patience: { seen: [0, 4, 0, 0, 0, 0, 0], tried: 1 },
    'good-listener': { seen: [0, 1, 0, 0, 0, 0, 0], tried: 0 },
  });
  const seenIn = (channel: string | undefined) =>
    coverage({ store }, { workspace, channel, today });
  expect(await seenIn(general)).toEqual({ kind: 'total', moments: 5, few: 'active' });
  // That version counted private channels in the workspace as well, so nothing of it is told.
  expect(await seenIn(undefined)).toEqual({ kind: 'total', moments: 0, few: 'active' });
});

test('plans keep their rule and their place in the deck', async () => {
  const plans = [general, serviceDesk, dev, chiara].map((id) => planKey(workspace, id));
  expect(await store.getMany(plans)).toMatchObject([
    { name: 'general', isOn: true, rule: { time: '09:00', zone: 'Europe/Lisbon' } },
    { name: 'service-desk', isOn: true, rule: { time: '10:30', pausedUntil: '2026-12-01' } },
    { owner: dev, isOn: true, rule: { time: '08:00', zone: 'Asia/Kolkata' } },
    { owner: chiara, isOn: false },
  ]);
  expect(await store.get(drawKey(workspace, general))).toMatchObject({
    before: { shown: ['patience/088c6la'] },
    occurrence: '2026-11-26',
    tip: 'product-knowledge/1y8wntv',
  });
  expect(await store.get(recordKey(appointment))).toMatchObject({
    stage: { name: 'queued', occurrence: '2026-11-26', scheduled: 'Q0100005' },
    sent: ['2026-11-25'],
  });
});

test('tries and tip feedback keep what people said', async () => {
  expect(await triesOf({ store }, workspace, ana)).toMatchObject([
    { skill: 'patience', date: today, outcome: 'did' },
  ]);
  expect(await triesOf({ store }, workspace, dev)).toMatchObject([{ skill: 'patience' }]);
  expect(await store.get(notUsefulKey(workspace, 'patience/088c6la'))).toMatchObject({
    people: [ben],
  });
});

test('the check finds nothing wrong', async () => {
  const run = appProcess({}, { args: ['src/cli/store.ts', 'check', copyOfFixture()] });
  // All that can expire has done so: the last one on 1 December 2026.
  expect([await run.ended, run.out(), run.err()]).toEqual([
    0,
    '62 entries, with 9 shout-outs in 11 indexes: 0 indexes do not match, 0 broken.\n',
    '',
  ]);
});
