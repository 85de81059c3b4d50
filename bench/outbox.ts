/** The cost of a plan, and of a run when nothing is due: `npm run bench:outbox`. */
import { cpus } from 'node:os';
import { type LoadResult, load } from '../tests/outbox/load.ts';
import { spread, table } from './table.ts';

const loads = [
  { workspaces: 1, plansEach: 100 },
  { workspaces: 1, plansEach: 1000 },
  { workspaces: 1, plansEach: 10_000 },
  { workspaces: 1000, plansEach: 10 },
];
const rounds = 3;

const results: LoadResult[][] = loads.map(() => []);
for (let round = 0; round < rounds; round += 1) {
  for (const [at, plans] of loads.entries()) results[at]?.push(await load(plans));
}

const rows = loads.map(({ workspaces, plansEach }, at) => {
  const all = results[at] ?? [];
  const [one] = all;
  if (!one) throw new Error('nothing was measured');
  return [
    `${workspaces} × ${plansEach}`,
    `${one.queued} of ${one.expected}`,
    `${one.mostInMinute}`,
    `${one.shortestLead.toFixed(1)}`,
    spread(all.map(({ msPerPlan }) => msPerPlan * 1000)),
    spread(all.map(({ idle }) => idle.ms * 1000)),
    `${one.idle.reads.toFixed(0)}`,
    spread(all.map(({ kbPerPlan }) => kbPerPlan)),
  ];
});

const [{ model = 'unknown' } = {}] = cpus();
process.stdout.write(
  `Node ${process.version}, ${cpus().length} × ${model}; ${rounds} rounds\n\n${table(
    [
      'workspaces × plans',
      'queued',
      'most calls in a minute',
      'shortest lead, h',
      'processor, µs a plan and day',
      'idle run, µs',
      'records read by it',
      'memory, KB a plan',
    ],
    rows,
  )}\n`,
);
