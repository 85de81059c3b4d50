import { onTestFinished } from 'vitest';
import type { Appointment } from '../../../src/ports/outbox.ts';
import { openStore } from '../../../src/store/store.ts';
import { seeded } from '../../random.ts';
import { recordedLog } from '../../recorded-log.ts';
import type { Count } from '../counts.ts';
import { day, hour, minute, noon, second } from '../plans.ts';
import type { FromReplica } from './replica.ts';
import { type Replica, startReplica } from './replica-process.ts';
import { countMessages, type Message, scheduledMessages } from './slack.ts';

export type ReplicaRun = {
  readonly storeUrl: string;
  readonly seed: number;
  readonly workspaces: number;
  readonly plansEach: number;
  readonly replicas: number;
  /** Milliseconds between two deaths. */
  readonly killEvery: number;
};

export type ReplicaCount = Count & {
  readonly killed: number;
  /** The most calls of one method for one workspace in any minute. */
  readonly mostInMinute: number;
  /** The shortest time between queueing a message of the second day and its minute, in hours. */
  readonly shortestLead: number;
  /** Steps of the clock that didn't wait any longer for the replicas. */
  readonly slowSteps: number;
  /** Warnings and errors of the replicas, by their text. */
  readonly warnings: ReadonlyMap<string, number>;
};

/** A replica is killed at one of the next calls or, in half of the cases, real milliseconds. */
const [mostCalls, mostDelay] = [6, 60];

/** How many plans people set up on a replica in a step. */
const arrangedAtOnce = 50;
const arrangingStep = 10 * second;

/** By when the first messages of all plans are queued, for up to five thousand in a workspace. */
const arranged = 2 * hour;

/** For how long from nine o'clock the next day's messages are queued, and the last attempts last. */
const [queueing, settling] = [3 * hour, 10 * minute];

/**
 * Daily plans for nine o'clock, and replicas in processes of their own, one of which is killed again
 * and again: while people set the plans up, and on the next morning while messages are queued. Counts
 * the messages of two days. The clock goes on when all replicas wait for it, so a slow machine makes
 * nothing late.
 */
export async function replicaRun(options: ReplicaRun): Promise<ReplicaCount> {
  const { storeUrl, killEvery } = options;
  const random = seeded(options.seed);
  const below = (most: number) => Math.floor(random() * most);
  let now = noon;
  const slack = scheduledMessages({ now: () => now });
  const warnings = new Map<string, number>();
  let [killed, slowSteps] = [0, 0];
  const plans = plansOf(options);
  const toArrange = [...plans.keys()];
  const arranging = new Map<number, Set<string>>();
  /** The replica that makes the last of so many calls dies; whether that call still reaches Slack. */
  let death: { calls: number; readonly isMade: boolean } | undefined;
  let nextDeath = Number.POSITIVE_INFINITY;

  const store = await openStore({ url: storeUrl, clock: { now: () => now }, log: recordedLog() });
  await store.close();

  const replicas = new Map<number, Replica>();
  onTestFinished(() => {
    for (const replica of replicas.values()) replica.kill();
  });
  for (let place = 0; place < options.replicas; place += 1) await start(place);

  async function start(place: number): Promise<void> {
    const replica = startReplica({ storeUrl, now }, (message) => hear(place, replica, message));
    replicas.set(place, replica);
    toArrange.push(...(arranging.get(place) ?? []));
    arranging.set(place, new Set());
    await replica.step(now);
  }

  function hear(place: number, replica: Replica, message: FromReplica): void {
    if (message.say === 'arranged') {
      arranging.get(place)?.delete(message.id);
      if (!message.isDone) toArrange.push(message.id);
    }
    if (message.say === 'log') warnings.set(message.text, (warnings.get(message.text) ?? 0) + 1);
    if (message.say === 'call') hearCall(place, replica, message);
  }

  /** The last call before a death doesn't reach Slack, or its answer doesn't come back. */
  function hearCall(
    place: number,
    replica: Replica,
    { id, call }: Extract<FromReplica, { say: 'call' }>,
  ): void {
    const { isMade = true } = death ?? {};
    if (death) death.calls -= 1;
    const isLast = death?.calls === 0;
    if (isLast) kill(place);
    if (isLast && !isMade) return;
    const answer = slack.answer(call);
    if (!isLast) replica.send({ say: 'answer', id, answer });
  }

  function kill(place = below(options.replicas)): void {
    replicas.get(place)?.kill();
    death = undefined;
    killed += 1;
  }

  /** If none has died since the last time, one is killed now. Another shall die. */
  function planDeath(): void {
    if (death) kill();
    const planned = { calls: 1 + below(mostCalls), isMade: random() < 0.5 };
    death = planned;
    const killSoon = () => {
      if (death === planned) kill();
    };
    if (random() < 0.5) setTimeout(killSoon, random() * mostDelay);
    nextDeath = now + killEvery;
  }

  async function goTo(time: number): Promise<void> {
    now = time;
    if (now >= nextDeath) planDeath();
    const waited = await Promise.all([...replicas.values()].map((one) => one.step(now)));
    slowSteps += waited.filter((inTime) => !inTime).length;
    for (const [place, replica] of replicas) if (replica.isDead()) await start(place);
  }

  async function goOnUntil(end: number): Promise<void> {
    while (now < end) {
      const next = Math.min(...[...replicas.values()].map((one) => one.next()));
      await goTo(Math.min(Math.max(next, now + 1), nextDeath, end));
    }
  }

  /** Kills none any more; from the end of what there is to do until `time` nothing is due. */
  async function settleAndGoTo(time: number): Promise<void> {
    nextDeath = Number.POSITIVE_INFINITY;
    death = undefined;
    await goOnUntil(now + settling);
    await goTo(time);
  }

  function arrangeSome(): void {
    for (const [place, replica] of replicas) {
      const ids = toArrange.splice(0, arrangedAtOnce);
      for (const id of ids) arranging.get(place)?.add(id);
      const appointments = ids.map((id) => plans.get(id) as Appointment);
      replica.send({ say: 'arrange', appointments });
    }
  }

  const nine = noon + 21 * hour;
  nextDeath = now;
  while (toArrange.length > 0 || (slack.messages().length < plans.size && now < noon + arranged)) {
    arrangeSome();
    await goOnUntil(now + arrangingStep);
  }
  await settleAndGoTo(nine);
  nextDeath = now;
  await goOnUntil(nine + queueing);
  await settleAndGoTo(nine + day - minute);

  const messages = slack.messages();
  const isLater = ({ postAt }: Message) => postAt * 1000 >= nine + day;
  return {
    ...countMessages(messages, [...plans.keys()], [nine, nine + day]),
    killed,
    mostInMinute: slack.mostInMinute(),
    shortestLead: Math.min(...messages.filter(isLater).map(({ lead }) => lead)) / hour,
    slowSteps,
    warnings,
  };
}

function plansOf({ workspaces, plansEach }: ReplicaRun): ReadonlyMap<string, Appointment> {
  const ids = Array.from({ length: workspaces * plansEach }, (_, at) => at);
  return new Map(
    ids.map((at) => [`C${at}`, { workspace: `T${at % workspaces}`, kind: 'tip', id: `C${at}` }]),
  );
}
