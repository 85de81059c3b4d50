import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { defaultStore } from '../../config.ts';
import type { Clock } from '../../ports/clock.ts';
import { systemRandom } from '../../ports/random.ts';
import { firstLine, Problems } from '../../problems.ts';
import { engineStore } from '../../store/engine-store.ts';
import { openEngine } from '../../store/engines.ts';
import { dataVersion } from '../../store/migrations.ts';
import { MissingStore } from '../../store/missing-store.ts';
import { parseStoreUrl } from '../../store/store-url.ts';
import { causeOf, stderrLog } from '../command.ts';
import { type Check, failed, ok, warning } from './check.ts';

const name = 'Store';

/** A write and a read may take this long (milliseconds) before an answer to Slack is at risk. */
const maxLatency = 300;

const silent = { ...stderrLog, warn: () => {}, error: () => {} };

/** Creates and migrates nothing, so it may be run by any user, before the app and beside it. */
export async function storeChecks(url: string, clock: Clock): Promise<readonly Check[]> {
  const address = parseStoreUrl(url);
  const kind = 'problem' in address ? '' : address.engine;
  if ('path' in address && !existsSync(address.path)) return [futureFile(address.path)];
  try {
    const engine = await openEngine({ url, random: systemRandom, mustExist: true });
    const store = engineStore(engine, { clock, log: silent });
    try {
      const durability = (engine.warnings ?? []).map((why) =>
        warning(name, why, 'See docs/deploy.md, "Which store".'),
      );
      const { found, known } = await dataVersion(store);
      if (found !== undefined && found > known) {
        const why = `holds data of a newer Extra Mile (version ${found}; this one knows ${known})`;
        return [failed(name, why, 'Start the newer one, or name another store in STORE_URL.')];
      }
      const others = found === undefined ? await engine.size() : 0;
      const from = performance.now();
      if (await store.claim('_/doctor', 1000)) await store.release('_/doctor');
      const ms = Math.round(performance.now() - from);
      const version = found === undefined ? empty : `data of version ${found}`;
      const isSlow = ms > maxLatency;
      return [
        ...durability,
        ...(others > 0 ? [besideOthers(kind, others)] : []),
        isSlow
          ? warning(name, `${kind}: a write took ${ms} ms`, 'Look at its disk and its network.')
          : ok(name, `${kind}, ${version}; a write took ${ms} ms`),
      ];
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof MissingStore) {
      const why = `${error.problems.map(({ reason }) => reason).join('; ')}; the first start ${creates}`;
      return [warning(name, why, ifNotNew)];
    }
    return [failed(name, reasonOf(error), 'Put that right, or name another store in STORE_URL.')];
  }
}

const empty = 'empty: as at the first start';
const creates = 'creates it, empty';
const ifNotNew = 'Nothing before the first start; after it, correct STORE_URL.';

/** Where all that is found is of others; only a database of Redis is shared with other programs. */
function besideOthers(kind: string, count: number): Check {
  const why =
    kind === 'redis'
      ? `has ${count} entries of other programs or prefixes, and none of this app`
      : `has ${count} entries, but not the data version that this app writes first`;
  return warning(name, why, ifNotNew);
}

/** A file that the first start creates. */
function futureFile(path: string): Check {
  const parent = dirname(resolve(path));
  let folder = parent;
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    if (!statSync(folder).isDirectory()) throw new Error('not a folder');
    accessSync(folder, constants.W_OK);
    if (folder !== parent && `sqlite:${path}` !== defaultStore) {
      const why = `the folder ${parent} does not exist; the first start makes it, with an empty store`;
      return warning(name, why, ifNotNew);
    }
    const others = folder === parent ? readdirSync(folder).filter(isDatabase) : [];
    if (others.length > 0) {
      const beside = others.map((each) => join(dirname(path), each)).join(', ');
      const why = `${path} does not exist, but ${beside} does; the first start ${creates}`;
      return warning(name, why, ifNotNew);
    }
    return ok(name, `sqlite; the first start creates ${path} (${empty})`);
  } catch {
    const why = `${path} does not exist, and ${folder} is no folder that this user may write to`;
    return failed(name, why, 'Let the user that the app runs as write there.');
  }
}

const isDatabase = (file: string): boolean => /\.(?:sqlite3?|db)$/i.test(file);

function reasonOf(error: unknown): string {
  const cause = causeOf(error);
  if (cause instanceof Problems) return cause.problems.map(({ reason }) => reason).join('; ');
  return `cannot be used: ${firstLine(cause)}`;
}
