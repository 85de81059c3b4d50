import { inject } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import type { GivenChoice } from '../../../src/ports/personal-data.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { Engine } from '../../../src/store/engine.ts';
import { aMoment } from '../../outbox/rig.ts';
import { seeded } from '../../random.ts';
import { recordedLog } from '../../recorded-log.ts';
import { opened } from '../../store/opened.ts';
import {
  ben,
  chiara,
  dev,
  giver,
  messageWorld,
  minute,
  moderator,
  replica,
  reports,
  room,
} from '../shoutouts/message-rig.ts';

export const workspace = 'TUSED';
export const ownWords = 'the words of the person who goes';

type Replica = ReturnType<typeof replica>;

/** A workspace in which Ben has done everything that the app keeps. */
export async function usedWorkspace(url: string) {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 9));
  const log = recordedLog();
  // Done in memory, and then copied: a disk would be slow.
  const [memory, { store, engine }] = [
    await opened('memory:', { clock, log }),
    await opened(url, { clock, log }),
  ];
  const world = messageWorld(clock);
  let scheduled = 0;
  const slack = {
    ...world.slack,
    schedule: async () => {
      scheduled += 1;
      return `Q${scheduled}`;
    },
  };
  const startOn = (place: Store) => replica({ store: place, clock, slackOf: () => slack });
  const pass = async (replicas: readonly Replica[], ms: number) => {
    for (const end = clock.now() + ms; clock.now() < end; clock.advance(15_000)) {
      for (const one of replicas) await one.run();
      // A run with nothing due takes no turn of the event loop; what goes on beside it does, and SQLite
      // takes two for each of its writes.
      for (let moments = 0; moments < 8; moments += 1) await aMoment();
    }
  };
  const before = startOn(memory.store);
  await doEverything(before, () => clock.advance(1000));
  await pass([before], 2 * minute);
  for await (const lines of memory.engine.batches('')) await engine.update([], () => lines);
  const start = () => startOn(store);
  const first = start();
  return {
    ...{ store, engine, world, clock, first, start, pass },
    /** What the store still holds about Ben. */
    left: () => linesWith(engine, (line) => line.includes(ben)),
    leftWords: () => linesWith(engine, (line) => line.includes(ownWords)),
  };
}

/** The lines of an engine, with their keys, for which this is true. */
async function linesWith(
  engine: Engine,
  isWanted: (line: string) => boolean,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const batch of engine.batches(''))
    lines.push(...batch.map(({ key, text }) => `${key} ${text}`).filter(isWanted));
  return lines;
}

async function doEverything(app: Replica, tick: () => void): Promise<void> {
  let presses = 0;
  const as = (user: string, value = '', channel: string = room) => {
    presses += 1;
    return { workspace, user, value, channel, form: undefined, message: { ts: `${presses}.0` } };
  };
  const say = (user: string, word: string, text: string) =>
    app.ask(async ({ care }) => {
      tick();
      presses += 1;
      const dedupeKey = `say ${presses}`;
      return care(word)({ workspace, user, channel: room, text, raw: text, dedupeKey });
    });
  const press = (user: string, route: string, value = '') =>
    app.ask(({ action }) => {
      tick();
      return action(route)(as(user, value));
    });
  for (const user of [ben, chiara, dev, giver]) await choose(app, user, 'publicly');
  await thank(app, ben, [chiara, dev], `she waited, ${ownWords}`);
  await thank(app, giver, [ben], 'he waited with a lost child');
  await thank(app, giver, [ben, chiara], 'they waited with a lost child');
  const seen = await thank(app, giver, [chiara], 'she walked him to the till');
  await press(ben, 'shoutout.saw', seen);
  await app.ask(({ submit }) =>
    submit('shoutout.report')({
      ...{ workspace, user: ben, dedupeKey: 'report', about: seen },
      values: { why: 'it names a customer' },
    }),
  );
  await thank(app, dev, [ben], 'he stayed until the bus came');
  // Another report, about which Ben decides as a moderator.
  const left = await thank(app, giver, [dev], 'he carried the pram up the stairs');
  await app.ask(({ submit }) =>
    submit('shoutout.report')({
      ...{ workspace, user: chiara, dedupeKey: 'report', about: left },
      values: { why: 'it names a place' },
    }),
  );
  await app.ask(({ action }) => action('shoutout.leave')(as(ben, left, reports)));
  await choose(app, ben, 'ask');
  await thank(app, giver, [ben, dev], 'they carried the bags to the car');
  await say(ben, 'recap', 'on friday 16:00');
  await say(ben, 'tips', 'me 09:00 daily');
  await say(ben, 'tips', 'on 09:00 daily');
  const tip = JSON.stringify(await say(ben, 'tip', 'patience'));
  const [, shown = ''] = /"value":"(patience\/[^" ]+ \d{4}-\d\d-\d\d)"/.exec(tip) ?? [];
  const [id = ''] = shown.split(' ');
  const offered = JSON.stringify(await press(ben, 'tips.try', shown));
  const [, chosen = ''] = /"value":"(patience\/[^" ]+ [^" ]+)"/.exec(offered) ?? [];
  await press(ben, 'tips.choose', chosen);
  await press(ben, 'tips.went', `did ${chosen.split(' ')[1]}`);
  await press(ben, 'tips.more', `useless ${id}`);
  await press(ben, 'tips.focus', 'patience');
  await say(ben, 'practice', '');
  await say(ben, 'my-data', 'export');
  for (const tab of ['home', 'messages'] as const)
    await app.ask(({ tabOpened }) => tabOpened({ workspace, user: ben, tab }));
  await press(moderator, 'shoutout.saw', seen);
  // Their cards wait for a bundle.
  await say(ben, 'tips', 'bundle weekly friday');
  await thank(app, chiara, [ben, dev], 'they shared one umbrella with her');
  await thank(app, chiara, [ben], 'he lent her his umbrella');
}

function choose(app: Replica, user: string, wish: string): Promise<unknown> {
  return app.ask(({ submit }) =>
    submit('shoutout.choose')({
      ...{ workspace, user, dedupeKey: `wish ${user}`, about: '' },
      values: { wish, retell: ['yes'] },
    }),
  );
}

/** Resolves with the id of the shout-out, if its card is in the channel. */
export async function thank(
  app: Replica,
  from: string,
  people: readonly string[],
  text: string,
): Promise<string> {
  const said = await app.ask(({ command }) =>
    Promise.resolve(
      command({
        ...{ workspace, user: from, channel: room, dedupeKey: text.slice(0, 10), text },
        raw: `${people.map((one) => `<@${one}>`).join(' ')} #patience ${text}`,
      }),
    ),
  );
  return /"([\da-f]{8}-[\da-f]{4}-7[\da-f-]+)"/.exec(JSON.stringify(said))?.[1] ?? '';
}

export const confirm = (app: Replica, given: GivenChoice) =>
  app.ask(({ action }) =>
    action('my-data.confirm')({
      ...{ workspace, user: ben, value: given, channel: room },
      ...{ form: undefined, message: { ts: '1.0' } },
    }),
  );

let steps: Promise<number> | undefined;

/** The steps of a deletion that nothing interrupts. */
function erasureSteps(): Promise<number> {
  steps ??= countSteps();
  return steps;
}

async function countSteps(): Promise<number> {
  const { store, clock, first, pass, left } = await usedWorkspace('memory:');
  const before = first.steps();
  await confirm(first, 'delete');
  for (const limit = clock.now() + 8 * minute; clock.now() < limit && (await left()).length > 0; )
    await pass([first], 15_000);
  await store.close();
  return first.steps() - before;
}

/**
 * Deletes Ben's data on a replica that is killed at a random step, with a failing call of Slack now
 * and then; another one goes on. Resolves with what is left of him, and the seconds from his request
 * until there was nothing in the store and on cards.
 */
export async function erasureRun(url: string, run: number) {
  const random = seeded(inject('seed') * 1000 + run);
  const used = await usedWorkspace(url);
  const { first, clock, world, start, pass, left } = used;
  const given: GivenChoice = random() < 0.5 ? 'keep' : 'delete';
  first.killAfter(Math.floor(random() * (await erasureSteps())));
  if (random() < 0.5) world.faults.push({ on: 'deleteMessage', does: 'limited', retryAfter: 5 });
  if (random() < 0.5) world.faults.push({ on: 'update', does: 'unsure' });
  const next = start();
  let [asked, since] = [1, clock.now()];
  // Killed before it answered: the person read an apology, and asks again.
  if ((await confirm(first, given)) === undefined) {
    await pass([next], minute);
    [asked, since] = [2, clock.now()];
    await confirm(next, given);
  }
  clock.advance(1000);
  const limit = clock.now() + 8 * minute;
  const isShown = () => world.cards().some(({ message }) => message.text.includes(ben));
  while ((isShown() || (await left()).length > 0) && clock.now() < limit)
    await pass([first, next], 15_000);
  const told = world.messages.filter(({ message }) => message.text.startsWith('Your data is'));
  return {
    ...{ ...used, given, wasKilled: first.isDead(), asked, told: told.length },
    seconds: (clock.now() - since) / 1000,
  };
}
