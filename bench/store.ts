/**
 * The cost of appends and reads with a thousand, a hundred thousand and a million records on each
 * engine: `npm run bench:store`, or with names of engines and a largest size behind it, such as
 * `npm run bench:store -- sqlite 100000`. It starts servers of its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/ports/clock.ts';
import type { Store } from '../src/ports/store.ts';
import { itemsOf, newest } from '../src/store/index-pages.ts';
import { openStore } from '../src/store/store.ts';
import { ownPostgres, ownRedis } from '../tests/store/own-servers.ts';
import { type Floor, postgresFloor, redisFloor, sqliteFloor } from './store/floors.ts';
import { append, entry, everything, recent, recordKey } from './store/thanks.ts';
import { spread, table } from './table.ts';

const rounds = 300;
const warmUp = 60;
const wanted = process.argv.slice(2);
const largest = Number(wanted.find((word) => /^\d+$/.test(word)) ?? 1_000_000);
const sizes = [1000, 100_000, 1_000_000].filter((size) => size <= largest);

type Place = {
  readonly name: string;
  readonly open: () => Promise<{ urlOf: (place: number) => string; close: () => Promise<void> }>;
  readonly floor: (url: string) => Promise<Floor>;
};

const places: readonly Place[] = [
  {
    name: 'sqlite',
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'bench-'));
      return {
        urlOf: (place) => `sqlite:${join(folder, `${place}.sqlite`)}`,
        close: async () => rmSync(folder, { recursive: true }),
      };
    },
    floor: sqliteFloor,
  },
  {
    name: 'postgres',
    open: async () => {
      const server = await ownPostgres();
      return {
        urlOf: (place) => `${server.url}?schema=bench_${place}`,
        close: () => server.stop('in order'),
      };
    },
    floor: postgresFloor,
  },
  {
    name: 'redis',
    open: async () => {
      const server = await ownRedis();
      return {
        urlOf: (place) => server.url.replace(/\d+$/, String(place)),
        close: () => server.stop('in order'),
      };
    },
    floor: redisFloor,
  },
];

const works = ['floor', 'append', 'history', 'recap'] as const;
type Work = (typeof works)[number];
type Figures = Record<Work, number[]>;

const isWanted = ({ name }: Place) =>
  wanted.every((word) => /^\d+$/.test(word)) || wanted.includes(name);
say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; ${rounds} rounds.`);
for (const place of places.filter(isWanted)) await measure(place);

async function measure({ name, open, floor }: Place): Promise<void> {
  const { urlOf, close } = await open();
  const stores: { store: Store; floor: Floor; size: number; figures: Figures }[] = [];
  for (const [place, size] of sizes.entries()) {
    const store = await openStore({
      url: urlOf(place),
      clock: systemClock,
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
    const start = performance.now();
    for (const writes of everything(size)) await store.setMany(writes);
    process.stderr.write(`${name}: ${size} records in ${seconds(start)} s\n`);
    const figures = { floor: [], append: [], history: [], recap: [] };
    stores.push({ store, floor: await floor(urlOf(place)), size, figures });
  }
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const { store, floor: plain, size, figures } of stores) {
      const took = await measureOnce(store, plain, size, round + warmUp);
      if (round >= 0) for (const work of works) figures[work].push(took[work]);
    }
  }
  for (const { store, floor: plain } of stores) {
    await plain.close();
    await store.close();
  }
  report(name, stores);
  const program = fileURLToPath(new URL('store/export.ts', import.meta.url));
  const last = urlOf(sizes.length - 1);
  const out = execFileSync(process.execPath, [program, last], { encoding: 'utf8' });
  const {
    records,
    seconds: took,
    grownMB,
  } = JSON.parse(out) as {
    readonly records: number;
    readonly seconds: number;
    readonly grownMB: number;
  };
  say(
    `Exporting ${records} records took ${took.toFixed(1)} s, and the process grew by at most ${grownMB.toFixed(0)} MB.\n`,
  );
  await close();
}

/** The time of each kind of work, measured once, in microseconds. */
async function measureOnce(
  store: Store,
  floor: Floor,
  size: number,
  round: number,
): Promise<Record<Work, number>> {
  const next = entry(size + round);
  const line = JSON.stringify({ value: next.value });
  const { history, day } = recent(size, round);
  return {
    floor: await timed(() => floor.write(next.id, line)),
    append: await timed(() => append(store, next)),
    history: await timed(async () => {
      const { items } = await newest({ store }, history, 10);
      const records = await store.getMany(items.map(recordKey));
      if (records.length === 0 || !records.every(Boolean)) throw new Error('records are missing');
    }),
    recap: await timed(async () => {
      const items = await Array.fromAsync(itemsOf({ store }, day));
      const records = await store.getMany(items.map(recordKey));
      if (records.length < 150 || !records.every(Boolean)) throw new Error('records are missing');
    }),
  };
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return 1000 * (performance.now() - start);
}

function report(name: string, stores: readonly { size: number; figures: Figures }[]): void {
  const [least] = stores;
  const rows = stores.map(({ size, figures }) => [
    size.toLocaleString('en'),
    spread(figures.floor),
    spread(figures.append),
    (median(figures.append) / median(figures.floor)).toFixed(1),
    spread(figures.history),
    spread(figures.recap),
    ...(['append', 'history', 'recap'] as const).map((work) =>
      (median(figures[work]) / median(least?.figures[work] ?? [])).toFixed(2),
    ),
  ]);
  const head = ['records', 'floor, µs', 'append, µs', '× floor', 'history, µs', 'recap, µs'];
  const ratios = ['append', 'history', 'recap'].map((work) => `${work} × thousand`);
  say(`\n### ${name}\n\n${table([...head, ...ratios], rows)}\n`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function seconds(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
