import { type CallFault, type messageWorld, minute, type Replica } from './message-rig.ts';

/** What happens in a run: a process is killed at a random step, or Slack fails once or twice. */
export const troubles = ['killed', 'refused'] as const;
type Trouble = (typeof troubles)[number];

/** Numbered runs of the same kind. */
export type Runs = { readonly runs: number; readonly firstSeed: number };

export type Ended<Verdict extends string> = {
  readonly verdict: Verdict;
  /** The process was killed, or a call failed. */
  readonly isTroubled: boolean;
};

/**
 * Does runs one after another. `run` gets the number of steps that its work has without trouble,
 * which the first run finds out: it gets 0 and has none.
 */
export async function inTrouble<Run extends Ended<string> & { readonly steps: number }>(
  { runs, firstSeed }: Runs,
  run: (seed: number, steps: number) => Promise<Run>,
): Promise<readonly (Run & { readonly seed: number })[]> {
  const { verdict, steps } = await run(firstSeed - 1, 0);
  if (verdict !== 'right') throw new Error(`${verdict} without trouble`);
  const ended: (Run & { readonly seed: number })[] = [];
  for (let seed = firstSeed; seed < firstSeed + runs; seed += 1)
    ended.push({ ...(await run(seed, steps)), seed });
  return ended;
}

/** How many runs ended how; `bad` has the seeds of those that must not end so. */
export function counted<Verdict extends string, Bad extends Verdict>(
  ended: readonly (Ended<Verdict> & { readonly seed: number })[],
  { verdicts, bad }: { readonly verdicts: readonly Verdict[]; readonly bad: readonly Bad[] },
) {
  const times = (verdict: Verdict) => ended.filter((one) => one.verdict === verdict).length;
  return {
    ...(Object.fromEntries(verdicts.map((one) => [one, times(one)])) as Record<Verdict, number>),
    troubled: ended.filter(({ isTroubled }) => isTroubled).length,
    bad: ended.filter(({ verdict }) => bad.some((one) => one === verdict)).map(({ seed }) => seed),
  };
}

type Troubled = {
  readonly trouble: Trouble;
  /** Of the work without trouble; 0: nothing happens to it. */
  readonly steps: number;
  readonly random: () => number;
  readonly acting: Replica;
  readonly faults: CallFault[];
  /** The calls that may fail. */
  readonly methods: readonly CallFault['on'][];
};

/** Resolves with what the work took, once nothing of it goes on in the background. */
export async function whileTroubled(
  { trouble, steps, random, acting, faults, methods }: Troubled,
  work: () => Promise<unknown>,
): Promise<{ readonly steps: number; readonly isTroubled: boolean }> {
  const before = acting.steps();
  if (steps > 0 && trouble === 'killed') acting.killAfter(Math.floor(random() * steps));
  if (steps > 0 && trouble === 'refused')
    for (let left = random() < 0.5 ? 1 : 2; left > 0; left -= 1)
      faults.push(randomFault(random, methods));
  const { length } = faults;
  await work();
  await acting.idle();
  return {
    steps: acting.steps() - before,
    isTroubled: acting.isDead() || faults.length < length,
  };
}

function randomFault(random: () => number, methods: readonly CallFault['on'][]): CallFault {
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  const [on, does] = [one(methods), one(['limited', 'unreached', 'unsure', 'lost'] as const)];
  return {
    ...{ on: on ?? 'post', does: does ?? 'unsure' },
    ...(does === 'limited' ? { retryAfter: 1 + Math.floor(random() * 100) } : {}),
  };
}

type World = Pick<ReturnType<typeof messageWorld>, 'faults'>;

/** Lets replicas work until five minutes after Slack answers again. */
export async function recovered(
  clock: { readonly now: () => number; readonly advance: (ms: number) => void },
  replicas: readonly Replica[],
  worlds: readonly World[],
): Promise<void> {
  const pending = () => worlds.reduce((sum, { faults }) => sum + faults.length, 0);
  for (let end = clock.now() + 5 * minute; clock.now() < end; ) {
    const before = pending();
    clock.advance(minute / 2);
    await Promise.all(replicas.map((one) => one.run()));
    if (pending() < before) end = clock.now() + 5 * minute;
  }
}
