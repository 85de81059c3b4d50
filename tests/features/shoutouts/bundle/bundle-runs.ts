import { forEachShoutout } from '../../../../src/features/shoutouts/records/export.ts';
import { isHeld, type Shoutout } from '../../../../src/features/shoutouts/shoutout.ts';
import { planKey } from '../../../../src/features/tips/keys.ts';
import { openStore } from '../../../../src/store/store.ts';
import { seeded } from '../../../random.ts';
import { recordedLog } from '../../../recorded-log.ts';
import {
  ben,
  type CallFault,
  chiara,
  choose,
  dev,
  giver,
  messageWorld,
  minute,
  openWork,
  replica,
  room,
} from '../message-rig.ts';

export const troubles = ['killed', 'refused'] as const;

/** How the runs of one line ended. */
export type BundleCount = {
  runs: number;
  /** Runs in which the process was killed, or a call failed. */
  troubled: number;
  /** Each card is there once, below one first message. */
  right: number;
  /** Slack's answer to a post was lost: at most one card, and the record says that it may be. */
  unknown: number;
  twice: number;
  /** Anything else, such as work that is still open after five minutes. */
  other: number;
  readonly bad: number[];
};

type Line = {
  readonly trouble: (typeof troubles)[number];
  readonly storeUrl: string;
  readonly replicas: 1 | 2;
  readonly runs: number;
  readonly firstSeed: number;
};

const texts = {
  [ben]: 'he waited with a lost child',
  [chiara]: 'she untangled three lost orders',
  [dev]: 'he found another way round',
} as const;

/**
 * Three cards wait for a bundle that ends. The replica that shows them is killed at a random step of
 * it, or Slack fails once or twice; then five minutes pass for those that are left, or for one that is
 * started again.
 */
export async function bundleRuns(line: Line): Promise<BundleCount> {
  const count: BundleCount = {
    ...{ runs: line.runs, troubled: 0, right: 0, unknown: 0, twice: 0, other: 0 },
    bad: [],
  };
  const dry = await bundleRun(line, line.firstSeed - 1, 0);
  if (dry.verdict !== 'right') throw new Error(`${dry.verdict} without trouble`);
  for (let seed = line.firstSeed; seed < line.firstSeed + line.runs; seed += 1) {
    const { verdict, isTroubled } = await bundleRun(line, seed, dry.steps);
    count[verdict] += 1;
    count.troubled += isTroubled ? 1 : 0;
    if (verdict === 'twice' || verdict === 'other') count.bad.push(seed);
  }
  return count;
}

/** `steps` without trouble; 0: there is none. */
async function bundleRun({ trouble, storeUrl, replicas }: Line, seed: number, steps: number) {
  const random = seeded(seed);
  const workspace = `T${seed}`;
  let now = Date.UTC(2026, 10, 24, 9);
  const clock = {
    now: () => now,
    advance: (ms: number) => {
      now += ms;
    },
  };
  const store = await openStore({ url: storeUrl, clock, log: recordedLog() });
  const world = messageWorld(clock);
  const start = () => replica({ store, clock, slackOf: () => world.slack });
  const [acting, other] = [start(), start()];
  const given = async () => {
    const found: Shoutout[] = [];
    await forEachShoutout({ store }, workspace, (one) => void found.push(one));
    return found;
  };
  try {
    for (const user of [giver, ben, chiara, dev]) await choose(store, workspace, user, 'publicly');
    await other.care(workspace, 'tips', 'bundle daily');
    for (const [user, text] of Object.entries(texts)) {
      clock.advance(minute);
      await other.give(workspace, [user], text, text);
    }
    const held = await given();
    if (held.length !== 3 || !held.every(isHeld)) throw new Error('the cards do not wait');

    const before = acting.steps();
    const isDry = steps === 0;
    if (!isDry && trouble === 'killed') acting.killAfter(Math.floor(random() * steps));
    if (!isDry && trouble === 'refused')
      for (let faults = random() < 0.5 ? 1 : 2; faults > 0; faults -= 1)
        world.faults.push(randomFault(random));
    const faults = world.faults.length;
    const meanwhile = replicas === 2 && random() < 0.5 ? other.run() : undefined;
    await Promise.all([acting.care(workspace, 'tips', 'bundle off'), meanwhile]);
    await acting.idle();
    const isTroubled = acting.isDead() || world.faults.length < faults;
    const taken = acting.steps() - before;

    const restarted = acting.isDead() ? start() : acting;
    const left = replicas === 2 ? [other, ...(acting.isDead() ? [] : [acting])] : [restarted];
    for (let end = clock.now() + 5 * minute; clock.now() < end; ) {
      const pending = world.faults.length;
      clock.advance(minute / 2);
      await Promise.all(left.map((one) => one.run()));
      // Five minutes from when Slack answers again.
      if (world.faults.length < pending) end = clock.now() + 5 * minute;
    }
    return { isTroubled, steps: taken, verdict: await verdict() };
  } finally {
    await store.close();
  }

  async function verdict(): Promise<'right' | 'unknown' | 'twice' | 'other'> {
    const shoutouts = await given();
    const inRoom = world.messages.filter(({ channel }) => channel === room);
    const cardsOf = ({ text }: Shoutout) =>
      inRoom.filter(({ message }) => JSON.stringify(message).includes(text)).length;
    const firstOnes = inRoom.filter(({ message }) =>
      message.text.startsWith('New thanks to people'),
    ).length;
    if (firstOnes > 1 || shoutouts.some((one) => cardsOf(one) > 1)) return 'twice';
    // It died before it had changed the plan.
    if ((await store.get(planKey(workspace, room)))?.bundle !== undefined)
      return shoutouts.every((one) => isHeld(one) && cardsOf(one) === 0) ? 'right' : 'other';
    const isUnknown = ({ posting, card }: Shoutout) => posting !== undefined && !card;
    for (const one of shoutouts) {
      const { task, removal } = await openWork(store, workspace, one.id);
      if (one.pending || task || removal || isHeld(one) || one.state !== 'posted') return 'other';
      if (!isUnknown(one) && cardsOf(one) !== 1) return 'other';
    }
    return shoutouts.some(isUnknown) ? 'unknown' : 'right';
  }
}

function randomFault(random: () => number): CallFault {
  const does = (['limited', 'unreached', 'unsure', 'lost'] as const)[Math.floor(random() * 4)];
  return {
    ...{ on: 'post', does: does ?? 'unsure' },
    ...(does === 'limited' ? { retryAfter: 1 + Math.floor(random() * 100) } : {}),
  };
}
