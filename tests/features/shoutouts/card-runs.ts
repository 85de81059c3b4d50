import { type Clock, stoppedClock } from '../../../playground/server/clock.ts';
import { isHeld } from '../../../src/features/shoutouts/shoutout.ts';
import { planKey } from '../../../src/features/tips/keys.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/store.ts';
import { seeded } from '../../random.ts';
import { recordedLog } from '../../recorded-log.ts';
import {
  ben,
  type CallFault,
  choose,
  dev,
  giver,
  messageWorld,
  moderator,
  onlyShoutout,
  openWork,
  type Replica,
  replica,
  reports,
  room,
} from './message-rig.ts';
import {
  counted,
  type Ended,
  type Runs,
  recovered,
  type troubles,
  whileTroubled,
} from './trouble.ts';

/** `bundle`: it waited for a bundle of its channel, which has no more of them. */
export const operations = ['give', 'edit', 'private', 'hide', 'delete', 'agree', 'bundle'] as const;
type Operation = (typeof operations)[number];

/**
 * `right`: the card shows the record, or there is none where there should be none. `unknown`: Slack's
 * answer to the post was lost; at most one card, and the record says that it may be. `other` is
 * anything else, such as work that is still open after five minutes.
 */
const verdicts = ['right', 'unknown', 'oldWords', 'twoCards', 'other'] as const;
type Verdict = (typeof verdicts)[number];

const [before, after] = [
  'she waited with a lost child',
  'he sat down with the lost child',
] as const;

type Line = {
  readonly operation: Operation;
  readonly trouble: (typeof troubles)[number];
  readonly storeUrl: string;
  readonly replicas: 1 | 2;
};

/** Runs that share the five minutes after their troubles. */
const batchSize = 20;

const stateAfter = {
  ...{ give: 'posted', edit: 'posted', agree: 'posted', bundle: 'posted' },
  ...{ private: 'private', hide: 'hidden', delete: 'deleted' },
} as const satisfies Record<Operation, string>;

/**
 * Shout-outs that are each changed by a replica that is killed at a random step of it, or for which
 * Slack fails once or twice. Then five minutes pass for the replicas that are left, or for one that
 * is started again; what is in Slack is compared with the record.
 */
export async function cardRuns(line: Line & Runs) {
  const { storeUrl, runs, firstSeed } = line;
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 9));
  const log = recordedLog();
  const [first, second] = [
    await openStore({ url: storeUrl, clock, log }),
    await openStore({ url: storeUrl, clock, log }),
  ];
  // Memory can't be shared by its address.
  const stores = [first, storeUrl === 'memory:' ? first : second] as const;
  const ended: (Ended<Verdict> & { readonly seed: number })[] = [];
  try {
    // The first run is without trouble and tells how many steps there are.
    const dry = await batch({ ...line, steps: 0 }, { clock, stores }, [firstSeed - 1]);
    const [{ verdict, steps, workspace } = { verdict: 'other', steps: 0, workspace: '' }] = dry;
    if (verdict !== 'right') throw new Error(`${verdict} without trouble`);
    const { state, text } = (await onlyShoutout(first, workspace)) ?? { state: 'deleted' };
    const isEdited = text === after || line.operation !== 'edit';
    if (state !== stateAfter[line.operation] || !isEdited)
      throw new Error(`${line.operation} does nothing`);
    for (let from = 0; from < runs; from += batchSize) {
      const length = Math.min(batchSize, runs - from);
      const seeds = Array.from({ length }, (_, at) => firstSeed + from + at);
      ended.push(...(await batch({ ...line, steps }, { clock, stores }, seeds)));
    }
    return counted(ended, { verdicts, bad: ['oldWords', 'twoCards', 'other'] });
  } finally {
    await first.close();
    await second.close();
  }
}

const method = { give: 'post', agree: 'post', bundle: 'post', edit: 'update' } as const;

const methodOf = (operation: Operation): CallFault['on'] =>
  operation in method ? method[operation as keyof typeof method] : 'deleteMessage';

type World = ReturnType<typeof messageWorld>;
type Place = { readonly clock: Clock; readonly stores: readonly [Store, Store] };

async function batch(
  line: Line & { readonly steps: number },
  { clock, stores }: Place,
  seeds: readonly number[],
) {
  const [store, otherStore] = stores;
  const worlds = new Map<string, World>();
  const start = (own = store) => {
    const slackOf = (workspace: string) => (worlds.get(workspace) as World).slack;
    return replica({ store: own, clock, slackOf });
  };
  const other = start(line.replicas === 2 ? otherStore : store);
  const patient = start();
  const troubled = await Promise.all(
    seeds.map(async (seed) => {
      const workspace = `T${seed}`;
      const world = messageWorld(clock);
      worlds.set(workspace, world);
      const acting = line.trouble === 'killed' ? start() : patient;
      const done = await troubledRun({ ...line, seed, workspace }, { store, world, acting, other });
      return { seed, workspace, ...done };
    }),
  );
  const left = [
    ...(line.trouble === 'killed' ? [] : [patient]),
    ...(line.replicas === 2 ? [other] : line.trouble === 'killed' ? [start()] : []),
  ];
  await recovered(clock, left, [...worlds.values()]);
  return Promise.all(
    troubled.map(async (one) => ({
      ...one,
      verdict: await verdictOf(store, one.workspace, worlds.get(one.workspace) as World),
    })),
  );
}

type Parts = {
  readonly store: Store;
  readonly world: World;
  readonly acting: Replica;
  readonly other: Replica;
};

async function troubledRun(
  {
    operation,
    trouble,
    replicas,
    seed,
    steps,
    workspace,
  }: Line & { readonly seed: number; readonly steps: number; readonly workspace: string },
  { store, world, acting, other }: Parts,
) {
  const random = seeded(seed);
  // A person who has never chosen would have ten minutes to do so before the card.
  await choose(store, workspace, ben, operation === 'agree' ? 'ask' : 'publicly');
  if (operation === 'bundle') await other.care(workspace, 'tips', 'bundle daily');
  let id = '';
  // On a machine that is too busy, the app gives nothing and says so.
  while (operation !== 'give' && !id) {
    await other.give(workspace, [ben], before, `first ${seed}`);
    id = (await onlyShoutout(store, workspace))?.id ?? '';
  }
  if (operation === 'hide') {
    const values = { why: 'it names a customer' };
    await other.submit(workspace, 'shoutout.report', { user: dev, about: id, values });
  }
  await other.idle();
  const { faults } = world;
  const methods = [methodOf(operation)];
  return whileTroubled({ trouble, steps, random, acting, faults, methods }, async () => {
    const does = () => act(acting, operation, { workspace, id, world });
    const meanwhile = replicas === 2 && random() < 0.5 ? other.run() : undefined;
    await Promise.all([does(), meanwhile]);
    while (steps === 0 && operation !== 'delete' && !(await onlyShoutout(store, workspace)))
      await does();
  });
}

function cardOf(world: World): { readonly ts?: string } {
  const [card] = world.cards();
  return card ? { ts: card.ts } : {};
}

function act(
  acting: Replica,
  operation: Operation,
  { workspace, id, world }: { workspace: string; id: string; world: World },
): Promise<unknown> {
  switch (operation) {
    case 'give':
      return acting.give(workspace, [ben], before, `first ${workspace}`);
    case 'edit':
      return acting.edit(workspace, id, [ben], after);
    case 'private':
      return acting.press(workspace, 'shoutout.card', {
        ...{ ...cardOf(world), user: ben, value: `private ${id}` },
      });
    case 'delete':
      return acting.press(workspace, 'shoutout.sure-delete', { user: giver, value: id });
    case 'hide': {
      const ts = world.messages.find(({ channel }) => channel === reports)?.ts ?? '';
      return acting.press(workspace, 'shoutout.hide', { user: moderator, value: id, ts });
    }
    case 'bundle':
      return acting.care(workspace, 'tips', 'bundle off');
    case 'agree':
      return acting.press(workspace, 'shoutout.agree', { user: ben, value: `${id} 0` });
  }
}

async function verdictOf(store: Store, workspace: string, world: World): Promise<Verdict> {
  const shoutout = await onlyShoutout(store, workspace);
  const cards = world.cards();
  const says = (text: string, where = world.messages) =>
    where.some((one) => JSON.stringify(one.message).includes(text));
  const inRoom = world.messages.filter(({ channel }) => channel === room);
  if (cards.length > 1) return 'twoCards';
  const isUnknown = shoutout?.posting !== undefined && !shoutout.card;
  if (!shoutout && says(before)) return 'oldWords';
  // The giver alone gets them back.
  const toOthers = world.messages.filter(({ channel }) => channel !== `D${giver}`);
  if (shoutout?.state === 'hidden' && says(before, toOthers)) return 'oldWords';
  if (shoutout?.state === 'private' && says(before, inRoom)) return 'oldWords';
  if (shoutout?.text === after && says(before)) return 'oldWords';
  const work = await openWork(store, workspace, shoutout?.id ?? '');
  if (shoutout?.pending || work.task || work.removal) return 'other';
  if (isUnknown) return 'unknown';
  const plan = await store.get(planKey(workspace, room));
  if (shoutout && isHeld(shoutout) && plan?.bundle === undefined) return 'other';
  const isShown = cards.length === 1 && shoutout !== undefined && says(shoutout.text, cards);
  return isShown === (shoutout?.state === 'posted') ? 'right' : 'other';
}
