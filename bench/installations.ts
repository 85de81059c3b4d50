/**
 * What the app costs with ten thousand installations beside one, each with a plan whose next message
 * is at Slack: `npm run bench:installations -- [installations] [rounds]`. With `--languages` one
 * installation, in one language and in two, without content that an earlier start has kept and with
 * it. Only on Linux, as it reads /proc.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { botTokenOf, placeKey, tokenKeysKey } from '../src/installation/record.ts';
import { tokenCipher } from '../src/installation/token-cipher.ts';
import { outbox } from '../src/outbox/outbox.ts';
import { systemClock } from '../src/ports/clock.ts';
import type { Planner } from '../src/ports/outbox.ts';
import type { Slack } from '../src/ports/slack.ts';
import { put, type Store } from '../src/ports/store.ts';
import { openStore } from '../src/store/store.ts';
import { botToken, signedCommand } from './signing.ts';
import { answeringSlack } from './slack.ts';
import { spread, table } from './table.ts';
import { oauthApp, type Running } from './target.ts';

const { values, positionals } = parseArgs({
  options: { languages: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [many = '10000', rounds = '5'] = positionals;

/** What is compared, in turns. */
type Variant = {
  readonly name: string;
  readonly count: number;
  readonly languages?: string;
  /** Whether the start forgets what earlier ones have kept of the content. */
  readonly forgets?: boolean;
};
const variants: readonly Variant[] = values.languages
  ? ['en', 'en, es'].flatMap((languages) => [
      { name: `${languages}, nothing kept`, count: 1, languages, forgets: true },
      // Finds what the start before it has kept.
      { name: `${languages}, kept`, count: 1, languages },
    ])
  : [1, Number(many)].map((count) => ({ name: String(count), count }));
const contentCache = fileURLToPath(new URL('../node_modules/.cache/content', import.meta.url));

const commands = 2000;
const idleRuns = 50;
const batchSize = 500;
/** Milliseconds after the start by when its background work is done. */
const startTime = 10_000;

const quiet = () => {};
const log = { info: quiet, warn: quiet, error: quiet };
const clock = systemClock;
const tokenKey = randomBytes(32);
const workspaceOf = (number: number) => `T0BENCH${number || ''}`;

const slack = {
  schedule: async () => 'Q1',
} satisfies Partial<Slack> as unknown as Slack;

/** One message, in twenty hours. */
const postAt = Math.floor(Date.now() / 60_000) * 60 + 20 * 3600;
const planner: Planner = {
  next: async ({ id }, after) =>
    postAt > after ? { occurrence: 'once', postAt, place: { channel: id } } : undefined,
  compose: async () => ({ text: 'A tip', blocks: [] }),
  ended: async () => {},
};

function outboxOn(store: Store) {
  const box = outbox({ store, slacks: async () => slack, clock, log });
  box.register('tip', planner);
  return box;
}

/** Installations with encrypted tokens, each with a plan. */
async function fill(url: string, count: number): Promise<void> {
  const store = await openStore({ url, clock, log });
  const cipher = tokenCipher(tokenKey);
  const box = outboxOn(store);
  await store.setMany([put(tokenKeysKey, [cipher.keyId])]);
  const workspaces = Array.from({ length: count }, (_, number) => workspaceOf(number));
  for (let from = 0; from < count; from += batchSize) {
    const some = workspaces.slice(from, from + batchSize);
    await store.setMany(
      some.map((place) =>
        put(placeKey(place), {
          ...{ id: place, installedAt: Date.now(), isOrgWide: false, botUserId: 'U0APP' },
          token: cipher.seal(botToken, botTokenOf(place)),
        }),
      ),
    );
    const plans = some.map((workspace) => ({ workspace, kind: 'tip', id: 'C0BENCH' }));
    await Promise.all(plans.map((appointment) => box.arrange(appointment)));
  }
  await box.stop();
  await store.close();
}

type Figures = Record<string, number[]>;

/** Runs of the outbox with nothing due; the first one looks at every appointment. */
async function measureRuns(url: string, add: (figure: string, value: number) => void) {
  const store = await openStore({ url, clock, log });
  let reads = 0;
  const box = outboxOn({
    ...store,
    get: (key) => {
      reads += 1;
      return store.get(key);
    },
    getMany: (keys) => {
      reads += keys.length;
      return store.getMany(keys);
    },
    update: (keys, decide) => {
      reads += keys.length;
      return store.update(keys, decide);
    },
  });
  const run = () => box.run(60_000);
  await run();
  reads = 0;
  const before = process.cpuUsage();
  for (let count = 0; count < idleRuns; count += 1) await run();
  const { user, system } = process.cpuUsage(before);
  add('idle run', (user + system) / idleRuns);
  add('reads', reads / idleRuns);
  await store.close();
}

/** The app as it is: its start, its memory, and commands of as many people in any of the workspaces. */
async function measureApp(
  start: () => Promise<Running>,
  count: number,
  add: (figure: string, value: number) => void,
) {
  const app = await start();
  const ready = cpuTimeOf(app.pid);
  add('ready', ready);
  await pause(startTime);
  add('start', cpuTimeOf(app.pid) - ready);
  add('memory', memoryOf(app.pid));
  for (const text of ['patience', 'me']) {
    const before = cpuTimeOf(app.pid);
    for (let sent = 0; sent < commands; sent += 1) {
      const workspace = workspaceOf(Math.floor(Math.random() * count));
      const { path, ...request } = signedCommand(text, '/care', `U0BENCH${sent}`, workspace);
      const answer = await fetch(app.url + path, request);
      if (!answer.ok || (await answer.text()).length < 100) throw new Error('no answer');
    }
    add(text, ((cpuTimeOf(app.pid) - before) * 1000) / commands);
  }
  add('memory afterwards', memoryOf(app.pid));
  await app.stop();
}

/** MiB that are resident. */
function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

/** Milliseconds of CPU time, which Linux counts in hundredths of a second. */
function cpuTimeOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // After the name of the program, which may have spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = fields.slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-installations-'));
const server = await answeringSlack();
const figures = variants.map((): Figures => ({}));
const urlOf = (count: number) => `sqlite:${join(folder, `${count}.sqlite`)}`;
for (const count of new Set(variants.map((each) => each.count))) await fill(urlOf(count), count);
for (let round = 0; round < Number(rounds); round += 1) {
  for (const [at, { count, languages, forgets }] of variants.entries()) {
    const add = (figure: string, value: number) => {
      const all = figures[at] as Figures;
      all[figure] = [...(all[figure] ?? []), value];
    };
    if (forgets) rmSync(contentCache, { recursive: true, force: true });
    const settings = languages === undefined ? {} : { LANGUAGES: languages };
    const app = oauthApp(urlOf(count), tokenKey.toString('base64'), settings);
    await measureApp(() => app.start(server.apiUrl, ''), count, add);
    await measureRuns(urlOf(count), add);
  }
}
server.close();
rmSync(folder, { recursive: true });

const columns = {
  ready: 'CPU until ready, ms',
  start: 'in the ten seconds after, ms',
  memory: 'memory, MiB',
  'memory afterwards': 'after the commands, MiB',
  patience: '`/care patience`, CPU µs',
  me: '`/care me`, CPU µs',
  'idle run': 'idle run, CPU µs',
  reads: 'records read by it',
};
const rows = variants.map(({ name }, at) => [
  name,
  ...Object.keys(columns).map((figure) => spread(figures[at]?.[figure] ?? [])),
]);
process.stdout.write(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; ${rounds} rounds\n\n` +
    `${table([values.languages ? 'languages' : 'installations', ...Object.values(columns)], rows)}\n`,
);
