import { stoppedClock } from '../../../../playground/server/clock.ts';
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
  chiara,
  dev,
  giver,
  messageWorld,
  minute,
  type Replica,
  replica,
  room,
} from '../message-rig.ts';
import { counted, inTrouble, type Runs, type troubles, whileTroubled } from '../trouble.ts';

/** `nothing` is taken back: the trouble comes while the recap is queued. */
export const takings = ['nothing', 'private', 'delete', 'edit', 'report', 'preference'] as const;
type Taking = (typeof takings)[number];
/** `right`: one recap, without what was taken back. */
const verdicts = ['right', 'oldWords', 'twice', 'missing'] as const;
type Verdict = (typeof verdicts)[number];

type Line = {
  readonly taking: Taking;
  readonly trouble: (typeof troubles)[number];
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
export async function recapRuns(line: Line & Runs) {
  const ended = await inTrouble(line, (seed, steps) => recapRun(line, seed, steps));
  return {
    ...counted(ended, { verdicts, bad: ['oldWords', 'twice', 'missing'] }),
    /** Runs in which the moment was taken back before the process died. */
    taken: ended.filter(({ isTaken }) => isTaken).length,
  };
}

/** `steps` of the change without trouble; 0: there is none. */
async function recapRun({ taking, trouble }: Line, seed: number, steps: number) {
  const random = seeded(seed);
  const workspace = `T${seed}`;
  const clock = stoppedClock(morning);
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
      clock.set(queuedBy);
    } else await passTo(queuedBy);
    const state = await store.get(recapStateKey(workspace, room));
    const id = state?.latest?.shoutout ?? '';
    const told = await findShoutout({ store }, workspace, id);
    const user = told?.people[0] === ben ? ben : chiara;
    const { faults } = world;
    const methods = taking === 'nothing' ? (['schedule'] as const) : mostly;
    const done = await whileTroubled({ trouble, steps, random, acting, faults, methods }, () => {
      const meanwhile = steps > 0 && random() < 0.5 ? other.run() : undefined;
      return Promise.all([take(acting, taking, { workspace, id, user }), meanwhile]);
    });
    await passTo(past);
    const isTaken = await isTakenBack(store, taking, { workspace, id, user });
    const recaps = world.messages.filter(({ message }) => message.text.startsWith('This week: '));
    const isTold = recaps.some(({ message }) =>
      JSON.stringify(message).includes(user === ben ? words.ben : words.chiara),
    );
    const verdict = ((): Verdict => {
      if (recaps.length !== 1) return recaps.length > 1 ? 'twice' : 'missing';
      return isTaken && isTold ? 'oldWords' : 'right';
    })();
    return { ...done, verdict, isTaken };
  } finally {
    await store.close();
  }

  async function passTo(end: number): Promise<void> {
    while (clock.now() < end) {
      clock.advance(Math.min(2 * minute, end - clock.now()));
      world.postDue();
      await other.run();
    }
  }
}

const words = {
  ben: 'he waited with a lost child',
  chiara: 'she untangled three lost orders',
} as const;

const mostly = ['schedule', 'unschedule', 'unschedule'] as const;

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
