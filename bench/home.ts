/**
 * Cost of an opening of the Home tab with a thousand and with a million shout-outs in one workspace,
 * without Slack's own time: `node bench/home.ts [count] [url]`, by default a million in SQLite in a
 * temporary folder.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeFeatures } from '../src/app.ts';
import { readContent } from '../src/content/content.ts';
import { outbox } from '../src/outbox/outbox.ts';
import { systemClock } from '../src/ports/clock.ts';
import type { Person, Slack } from '../src/ports/slack.ts';
import { openStore } from '../src/store/store.ts';
import { busy, end, fill, median, printCosts, workspace } from './fill-shoutouts.ts';

const [count = '1000000', url] = process.argv.slice(2);
const quiet = () => {};
const log = { info: quiet, warn: quiet, error: quiet };
const content = await readContent({ roots: ['prompts'], languages: ['en'] });

async function measure(total: number): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'home-bench-'));
  // Each opening comes three seconds after the one before, as a person's Home tab is paced.
  const time = { now: end };
  const clock = { now: () => time.now };
  const store = await openStore({
    url: url ?? `sqlite:${folder}/store.sqlite`,
    clock: systemClock,
    log,
  });
  await fill(store, total);
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
  const open = async (run: number) => {
    time.now += 3000;
    const shown = new Promise<void>((resolve) => {
      published = resolve;
    });
    // Without the hash of what is shown, it is always published.
    const event = { workspace, user: `U${run % busy.people}`, tab: 'home', hash: '' } as const;
    await Promise.all(opened.map((handle) => handle(event)));
    await shown;
  };
  const before = process.cpuUsage();
  const opening = await median(open);
  const { user, system } = process.cpuUsage(before);
  // On a busy machine only the CPU time can be compared.
  const figures = { 'opening Home': opening, 'its CPU time': (user + system) / 1000 };
  await home.stop();
  await store.close();
  rmSync(folder, { recursive: true });
  return figures;
}

await measure(1000); // Warms up.
const few = await measure(1000);
printCosts(few, await measure(Number(count)), count);
