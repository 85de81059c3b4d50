import { recapStateKey } from '../../../../src/features/shoutouts/recap/plan.ts';
import { preferencesKey } from '../../../../src/features/shoutouts/records/keys.ts';
import { findReport } from '../../../../src/features/shoutouts/records/reports.ts';
import { findShoutout } from '../../../../src/features/shoutouts/records/repository.ts';
import { put, type Store } from '../../../../src/ports/store.ts';
import { openStore } from '../../../../src/store/store.ts';
import { seeded } from '../../../random.ts';
import { recordedLog } from '../../../recorded-log.ts';
import {
  ben,
  type CallFault,
  chiara,
  dev,
  giver,
  messageWorld,
  minute,
  type Replica,
  replica,
  room,
} from '../message-rig.ts';

/** `nothing` is taken back: the trouble comes while the recap is queued. */
export const takings = ['nothing', 'private', 'delete', 'edit', 'report', 'preference'] as const;
type Taking = (typeof takings)[number];
export const troubles = ['killed', 'refused'] as const;

/** How the runs of one line ended. */
export type RecapCount = {
  runs: number;
  /** Runs in which the process was killed, or a call failed. */
  troubled: number;
  /** Runs in which the moment was taken back before the process died. */
  taken: number;
  /** One recap, without what was taken back. */
  right: number;
  oldWords: number;
  twice: number;
  missing: number;
  readonly bad: number[];
};

type Line = {
  readonly taking: Taking;
  readonly trouble: (typeof troubles)[number];
  readonly runs: number;
  readonly firstSeed: number;
};

/** A Tuesday; the recap is due at noon in Lisbon, and queued before half past ten. */
const morning = Date.UTC(2026, 10, 24, 9);
const queuedAfter = Date.UTC(2026, 10, 24, 9, 55);
const queuedBy = Date.UTC(2026, 10, 24, 10, 35);
const past = Date.UTC(2026, 10, 24, 12, 5);

/**
 * A replica takes back what a queued recap tells, and is killed at a random step of it, or Slack
 * fails once or twice; another replica goes on. Each run has a workspace and a clock of its own.
 */
export async function recapRuns(line: Line): Promise<RecapCount> {
  const count: RecapCount = {
    ...{ runs: line.runs, troubled: 0, taken: 0, right: 0, oldWords: 0, twice: 0, missing: 0 },
    bad: [],
  };
  const dry = await recapRun(line, line.firstSeed - 1, 0);
  if (dry.verdict !== 'right') throw new Error(`${dry.verdict} without trouble`);
  for (let seed = line.firstSeed; seed < line.firstSeed + line.runs; seed += 1) {
    const { verdict, isTroubled, isTaken } = await recapRun(line, seed, dry.steps);
    count[verdict] += 1;
    count.troubled += isTroubled ? 1 : 0;
    count.taken += isTaken ? 1 : 0;
    if (verdict !== 'right') count.bad.push(seed);
  }
  return count;
}

/** `steps` of the change without trouble; 0: there is none. */
async function recapRun({ taking, trouble }: Line, seed: number, steps: number) {
  const random = seeded(seed);
  const workspace = `T${seed}`;
  let now = morning;
  const clock = {
    now: () => now,
    advance: (ms: number) => {
      now += ms;
    },
  };
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  const world = messageWorld(clock);
  const start = () => replica({ store, clock, slackOf: () => world.slack });
  const [acting, other] = [start(), start()];
  try {
    for (const user of [ben, chiara])
      await store.setMany([
        put(preferencesKey(workspace, user), {
          ...{ wish: 'publicly' as const, retell: true, introduced: true },
        }),
      ]);
    await other.care(workspace, 'recap', 'on tuesday 12:00');
    await other.give(workspace, [ben], words.ben, 'first');
    clock.advance(minute);
    await other.give(workspace, [chiara], words.chiara, 'second');
    if (taking === 'nothing') {
      await passTo(queuedAfter);
      now = queuedBy;
    } else await passTo(queuedBy);
    const state = await store.get(recapStateKey(workspace, room));
    const id = state?.latest?.shoutout ?? '';
    const told = await findShoutout({ store }, workspace, id);
    const user = told?.people[0] === ben ? ben : chiara;
    const isDry = steps === 0;
    const stepsBefore = acting.steps();
    if (!isDry && trouble === 'killed') acting.killAfter(Math.floor(random() * steps));
    if (!isDry && trouble === 'refused')
      for (let fault = 0; fault < (random() < 0.5 ? 1 : 2); fault += 1)
        world.faults.push(randomFault(random, taking === 'nothing' ? ['schedule'] : mostly));
    const faults = world.faults.length;
    const meanwhile = !isDry && random() < 0.5 ? other.run() : undefined;
    await Promise.all([take(acting, taking, { workspace, id, user }), meanwhile]);
    for (let waits = 0; waits < 10; waits += 1) await aMoment();
    const isTroubled = acting.isDead() || world.faults.length < faults;
    const taken = acting.steps() - stepsBefore;
    await passTo(past);
    const isTaken = await isTakenBack(store, taking, { workspace, id, user });
    const recaps = world.messages.filter(({ message }) => message.text.startsWith('This week: '));
    const isTold = recaps.some(({ message }) =>
      JSON.stringify(message).includes(user === ben ? words.ben : words.chiara),
    );
    const verdict =
      recaps.length !== 1
        ? recaps.length > 1
          ? ('twice' as const)
          : ('missing' as const)
        : isTaken && isTold
          ? ('oldWords' as const)
          : ('right' as const);
    return { verdict, isTroubled, isTaken, steps: taken };
  } finally {
    await store.close();
  }

  async function passTo(end: number): Promise<void> {
    while (now < end) {
      clock.advance(Math.min(2 * minute, end - now));
      world.postDue();
      await other.run();
    }
  }
}

const words = {
  ben: 'he waited with a lost child',
  chiara: 'she untangled three lost orders',
} as const;

/** Work in the background goes on. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 2));

const mostly = ['schedule', 'unschedule', 'unschedule'] as const;

function randomFault(random: () => number, methods: readonly CallFault['on'][]): CallFault {
  const on = methods[Math.floor(random() * methods.length)];
  const does = (['limited', 'unreached', 'unsure', 'lost'] as const)[Math.floor(random() * 4)];
  return {
    on: on ?? 'unschedule',
    does: does ?? 'unsure',
    ...(does === 'limited' ? { retryAfter: 1 + Math.floor(random() * 100) } : {}),
  };
}

type Told = { readonly workspace: string; readonly id: string; readonly user: string };

function take(acting: Replica, taking: Taking, { workspace, id, user }: Told): Promise<unknown> {
  switch (taking) {
    case 'nothing':
      return acting.run();
    case 'private':
      return acting.press(workspace, 'shoutout.private', { user, value: id });
    case 'delete':
      return acting.press(workspace, 'shoutout.undo', { user: giver, value: id });
    case 'edit':
      return acting.edit(workspace, id, [user], 'and now it reads in another way');
    case 'report':
      return acting.submit(workspace, 'shoutout.report', {
        ...{ user: dev, about: id, values: { why: 'it names a customer' } },
      });
    case 'preference':
      return acting.submit(workspace, 'shoutout.choose', {
        ...{ user, values: { wish: 'publicly', retell: [] } },
      });
  }
}

/** Whether the change was made before the process died. */
async function isTakenBack(
  store: Store,
  taking: Taking,
  { workspace, id, user }: Told,
): Promise<boolean> {
  const shoutout = await findShoutout({ store }, workspace, id);
  switch (taking) {
    case 'nothing':
      return false;
    case 'private':
      return shoutout?.state === 'private';
    case 'delete':
      return shoutout === undefined;
    case 'edit':
      return shoutout?.edited !== undefined;
    case 'report':
      return (await findReport({ store }, workspace, id)) !== undefined;
    case 'preference':
      return (await store.get(preferencesKey(workspace, user)))?.retell === false;
  }
}
