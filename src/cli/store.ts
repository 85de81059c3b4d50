/** For whoever hosts the app: `npm run store`. Stop the app before you use it. */
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { systemClock } from '../ports/clock.ts';
import { systemRandom } from '../ports/random.ts';
import { StoreUnavailable } from '../ports/store.ts';
import { firstLine, Problems } from '../problems.ts';
import { copyEverything, isEmpty } from '../store/copy.ts';
import type { Engine } from '../store/engine.ts';
import { engineStore } from '../store/engine-store.ts';
import { openEngine } from '../store/engines.ts';
import { agreement, rebuild } from '../store/indexed.ts';
import { migrate } from '../store/migrations.ts';
import { indexedRecords } from './indexed-records.ts';

const usage = `npm run store -- copy FROM TO           copies everything into a store that is empty, and compares every key
npm run store -- check URL [--rebuild]  finds indexes that don't agree with the records, and writes them anew

FROM, TO and URL are as STORE_URL is. Stop the app first.
`;

const say = (line: string) => process.stdout.write(`${line}\n`);
const existing = { chance: systemRandom, mustExist: true };

try {
  process.exitCode = (await command(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}

/** False where something is not as it should be. */
async function command(args: string[]): Promise<boolean> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { rebuild: { type: 'boolean', default: false } },
  });
  const [name, first, second, ...more] = positionals;
  if (more.length === 0 && name === 'copy' && first && second) return copy(first, second);
  if (more.length === 0 && name === 'check' && first && !second)
    return check(first, values.rebuild);
  process.stderr.write(usage);
  return false;
}

async function copy(fromUrl: string, toUrl: string): Promise<boolean> {
  return using(await openEngine({ url: fromUrl, ...existing }), async (from) =>
    using(await openEngine({ url: toUrl, chance: systemRandom }), async (to) => {
      if (await isEmpty(from)) throw new Error('There is nothing in FROM. Nothing was copied.');
      if (!(await isEmpty(to))) {
        throw new Error(
          'TO is not empty. Nothing was copied; name a store in which nothing is yet.',
        );
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
        say(`Copied ${copied} entries; every key is the same on both sides.`);
        return true;
      }
      say(
        `Copied ${copied} entries, but ${different.length} are not the same on both sides, such as ${different[0]}.`,
      );
      say('Is the app still running? Stop it, empty TO, and copy again.');
      return false;
    }),
  );
}

async function check(url: string, mayRebuild: boolean): Promise<boolean> {
  return using(await openEngine({ url, ...existing }), async (engine) => {
    const unreadable = new Set<string>();
    const log = {
      info: (_: object, message: string) => say(message),
      warn: () => {},
      error: (fields: { namespace?: string; name?: string }) => {
        unreadable.add(`${fields.namespace} ${fields.name}`);
      },
    };
    const store = engineStore(engine, { clock: systemClock, log });
    if (await isEmpty(engine)) throw new Error('There is nothing in this store.');
    await migrate({ store, log });
    const damages = (await engine.damages?.()) ?? [];
    for (const damage of damages) say(`damaged: ${damage}`);
    const { records, indexes, disagreements, ...found } = await agreement(
      { store },
      indexedRecords,
    );
    const broken = [...new Set([...found.broken, ...unreadable])];
    for (const name of broken) say(`broken: ${name}`);
    for (const { index, expected, found } of disagreements) {
      say(
        `${index.namespace} ${index.workspace} ${index.name}: holds ${found}, and ${expected} records belong there`,
      );
    }
    const isWell = damages.length === 0 && broken.length === 0;
    say(
      `${records} records, ${indexes} indexes: ${disagreements.length} indexes do not agree, ${broken.length} broken.`,
    );
    if (disagreements.length === 0) return isWell;
    if (!mayRebuild) {
      say('Stop the app and run this again with --rebuild to write them anew from the records.');
      return false;
    }
    await rebuild(
      { store },
      indexedRecords,
      disagreements.map(({ index }) => index),
    );
    const after = await agreement({ store }, indexedRecords);
    say(
      `Written anew: ${disagreements.length} indexes. Now ${after.disagreements.length} do not agree.`,
    );
    return isWell && after.disagreements.length === 0;
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

function reasonOf(error: unknown): string {
  if (error instanceof Problems) return error.problems.map(({ reason }) => reason).join('\n');
  if (error instanceof StoreUnavailable)
    return `The store cannot be reached: ${firstLine(error.cause)}`;
  return firstLine(error);
}
