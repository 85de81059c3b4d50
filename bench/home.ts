/**
 * Cost of an opening of the Home tab with a thousand and with a million shout-outs in one workspace,
 * without Slack's own time: `node bench/home.ts [count] [folder]`, by default a million. The stores
 * are SQLite; those in `folder` are filled once, and the next run uses them again.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeFeatures } from '../src/app.ts';
import { readContent } from '../src/content/content.ts';
import { outbox } from '../src/outbox/outbox.ts';
import { systemClock } from '../src/ports/clock.ts';
import type { Person, Slack } from '../src/ports/slack.ts';
import { openStore } from '../src/store/store.ts';
import { busy, end, fill, printCosts, workspace } from './fill-shoutouts.ts';

const [count = '1000000', folder] = process.argv.slice(2);
const place = folder ?? mkdtempSync(join(tmpdir(), 'home-bench-'));
/** Turns of each, the first of which only warms up, and openings in each turn. */
const [turns, openings] = [21, 50];
const quiet = () => {};
const log = { info: quiet, warn: quiet, error: quiet };
const content = await readContent({ roots: ['prompts'], languages: ['en'] });

/** A workspace with so many shout-outs, in which people open their Home tabs. */
async function filled(total: number) {
  const file = join(place, `${total}.sqlite`);
  const isNew = !existsSync(file);
  // Each opening comes three seconds after the one before, as a person's Home tab is paced.
  const time = { now: end };
  const clock = { now: () => time.now };
  const store = await openStore({ url: `sqlite:${file}`, clock: systemClock, log });
  if (isNew) await fill(store, total);
  let published = quiet;
  const person: Omit<Person, 'id'> = {
    ...{ name: 'Ana', timeZone: 'Europe/Lisbon', locale: 'en-GB' },
    ...{ isBot: false, isDeactivated: false, isStranger: false, isGuest: false, isAdmin: false },
  };
  const slack: Pick<Slack, 'person' | 'publishHome'> = {
    person: async (id) => ({ ...person, id }),
    publishHome: async () => {
      published();
      return { hash: String(time.now) };
    },
  };
  const slacks = async () => slack as Slack;
  const { features, home } = composeFeatures({
    ...{ store, clock, log, slacks, version: '0.0.0', content: () => content },
    outbox: outbox({ store, slacks, clock, log }),
  });
  const opened = features.flatMap(({ events }) => events?.app_home_opened ?? []);
  let run = 0;
  const open = async () => {
    run += 1;
    time.now += 3000;
    const shown = new Promise<void>((resolve) => {
      published = resolve;
    });
    // Without the hash of what is shown, it is always published.
    const event = { workspace, user: `U${run % busy.people}`, tab: 'home', hash: '' } as const;
    await Promise.all(opened.map((handle) => handle(event)));
    await shown;
  };
  const times: number[] = [];
  let cpu = 0;
  async function turn(isMeasured: boolean): Promise<void> {
    const before = process.cpuUsage();
    const taken: number[] = [];
    for (let opening = 0; opening < openings; opening += 1) {
      const start = performance.now();
      await open();
      taken.push((performance.now() - start) * 1000);
    }
    const { user, system } = process.cpuUsage(before);
    if (!isMeasured) return;
    times.push(...taken);
    cpu += user + system;
  }
  /** In microseconds. On a busy machine only the CPU time can be compared. */
  const costs = () => ({
    'opening Home, median': times.sort((one, other) => one - other)[times.length >> 1] ?? 0,
    'its CPU time': cpu / times.length,
  });
  const close = async () => {
    await home.stop();
    await store.close();
  };
  return { turn, costs, close };
}

const [few, many] = [await filled(1000), await filled(Number(count))];
for (let number = 0; number < turns; number += 1)
  for (const one of number % 2 === 0 ? [few, many] : [many, few]) await one.turn(number > 0);
printCosts(few.costs(), many.costs(), count);
await few.close();
await many.close();
if (folder === undefined) rmSync(place, { recursive: true });
