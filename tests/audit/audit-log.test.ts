import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditLog } from '../../src/audit/audit-log.ts';
import { parseEntryName } from '../../src/audit/record.ts';
import { allWorkspaces } from '../../src/ports/audit.ts';
import { StoreUnavailable } from '../../src/ports/store.ts';
import { mentionsId } from '../../src/text/mentions-id.ts';
import { noSlacks } from '../no-slack.ts';
import { recordedLog } from '../recorded-log.ts';
import { opened } from '../store/opened.ts';
import { postgresUrl, redisUrl } from '../store/servers.ts';

const day = 24 * 3_600_000;

const engines: Readonly<Record<string, () => Promise<string>>> = {
  memory: async () => 'memory:',
  sqlite: async () => `sqlite:${join(mkdtempSync(join(tmpdir(), 'audit-')), 'store.sqlite')}`,
  postgres: postgresUrl,
  redis: redisUrl,
};

async function logOn(url: string, auditDays = 365) {
  const time = { now: Date.UTC(2026, 10, 24, 12) };
  const clock = { now: () => time.now };
  const log = recordedLog();
  const { store, engine } = await opened(url, { clock, log });
  const audit = auditLog({ store, clock, log, auditDays });
  /** Notes an act a second after the one before. */
  const does = async (who: string, where: string, workspace = 'T1') => {
    time.now += 1000;
    await audit.note(workspace, { what: 'tips.off', who, where });
  };
  const wheres = async (workspace = 'T1') =>
    (await audit.latest(workspace)).map(({ where }) => where);
  const lines = async () => {
    const found: string[] = [];
    for await (const batch of engine.batches(''))
      found.push(...batch.map(({ key, text }) => `${key} ${text}`));
    return found;
  };
  const erase = (user: string, workspace = 'T1') =>
    audit.personalData.erase({
      ...{ workspace, user, given: 'keep', since: time.now, slacks: noSlacks },
    });
  return { time, clock, log, store, audit, does, wheres, lines, erase };
}

describe.each(Object.entries(engines))('on %s', (_, urlOf) => {
  test('lists the newest acts of a workspace, and of no other', async () => {
    const { audit, does, wheres, time } = await logOn(await urlOf());
    for (let count = 1; count <= 25; count += 1) await does('UANA', `C${count}`);
    await does('UEVE', 'CSECRET', 'T2');
    time.now += 1000;
    await audit.note(allWorkspaces, { what: 'content.reread', who: 'operator' });
    const [newest, ...rest] = await audit.latest('T1');
    expect(newest).toMatchObject({ what: 'content.reread', who: 'operator' });
    const numbers = Array.from({ length: 19 }, (_, place) => `C${25 - place}`);
    expect(rest.map(({ where }) => where)).toEqual(numbers);
    expect(await wheres('T2')).toEqual([undefined, 'CSECRET']);
  });

  test('a deletion replaces the person everywhere, and nobody else', async () => {
    const { audit, does, lines, erase, time } = await logOn(await urlOf());
    for (let count = 1; count <= 30; count += 1)
      await does(count % 2 ? 'UANA' : 'UANAB', `C${count}`);
    await does('UANA', 'C0', 'T2');
    time.now += day;
    await erase('UANA');
    expect((await lines()).filter(mentionsId('UANA')).map((line) => line.slice(0, 9))).toEqual([
      'audit:T2/',
    ]);
    const whos = (await audit.latest('T1')).map(({ who }) => who);
    expect(new Set(whos)).toEqual(new Set(['deleted', 'UANAB']));
    expect(whos).toHaveLength(20);
    expect(await audit.personalData.rows({ workspace: 'T1', user: 'UANA' })).toEqual([]);
    const rows = await audit.personalData.rows({ workspace: 'T1', user: 'UANAB' });
    expect(rows).toHaveLength(15);
  });

  test('acts noted at once by several replicas are all kept', async () => {
    const { audit, store, clock, log, lines } = await logOn(await urlOf());
    const other = auditLog({ store, clock, log });
    await Promise.all(
      Array.from({ length: 12 }, (_, place) =>
        (place % 2 ? audit : other).note('T1', { what: 'tips.on', who: `U${place}` }),
      ),
    );
    expect(await audit.latest('T1')).toHaveLength(12);
    expect((await lines()).filter((line) => line.includes('T1/entry/'))).toHaveLength(12);
  });
});

test('an entry ends after its days, also one whose person was deleted', async () => {
  const { does, wheres, erase, time } = await logOn('memory:', 30);
  await does('UANA', 'C1');
  time.now += 20 * day;
  await does('UBEN', 'C2');
  await erase('UANA');
  time.now += 10 * day - 2000;
  expect(await wheres()).toEqual(['C2', 'C1']);
  time.now += 2000;
  expect(await wheres()).toEqual(['C2']);
});

test('an act is done whether or not it can be noted', async () => {
  const { store, clock, log } = await logOn('memory:');
  const away = { ...store, update: () => Promise.reject(new StoreUnavailable(undefined)) };
  const audit = auditLog({ store: away, clock, log });
  await audit.note('T1', { what: 'tips.off', who: 'UANA' });
  await audit.settled();
  expect(log.lines).toMatchObject([{ level: 'error', what: 'tips.off', workspace: 'T1' }]);
});

test('reads no more for the list than it shows, whatever there is', async () => {
  const { store, clock, log, does } = await logOn('memory:');
  for (let count = 0; count < 60; count += 1) await does('UANA', `C${count}`);
  let reads = 0;
  const counting: typeof store = {
    ...store,
    getMany: (keys) => {
      reads += keys.length;
      return store.getMany(keys);
    },
  };
  expect(await auditLog({ store: counting, clock, log }).latest('T1')).toHaveLength(20);
  expect(reads).toBe(2 + 20);
});

test('only entries have the name of an entry', () => {
  expect(parseEntryName('T1/entry/000-a')).toEqual({ workspace: 'T1', id: '000-a' });
  expect(parseEntryName('T1/latest')).toBeUndefined();
});
