import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { forEachShoutout } from '../../../src/features/shoutouts/records/export.ts';
import { StoreUnavailable } from '../../../src/ports/store.ts';
import { ben, giver, minute, room } from '../shoutouts/message-rig.ts';
import { agreement } from '../shoutouts/records/kept.ts';
import { confirm, erasureRun, thank, usedWorkspace, workspace } from './erasure-runs.ts';

const sqlite = () => `sqlite:${join(mkdtempSync(join(tmpdir(), 'my-data-')), 'store.sqlite')}`;

/** Makes a deletion wait. */
const busySlack = Array.from(
  { length: 50 },
  () => ({ on: 'deleteMessage', does: 'limited', retryAfter: 5 }) as const,
);

const namespaces = (lines: readonly string[]) => [
  ...new Set(lines.map((line) => line.slice(0, line.indexOf(':')))),
];

test('finds the person nowhere in the store, whose thanks stay from a colleague', async () => {
  const { first, world, pass, left, leftWords, store } = await usedWorkspace(sqlite());
  expect(new Set(namespaces(await left()))).toEqual(
    new Set([
      ...['audit', 'claims', 'home', 'outbox', 'practice', 'recaps', 'shoutout-months'],
      ...['shoutouts', 'tip-remarks', 'tips', 'welcome'],
    ]),
  );
  await confirm(first, 'keep');
  await pass([first], 2 * minute);
  expect(await left()).toEqual([]);
  expect((await leftWords()).length).toBe(1);
  const { indexes, expected } = await agreement(store);
  expect(indexes).toEqual(expected);
  const said = (channel: string) =>
    world.messages.filter((one) => one.channel === channel).map(({ message }) => message.text);
  const cards = said(room).filter((text) => text.startsWith('Thanks to'));
  expect(cards.filter((text) => text.includes('From a colleague'))).toHaveLength(1);
  expect(cards.join()).not.toContain(`<@${ben}>`);
  expect(said('CREPORTS').join()).toMatch(/^A colleague reports a shout-out of <@U1>:\nit names/);
  // The messages about thanks are gone from the direct message.
  expect(said(`D${ben}`).filter((text) => text.includes('thanks you for'))).toEqual([]);
  expect(said(`D${ben}`).at(-1)).toMatch(/^Your data is deleted\. The thanks you gave stay/);
  expect(first.log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
});

test('clears at the end what the engine keeps of it, also after an outage', async () => {
  const { store, start, pass, left } = await usedWorkspace('memory:');
  const found: (readonly string[])[] = [];
  const clear = vi
    .spyOn(store, 'clearUnused')
    .mockImplementation(async () => void found.push(await left()))
    .mockRejectedValueOnce(new StoreUnavailable(new Error('gone')));
  onTestFinished(() => clear.mockRestore());
  const one = start();
  await confirm(one, 'keep');
  await pass([one], 10 * minute);
  expect(found).toEqual([[]]);
});

test('deletes the thanks that the person gave, with their words', async () => {
  const { first, world, pass, left, leftWords } = await usedWorkspace('memory:');
  // A second confirmation, while it is being deleted, changes nothing.
  world.faults.push(...busySlack);
  await confirm(first, 'delete');
  await confirm(first, 'keep');
  world.faults.length = 0;
  await pass([first], 2 * minute);
  expect(await left()).toEqual([]);
  expect(await leftWords()).toEqual([]);
  expect(world.cards().filter(({ message }) => message.text.includes('colleague'))).toEqual([]);
  const done = world.messages.filter(({ message }) => message.text.startsWith('Your data is'));
  expect(done).toHaveLength(1);
});

test('keeps whole what is given after it was confirmed', async () => {
  const { first, clock, pass, left, store, world } = await usedWorkspace('memory:');
  world.faults.push(...busySlack);
  await confirm(first, 'delete');
  clock.advance(1);
  await thank(first, giver, [ben], 'he came back with the umbrella');
  await thank(first, ben, [giver], 'she called the customer back');
  world.faults.length = 0;
  await pass([first], 12 * minute);
  const texts: string[] = [];
  await forEachShoutout({ store }, workspace, ({ from, people, text }) => {
    if (from === ben || people.includes(ben)) texts.push(text);
  });
  expect(new Set(texts)).toEqual(
    new Set(['he came back with the umbrella', 'she called the customer back']),
  );
  const { indexes, expected } = await agreement(store);
  expect(indexes).toEqual(expected);
  expect(new Set(namespaces(await left()))).toEqual(new Set(['shoutout-months', 'shoutouts']));
});

test.each([1, 2, 3, 4])('goes on after a replica was killed (run %i)', async (run) => {
  const after = await erasureRun('memory:', run);
  const { left, leftWords, given, world, told, asked, seconds } = after;
  expect(await left()).toEqual([]);
  expect(await leftWords()).toHaveLength(given === 'keep' ? 1 : 0);
  expect(
    world
      .cards()
      .map(({ message }) => message.text)
      .join(),
  ).not.toContain(`<@${ben}>`);
  expect(told).toBeLessThanOrEqual(asked);
  expect(seconds).toBeLessThan(300);
});
