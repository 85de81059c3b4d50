import { setImmediate } from 'node:timers/promises';
import { composeFeatures } from '../../../src/app.ts';
import { forEachShoutout } from '../../../src/features/shoutouts/records/export.ts';
import { preferencesKey, removalKey } from '../../../src/features/shoutouts/records/keys.ts';
import { messageTask } from '../../../src/features/shoutouts/records/repository.ts';
import type { Shoutout, wishes } from '../../../src/features/shoutouts/shoutout.ts';
import { outbox } from '../../../src/outbox/outbox.ts';
import { recordKey } from '../../../src/outbox/record.ts';
import { systemPause } from '../../../src/ports/clock.ts';
import type { Appointment } from '../../../src/ports/outbox.ts';
import { type Posted, type Slack, SlackFailure } from '../../../src/ports/slack.ts';
import { put, type Store } from '../../../src/ports/store.ts';
import type { ViewValues } from '../../../src/slack/router/feature.ts';
import { locks } from '../../../src/store/locks.ts';
import { recordedLog } from '../../recorded-log.ts';
import { ownContent } from '../../stories/extra-mile.ts';
import { featureTable, recordingSlack } from './shoutout-app.ts';

export const minute = 60_000;
export const [giver, ben, chiara, dev, moderator] = ['U1', 'UBEN', 'U3', 'U4', 'U9'] as const;
export const [room, reports] = ['C1', 'CREPORTS'] as const;

/** How a call fails. `lost`: Slack did it, and the answer was lost. */
export type CallFault = {
  readonly on: 'post' | 'update' | 'deleteMessage' | 'schedule' | 'unschedule';
  readonly does: 'limited' | 'unreached' | 'unsure' | 'lost' | 'refused';
  readonly retryAfter?: number;
  readonly code?: string;
};

export type Shown = { readonly channel: string; readonly ts: string; message: Posted };

/**
 * The messages of one workspace, with calls that fail on request. `onShow` hears of every message
 * at the moment at which people see it; `isLost` if the app never learns where it is.
 */
export function messageWorld(
  clock: { readonly now: () => number },
  onShow: (shown: Shown, isLost: boolean) => void = () => {},
) {
  const messages: Shown[] = [];
  const queue: { id: string; channel: string; postAt: number; message: Posted }[] = [];
  const faults: CallFault[] = [];
  let count = 0;
  const find = (at: { readonly channel: string; readonly ts: string }) => {
    const found = messages.find(({ channel, ts }) => channel === at.channel && ts === at.ts);
    if (!found) throw new SlackFailure('chat', 'refused', 'message_not_found');
    return found;
  };
  /** A call, or the next failure that is waiting for it. */
  async function call<Result>(
    on: CallFault['on'],
    effect: (isLost: boolean) => Result,
  ): Promise<Result> {
    const at = faults.findIndex((fault) => fault.on === on);
    const [fault] = at < 0 ? [] : faults.splice(at, 1);
    if (!fault) return effect(false);
    const { does, code = does, retryAfter } = fault;
    if (does === 'lost') effect(true);
    const outcome = does === 'lost' ? 'unsure' : does;
    throw new SlackFailure(on, outcome, code, retryAfter === undefined ? {} : { retryAfter });
  }
  const slack: Slack = {
    ...recordingSlack().slack,
    post: ({ channel: to }, message) =>
      call('post', (isLost) => {
        count += 1;
        const channel = to.startsWith('U') ? `D${to}` : to;
        const at = { channel, ts: `${Math.floor(clock.now() / 1000)}.${count}` };
        const shown = { ...at, message };
        messages.push(shown);
        onShow(shown, isLost);
        return at;
      }),
    update: (at, message) =>
      call('update', () => {
        const shown = find(at);
        shown.message = message;
        onShow(shown, false);
      }),
    deleteMessage: (at) => call('deleteMessage', () => void messages.splice(indexOf(at), 1)),
    members: async () => [giver, ben, chiara, dev, moderator],
    schedule: ({ channel }, postAt, message) =>
      call('schedule', () => {
        count += 1;
        queue.push({ id: `Q${count}`, channel, postAt, message });
        return `Q${count}`;
      }),
    scheduled: async (channel, from, to) =>
      queue.filter((one) => one.channel === channel && one.postAt >= from && one.postAt <= to),
    unschedule: (_channel, id) =>
      call('unschedule', () => {
        const at = queue.findIndex((one) => one.id === id);
        if (at < 0) throw new SlackFailure('chat', 'refused', 'invalid_scheduled_message_id');
        queue.splice(at, 1);
      }),
  };
  /** Posts what was scheduled for now or before. */
  const postDue = () => {
    for (const { channel, postAt, message } of queue.filter(
      (one) => one.postAt * 1000 <= clock.now(),
    ))
      messages.push({ channel, ts: `${postAt}.000000`, message });
    const left = queue.filter((one) => one.postAt * 1000 > clock.now());
    queue.splice(0, queue.length, ...left);
  };
  const indexOf = (at: { readonly channel: string; readonly ts: string }) =>
    messages.indexOf(find(at));
  const cards = () =>
    messages.filter(({ channel, message }) => channel === room && isCard(message));
  return { messages, faults, queue, slack, cards, postDue };
}

const isCard = ({ text }: Posted) => text.startsWith('Thanks to ');

/** Never resolves: what a process that was killed sees of everything. */
const forever = new Promise<never>(() => {});

type ReplicaOptions = {
  readonly store: Store;
  readonly clock: { now: () => number; advance: (ms: number) => void };
  readonly slackOf: (workspace: string) => Slack;
};

/** A replica of the app that can be killed between any two steps of its work. */
export function replica({ store, clock, slackOf }: ReplicaOptions) {
  const death = Promise.withResolvers<undefined>();
  let [isDead, left, steps] = [false, Number.POSITIVE_INFINITY, 0];

  /** Before and after everything that others can see. */
  function step(): Promise<void> {
    if (!isDead && left === 0) {
      isDead = true;
      death.resolve(undefined);
    }
    left -= 1;
    steps += 1;
    return isDead ? forever : Promise.resolve();
  }
  const underWay = new Set<Promise<unknown>>();
  const noted = <Result>(call: Promise<Result>): Promise<Result> => {
    const ended: Promise<unknown> = call.then(
      () => underWay.delete(ended),
      () => underWay.delete(ended),
    );
    underWay.add(ended);
    return call;
  };
  const mortal = <Given extends object>(inner: Given, names: readonly (keyof Given)[]): Given => {
    const calls = names.map((name) => [
      name,
      (...args: never[]) =>
        noted(
          (async () => {
            await step();
            const result = await (inner[name] as (...given: never[]) => Promise<unknown>)(...args);
            await step();
            return result;
          })(),
        ),
    ]);
    return { ...inner, ...Object.fromEntries(calls) };
  };
  const calls = mortal(store, ['get', 'getMany', 'setMany', 'update', 'forEach']);
  // Locks of its own, so that nobody renews them when it is dead. The clock goes on while it waits
  // for one, as the lock of a dead one ends by the clock.
  const pause = async (ms: number) => {
    await noted(systemPause(ms));
    clock.advance(Math.ceil(ms));
  };
  const ownStore: Store = { ...calls, ...locks(calls, { clock, random: Math.random, pause }) };
  const log = recordedLog();
  const slacks = async (workspace: string) =>
    mortal(slackOf(workspace), ['post', 'update', 'deleteMessage', 'schedule', 'unschedule']);
  const box = outbox({
    ...{ store: ownStore, slacks, clock, log },
    pause: async (ms) => clock.advance(ms),
  });
  const { features } = composeFeatures({
    ...{ store: ownStore, clock, log, slacks, outbox: box, random: Math.random },
    ...{ content: () => ownContent, version: '0.0.0', reportChannel: reports },
  });
  const table = featureTable(features);

  /** Work that ends with the process; a person reads an apology for what fails. */
  const untilDeath = <Result>(work: Promise<Result>): Promise<Result | undefined> =>
    Promise.race([work.catch(() => undefined), death.promise]);
  return {
    log,
    isDead: () => isDead,
    steps: () => steps,
    /** Is killed after so many steps more. */
    killAfter: (steps: number) => {
      left = steps;
    },
    /** Resolves when work in the background has ended, too, or with its death. */
    idle: async () => {
      do {
        await Promise.race([Promise.all(underWay), death.promise]);
        // What goes on after a call makes the next one by then.
        await setImmediate();
      } while (underWay.size > 0 && !isDead);
    },
    run: () => untilDeath(box.run(minute)),
    arrange: (appointment: Appointment) => untilDeath(box.arrange(appointment)),
    /** Whatever a person does. */
    ask: <Result>(work: (table: ReturnType<typeof featureTable>) => Promise<Result>) =>
      untilDeath(work(table)),
    give: (workspace: string, people: readonly string[], text: string, key: string) =>
      untilDeath(
        Promise.resolve(
          table.command({
            ...{ workspace, user: giver, channel: room, dedupeKey: key, text },
            raw: `${people.map((id) => `<@${id}>`).join(' ')} #patience ${text}`,
          }),
        ),
      ),
    care: (workspace: string, word: string, text: string) =>
      untilDeath(
        Promise.resolve(
          table.care(word)({
            ...{ workspace, user: giver, channel: room, dedupeKey: `${word} ${text}`, text },
            raw: text,
          }),
        ),
      ),
    submit: (
      workspace: string,
      route: string,
      sent: { readonly user: string; readonly about?: string; readonly values: ViewValues },
    ) =>
      untilDeath(
        table.submit(route)({ workspace, dedupeKey: `${route} ${sent.user}`, about: '', ...sent }),
      ),
    edit: (workspace: string, id: string, people: readonly string[], text: string) =>
      untilDeath(
        table.submit('shoutout.give')({
          ...{ workspace, user: giver, dedupeKey: `edit ${text}` },
          about: JSON.stringify({ edit: id, found: [] }),
          values: { people: [...people], skill: 'patience', text },
        }),
      ),
    press: (
      workspace: string,
      route: string,
      press: { readonly user: string; readonly value: string; readonly ts?: string },
    ) =>
      untilDeath(
        table.action(route)({
          ...{ workspace, user: press.user, value: press.value, form: undefined },
          channel: route === 'shoutout.hide' ? reports : room,
          message: { ts: press.ts ?? '0.0' },
        }),
      ),
  };
}

export type Replica = ReturnType<typeof replica>;

export async function onlyShoutout(store: Store, workspace: string): Promise<Shoutout | undefined> {
  const found: Shoutout[] = [];
  await forEachShoutout({ store }, workspace, (one) => void found.push(one));
  if (found.length > 1) throw new Error('more than one shout-out');
  return found[0];
}

/** What is still to be done for a shout-out. */
export async function openWork(store: Store, workspace: string, id: string) {
  const [task] = await store.getMany([recordKey(messageTask(workspace, id))]);
  const removal = await store.get(removalKey(workspace, id));
  return { task, removal };
}

export function choose(
  store: Store,
  workspace: string,
  user: string,
  wish: (typeof wishes)[number],
): Promise<void> {
  const key = preferencesKey(workspace, user);
  return store.setMany([put(key, { wish, retell: false, introduced: true })]);
}
