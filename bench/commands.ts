/**
 * Sends signed `/care` commands over HTTP to the app, to Bolt that sends the same answers, to Bolt
 * with its defaults and to plain node:http, in turns. `npm run bench` prints the table for
 * docs/benchmarks.md, and `npm run bench -- --starts 3 --rounds 5` is a quick look. `--ask me`,
 * `--ask coverage` and `--ask shoutout` send those commands instead, the last from two thousand
 * people in turn. `--metrics` adds the app with METRICS=on.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { type SignedRequest, signedCommand } from './signing.ts';
import { answeringSlack } from './slack.ts';
import { spread, table } from './table.ts';
import {
  targets as always,
  answeringBolt,
  app,
  appWithMetrics,
  bareBolt,
  type Running,
  type Target,
} from './target.ts';

const { values } = parseArgs({
  options: {
    starts: { type: 'string', default: '9' },
    rounds: { type: 'string', default: '21' },
    seconds: { type: 'string', default: '1' },
    connections: { type: 'string', default: '16' },
    ask: { type: 'string', default: 'guidelines' },
    metrics: { type: 'boolean', default: false },
  },
});
const starts = Number(values.starts);
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const connections = Number(values.connections);

/** Questions of one shift: names, everyday words, typing errors, lists, the menu. */
const questions = [
  '',
  'help',
  'skills',
  'rules',
  'guidelines',
  'about',
  'patience',
  'angry',
  'self-control',
  'warm welcome',
  'refund',
  'lost',
  'queue',
  'first day',
  'patiense',
  'warm welcom',
  'recepton',
  'compasion',
  'flexibilty',
  'customer is shouting',
  'long queue',
  'he wont stop talking',
  'wrong size no receipt',
  'old lady lost',
  'line out the door',
  'someone crying at my desk',
  'who is an internal customer',
  'they think we are too expensive',
  'printer broken and people are waiting',
  'she comes every morning',
  'late again',
  'my colleague never answers',
  'how do i say no',
  'we are out of stock',
  'too hot in here',
  'what are guidelines for',
  'visitor at the gate',
  'thanks for the chocolates',
  'phone keeps ringing',
  'zzzz',
];

let turns = 0;

const sets: Readonly<Record<string, () => SignedRequest[]>> = {
  guidelines: () => questions.map((text) => signedCommand(text)),
  me: () => [signedCommand('me')],
  coverage: () => [signedCommand('coverage')],
  shoutout: () => {
    // The same words would be the same shout-out, sent twice.
    turns += 1;
    const moment = `She let the gentleman count his coins ${turns} times.`;
    return Array.from({ length: 2000 }, (_, number) =>
      signedCommand(`<@U1${number}> #patience ${moment}`, '/shoutout', `U2${number}`),
    );
  },
};
const asked = sets[values.ask];
if (!asked) throw new Error(`--ask is one of ${Object.keys(sets).join(', ')}`);

const ask: () => SignedRequest[] = asked;

const slack = await answeringSlack();
const slackApiUrl = slack.apiUrl;

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const answersFile = join(folder, 'answers.json');
writeFileSync(answersFile, JSON.stringify(await answersOf(app)));
const targets = values.metrics ? [app, appWithMetrics, ...always.slice(1)] : always;

type Figures = { ready: number[]; throughput: number[]; p99: number[] };
const figures = new Map<string, Figures>(
  targets.map(({ name }) => [name, { ready: [], throughput: [], p99: [] }]),
);

const figuresOf = ({ name }: Target) => figures.get(name) as Figures;

for (let start = 0; start < starts; start += 1) {
  for (const target of targets) {
    const running = await target.start(slackApiUrl, answersFile);
    figuresOf(target).ready.push(running.readyMs);
    await running.stop();
  }
}

/** Runs all targets at once and loads them in short turns, so that noise affects all alike. */
const running = new Map<Target, Running>();
for (const target of targets) {
  running.set(target, await target.start(slackApiUrl, answersFile));
  await load(running.get(target) as Running, 3);
}
for (let round = 0; round < rounds; round += 1) {
  for (const [target, process] of running) {
    const { non2xx, errors, requests, latency } = await load(process, seconds);
    if (non2xx > 0 || errors > 0) throw new Error(`${target.name} did not answer everything`);
    figuresOf(target).throughput.push(requests.average);
    figuresOf(target).p99.push(latency.p99);
  }
}
for (const process of running.values()) await process.stop();
slack.close();
rmSync(folder, { recursive: true });

const [peer, bolt] = [answeringBolt, bareBolt].map((name) => figures.get(name) as Figures);
if (!peer || !bolt) throw new Error('there is nothing to compare with');
const rows = [...figures].map(([name, { throughput, p99, ready }]) => [
  name,
  spread(throughput),
  ratio(throughput, peer.throughput),
  ratio(throughput, bolt.throughput),
  spread(p99),
  ratio(p99, peer.p99),
  spread(ready),
  ratio(ready, bolt.ready),
]);
process.stdout.write(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; ${starts} starts, then ${rounds} turns of ${seconds} s each over ${connections} connections.\n\n${table(
    [
      'process',
      'commands/s',
      '× same answers',
      '× bare Bolt',
      '99th percentile, ms',
      '× same answers',
      'ready, ms',
      '× bare Bolt',
    ],
    rows,
  )}\n`,
);

/** The answers of a process, by what was typed. */
async function answersOf(target: Target): Promise<Record<string, unknown>> {
  const { url, stop } = await target.start(slackApiUrl, '');
  const answers: Record<string, unknown> = {};
  for (const { path, ...request } of ask().slice(0, questions.length)) {
    const typed = new URLSearchParams(request.body).get('text') ?? '';
    answers[typed] = await (await fetch(url + path, request)).json();
  }
  // A second after its start the app keeps what the measured starts will find.
  await setTimeout(3000);
  await stop();
  return answers;
}

/** Each connection sends requests of its own, where there are enough. */
function load({ url }: Running, duration: number): Promise<autocannon.Result> {
  const requests = ask();
  let clients = 0;
  const setupClient = (client: autocannon.Client) => {
    const number = clients;
    clients += 1;
    const own = requests.filter((_, at) => at % connections === number);
    client.setRequests(own.length > 0 ? own : requests);
  };
  return autocannon({ url, duration, connections, requests: requests.slice(0, 1), setupClient });
}

/** Median of the ratios round by round, since noise in one round affects both. */
function ratio(figure: readonly number[], other: readonly number[]): string {
  const ratios = figure
    .map((value, round) => value / (other[round] ?? Number.NaN))
    .sort((a, b) => a - b);
  return (ratios[Math.floor(ratios.length / 2)] ?? Number.NaN).toFixed(2);
}
