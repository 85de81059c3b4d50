/**
 * Cost of giving and reading with a thousand and with a million shout-outs in one workspace:
 * `node bench/shoutouts.ts [count] [url]`, by default a million in SQLite in a temporary folder.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coverage } from '../src/features/shoutouts/coverage/coverage.ts';
import { historyOf, momentsOf } from '../src/features/shoutouts/records/history.ts';
import { updatePreferences } from '../src/features/shoutouts/records/preferences.ts';
import { addShoutout } from '../src/features/shoutouts/records/repository.ts';
import { systemClock } from '../src/ports/clock.ts';
import { openStore } from '../src/store/store.ts';
import {
  any,
  busy,
  end,
  fill,
  median,
  printCosts,
  someShoutout,
  today,
  workspace,
} from './fill-shoutouts.ts';

const [count = '1000000', url] = process.argv.slice(2);
const quiet = () => {};
const log = { info: quiet, warn: quiet, error: quiet };

async function measure(total: number): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'shoutouts-bench-'));
  const store = await openStore({
    url: url ?? `sqlite:${folder}/store.sqlite`,
    clock: systemClock,
    log,
  });
  await fill(store, total);
  const user = () => `U${any(busy.people)}`;
  for (let person = 0; person < busy.people; person += 1)
    await updatePreferences({ store }, workspace, `U${person}`, { retell: true });
  const giveOne = (run: number) =>
    addShoutout({ store }, workspace, `V${run}`, someShoutout(end + run));
  const me = async () => {
    const person = user();
    for (const side of ['received', 'given'] as const)
      await historyOf({ store }, { workspace, user: person, side }, 10);
  };
  const figures = {
    give: await median(giveOne),
    me: await median(me),
    coverage: await median(() =>
      coverage({ store }, { workspace, channel: `C${any(busy.channels)}`, today }),
    ),
    moments: await median(() =>
      momentsOf({ store }, { workspace, skill: `skill-${any(16)}`, today }, 3, async () => true),
    ),
  };
  await store.close();
  rmSync(folder, { recursive: true });
  return figures;
}

await measure(1000); // Warms up.
const few = await measure(1000);
const many = await measure(Number(count));
printCosts(few, many, count);
