/**
 * A replica of the outbox in a process of its own, with a clock that the test sets. After each time
 * it is told, it does all that is due, and says when nothing is left but waiting, and until when.
 */
import { outbox } from '../../../src/outbox/outbox.ts';
import { semaphore } from '../../../src/outbox/semaphore.ts';
import type { Appointment, Planner } from '../../../src/ports/outbox.ts';
import { systemRandom } from '../../../src/ports/random.ts';
import { type Slack, SlackFailure } from '../../../src/ports/slack.ts';
import { engineStore } from '../../../src/store/engine-store.ts';
import { openEngine } from '../../../src/store/engines.ts';
import { dateOf, minute, second } from '../plans.ts';
import type { Answer, Call } from './slack.ts';
import { steppedClock } from './stepped-clock.ts';
import { workCounter } from './work-counter.ts';

export type ToReplica =
  | { readonly say: 'time'; readonly time: number }
  | { readonly say: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly say: 'arrange'; readonly appointments: readonly Appointment[] };

export type FromReplica =
  /** All work waits for the clock; there is some at `next`. */
  | { readonly say: 'idle'; readonly time: number; readonly next: number }
  | { readonly say: 'call'; readonly id: number; readonly call: Call }
  | { readonly say: 'arranged'; readonly id: string; readonly isDone: boolean }
  | { readonly say: 'log'; readonly text: string };

/** As in the scheduler. */
const interval = 2 * minute;
const runLength = interval - 5 * second;
const shortestWait = 100;

/** Arrangements at once. */
const maxArranging = 16;

const [url = '', start = ''] = process.argv.slice(2);
const send = (message: FromReplica): void => void process.send?.(message);
process.on('disconnect', () => process.exit());

const clock = steppedClock(Number(start));
clock.takeIntervals();
const { counted, allWaits, countedEngine } = workCounter();

const calls = new Map<number, (answer: Answer) => void>();
let lastCall = 0;

async function ask(call: Call): Promise<unknown> {
  lastCall += 1;
  const id = lastCall;
  const answered = new Promise<Answer>((resolve) => calls.set(id, resolve));
  send({ say: 'call', id, call });
  const answer = await counted(answered);
  if ('refused' in answer) throw new SlackFailure(call.method, 'refused', answer.refused);
  return answer.result;
}

const slackOf = (workspace: string) =>
  ({
    schedule: async ({ channel }, second, { text }) =>
      (await ask({ workspace, channel, method: 'chat.scheduleMessage', second, text })) as string,
    scheduled: async (channel, from, to) =>
      (await ask({
        workspace,
        channel,
        method: 'chat.scheduledMessages.list',
        from,
        to,
      })) as Awaited<ReturnType<Slack['scheduled']>>,
    unschedule: async (channel, id) =>
      void (await ask({ workspace, channel, method: 'chat.deleteScheduledMessage', id })),
  }) satisfies Partial<Slack> as unknown as Slack;

const atNine: Planner = {
  next: async ({ id }, after) => {
    const nine = Math.floor(after / 86_400) * 86_400 + 9 * 3600;
    const postAt = nine > after ? nine : nine + 86_400;
    return { occurrence: dateOf(postAt), postAt, place: { channel: id } };
  },
  compose: async ({ id }, { occurrence }) => ({ text: `${id} ${occurrence}`, blocks: [] }),
  ended: async ({ id }, reason) => send({ say: 'log', text: `ended ${id}: ${reason}` }),
};

const said = (_fields: object, text: string) => send({ say: 'log', text });
const log = { info: () => {}, warn: said, error: said };
const engine = countedEngine(await openEngine({ url, random: systemRandom }));
const box = outbox({
  store: engineStore(engine, { clock, log }),
  slacks: async (workspace) => slackOf(workspace),
  clock,
  log,
  pause: clock.pause,
});
box.register('tip', atNine);

let isRunning = false;
let [wanted, regular] = [clock.now(), clock.now()];
box.onWork((time) => {
  wanted = Math.min(wanted, Math.max(time, clock.now() + shortestWait));
});

function runIfDue(): void {
  if (isRunning || clock.now() < Math.min(wanted, regular)) return;
  isRunning = true;
  wanted = Number.MAX_VALUE;
  regular = (Math.floor(clock.now() / interval) + 1) * interval;
  box
    .run(runLength)
    .catch((error: unknown) => said({}, `a run failed: ${error}`))
    .finally(() => {
      isRunning = false;
      runIfDue();
    });
}

const { run: arranging } = semaphore(maxArranging);

async function arrange(appointment: Appointment): Promise<void> {
  const { id } = appointment;
  try {
    await arranging(async () => {
      await box.prepare(appointment);
      await box.arrange(appointment);
    });
    send({ say: 'arranged', id, isDone: true });
  } catch {
    send({ say: 'arranged', id, isDone: false });
  }
}

process.on('message', async (message: ToReplica) => {
  if (message.say === 'answer') {
    calls.get(message.id)?.(message.answer);
    calls.delete(message.id);
    return;
  }
  if (message.say === 'arrange') {
    for (const appointment of message.appointments) void arrange(appointment);
    return;
  }
  const { time } = message;
  clock.set(time);
  runIfDue();
  await allWaits();
  const next = Math.min(clock.next(), isRunning ? Number.MAX_VALUE : Math.min(wanted, regular));
  send({ say: 'idle', time, next });
});
