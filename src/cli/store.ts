/** Copies, checks and backs up the store, for the operator: `npm run store`. */
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { readCommandSettings } from '../config.ts';
import { indexedShoutouts } from '../features/shoutouts/index.ts';
import { systemClock } from '../ports/clock.ts';
import { systemRandom } from '../ports/random.ts';
import { Problems } from '../problems.ts';
import { backUpSqlite } from '../store/backup.ts';
import { copyEverything, countEntries, isEmpty } from '../store/copy.ts';
import type { Engine } from '../store/engine.ts';
import { engineStore } from '../store/engine-store.ts';
import { openEngine } from '../store/engines.ts';
import { checkIndexes, type Indexed, rebuildIndexes } from '../store/indexed.ts';
import { migrate } from '../store/migrations.ts';
import { parseStoreUrl } from '../store/store-url.ts';
import { printError, runCommand } from './command.ts';

const usage = `\
npm run store -- backup FILE            copies the SQLite of STORE_URL into a new file; the app may run
npm run store -- copy FROM TO           copies all data into an empty store, compares every key
npm run store -- check URL [--rebuild]  finds indexes that don't match the records and rebuilds them

FROM, TO and URL have the form of STORE_URL. Stop the app before copy and check.`;

/** Every kind of record that is listed in indexes. */
const indexedRecords: readonly Indexed[] = [indexedShoutouts];

const print = (line: string) => void process.stdout.write(`${line}\n`);
const existing = { random: systemRandom, mustExist: true };

// The URLs are arguments here, so a problem is printed without the name of the setting.
await runCommand(() => command(process.argv.slice(2)), { usage, describe: ({ reason }) => reason });

/** False if the arguments are wrong, or the command found something wrong. */
async function command(args: string[]): Promise<boolean> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { rebuild: { type: 'boolean', default: false } },
  });
  const [name, first, second, ...more] = positionals;
  if (more.length === 0 && name === 'copy' && first && second) return copy(first, second);
  if (name === 'backup' && first && !second) return backup(first);
  if (more.length === 0 && name === 'check' && first && !second)
    return check(first, values.rebuild);
  printError(usage);
  return false;
}

async function backup(file: string): Promise<boolean> {
  const { value: settings, problems } = readCommandSettings(process.env);
  if (!settings) throw new Problems(problems);
  const address = parseStoreUrl(settings.storeUrl);
  if (!('path' in address)) {
    throw new Error('Only SQLite is backed up by this command. See docs/deploy.md, "Backup".');
  }
  const count = await backUpSqlite(address.path, file, {
    random: systemRandom,
    clock: systemClock,
  });
  print(`${count} entries in ${file}.`);
  return true;
}

async function copy(fromUrl: string, toUrl: string): Promise<boolean> {
  return using(await openEngine({ url: fromUrl, ...existing }), async (from) =>
    using(await openEngine({ url: toUrl, random: systemRandom }), async (to) => {
      if (await isEmpty(from)) throw new Error('FROM is empty. Nothing was copied.');
      if (!(await isEmpty(to))) {
        throw new Error('TO is not empty. Nothing was copied; name an empty store.');
      }
      const bar = new SingleBar({
        format: '{bar} {percentage} % · {value} of {total} · {eta_formatted} left',
      });
      bar.start(2 * (await from.size()), 0);
      const { copied, different } = await copyEverything(
        { from, to, clock: systemClock },
        (lines) => bar.increment(lines),
      );
      bar.stop();
      if (different.length === 0) {
        print(`Copied ${copied} entries; every key is the same in both.`);
        return true;
      }
      print(`Copied ${copied} entries, but ${different.length} differ, such as ${different[0]}.`);
      print('Is the app still running? Stop it, empty TO, and copy again.');
      return false;
    }),
  );
}

async function check(url: string, mayRebuild: boolean): Promise<boolean> {
  return using(await openEngine({ url, ...existing }), async (engine) => {
    const unreadable = new Set<string>();
    const log = {
      info: (_: object, message: string) => print(message),
      warn: () => {},
      error: (fields: { namespace?: string; name?: string }) => {
        unreadable.add(`${fields.namespace} ${fields.name}`);
      },
    };
    const store = engineStore(engine, { clock: systemClock, log });
    if (await isEmpty(engine)) throw new Error('This store is empty.');
    await migrate({ store, log });
    const damages = (await engine.damages?.()) ?? [];
    for (const damage of damages) print(`damaged: ${damage}`);
    const { records, indexes, disagreements, ...found } = await checkIndexes(
      { store },
      indexedRecords,
    );
    const broken = [...new Set([...found.broken, ...unreadable])];
    for (const name of broken) print(`broken: ${name}`);
    for (const { index, expected, found } of disagreements) {
      print(
        `${index.namespace} ${index.workspace} ${index.name}:` +
          ` lists ${found} of ${expected} shout-outs`,
      );
    }
    const isSound = damages.length === 0 && broken.length === 0;
    print(
      `${await countEntries(engine, systemClock)} entries, with ${records} shout-outs in` +
        ` ${indexes} indexes: ${disagreements.length} indexes do not match, ${broken.length} broken.`,
    );
    if (disagreements.length === 0) return isSound;
    if (!mayRebuild) {
      print('Stop the app and run this again with --rebuild to rebuild them from the records.');
      return false;
    }
    await rebuildIndexes(
      { store },
      indexedRecords,
      disagreements.map(({ index }) => index),
    );
    const after = await checkIndexes({ store }, indexedRecords);
    print(
      `Rebuilt ${disagreements.length} indexes. Now ${after.disagreements.length} do not match.`,
    );
    return isSound && after.disagreements.length === 0;
  });
}

async function using<Result>(
  engine: Engine,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}
