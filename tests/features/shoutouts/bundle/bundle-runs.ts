import { stoppedClock } from '../../../../playground/server/clock.ts';
import { forEachShoutout } from '../../../../src/features/shoutouts/records/export.ts';
import { isHeld, type Shoutout } from '../../../../src/features/shoutouts/shoutout.ts';
import { planKey } from '../../../../src/features/tips/keys.ts';
import { openStore } from '../../../../src/store/store.ts';
import { seeded } from '../../../random.ts';
import { recordedLog } from '../../../recorded-log.ts';
import {
  ben,
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
import {
  counted,
  inTrouble,
  type Runs,
  recovered,
  type troubles,
  whileTroubled,
} from '../trouble.ts';

/**
 * `right`: each card is there once, below one first message. `unknown`: Slack's answer to a post was
 * lost; at most one card, and the record says that it may be. `other` is anything else, such as work
 * that is still open after five minutes.
 */
const verdicts = ['right', 'unknown', 'twice', 'other'] as const;
type Verdict = (typeof verdicts)[number];

type Line = {
  readonly trouble: (typeof troubles)[number];
  readonly storeUrl: string;
  readonly replicas: 1 | 2;
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
export async function bundleRuns(line: Line & Runs) {
  const ended = await inTrouble(line, (seed, steps) => bundleRun(line, seed, steps));
  return counted(ended, { verdicts, bad: ['twice', 'other'] });
}

/** `steps` without trouble; 0: there is none. */
async function bundleRun({ trouble, storeUrl, replicas }: Line, seed: number, steps: number) {
  const random = seeded(seed);
  const workspace = `T${seed}`;
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 9));
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

    const { faults } = world;
    const methods = ['post'] as const;
    const done = await whileTroubled({ trouble, steps, random, acting, faults, methods }, () => {
      const meanwhile = replicas === 2 && random() < 0.5 ? other.run() : undefined;
      return Promise.all([acting.care(workspace, 'tips', 'bundle off'), meanwhile]);
    });
    const restarted = acting.isDead() ? start() : acting;
    const left = replicas === 2 ? [other, ...(acting.isDead() ? [] : [acting])] : [restarted];
    await recovered(clock, left, [world]);
    return { ...done, verdict: await verdict() };
  } finally {
    await store.close();
  }

  async function verdict(): Promise<Verdict> {
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
