import type { Count } from '../counts.ts';
import { dateOf, minute } from '../plans.ts';

/** A call to Slack that a replica makes, as it is sent to the test. Times are in seconds. */
export type Call = { readonly workspace: string; readonly channel: string } & (
  | {
      readonly method: 'chat.scheduleMessage';
      readonly second: number;
      readonly text: string;
    }
  | {
      readonly method: 'chat.scheduledMessages.list';
      readonly from: number;
      readonly to: number;
    }
  | { readonly method: 'chat.deleteScheduledMessage'; readonly id: string }
);

export type Answer = { readonly result: unknown } | { readonly refused: string };

export type Message = {
  readonly id: string;
  readonly postAt: number;
  readonly text: string;
  /** How long before it was due it came (milliseconds). */
  readonly lead: number;
};

/** What Slack keeps of the messages of all workspaces; it outlives every replica. */
export function scheduledMessages(clock: { readonly now: () => number }) {
  const channels = new Map<string, Message[]>();
  const lastMinute = new Map<string, number[]>();
  let [count, mostInMinute] = [0, 0];

  const channelOf = ({ workspace, channel }: Call): Message[] => {
    const name = `${workspace} ${channel}`;
    const messages = channels.get(name) ?? [];
    channels.set(name, messages);
    return messages;
  };

  function countCall({ workspace, method }: Call): void {
    const name = `${workspace} ${method}`;
    const now = clock.now();
    const times = [...(lastMinute.get(name) ?? []), now].filter((time) => time > now - minute);
    lastMinute.set(name, times);
    mostInMinute = Math.max(mostInMinute, times.length);
  }

  return {
    answer: (call: Call): Answer => {
      countCall(call);
      const messages = channelOf(call);
      if (call.method === 'chat.scheduleMessage') {
        const { second: postAt, text } = call;
        const lead = postAt * 1000 - clock.now();
        if (lead <= 0) return { refused: 'time_in_past' };
        count += 1;
        messages.push({ id: `Q${count}`, postAt, text, lead });
        return { result: `Q${count}` };
      }
      if (call.method === 'chat.scheduledMessages.list') {
        const isAsked = ({ postAt }: Message) =>
          postAt * 1000 > clock.now() && call.from <= postAt && postAt <= call.to;
        return { result: messages.filter(isAsked).map(({ id, postAt }) => ({ id, postAt })) };
      }
      const at = messages.findIndex(({ id }) => id === call.id);
      const left = (messages[at]?.postAt ?? 0) * 1000 - clock.now();
      if (left < minute) return { refused: 'invalid_scheduled_message_id' };
      messages.splice(at, 1);
      return { result: undefined };
    },
    mostInMinute: () => mostInMinute,
    /** What is posted when its time comes. */
    messages: () => [...channels.values()].flat(),
  };
}

/** How often each plan's message came in its minute (milliseconds) of each day. */
export function countMessages(
  messages: readonly Message[],
  plans: readonly string[],
  minutes: readonly number[],
): Count {
  const came = Map.groupBy(messages, ({ text }) => text);
  const count = { expected: 0, once: 0, twice: 0, missing: 0, other: messages.length };
  for (const due of minutes) {
    for (const id of plans) {
      const all = came.get(`${id} ${dateOf(due / 1000)}`) ?? [];
      const inTime = all.filter(({ postAt }) => Math.floor(postAt / 60) * minute === due).length;
      count.other -= inTime;
      count.expected += 1;
      if (inTime === 1) count.once += 1;
      else if (inTime === 0) count.missing += 1;
      else count.twice += 1;
    }
  }
  return count;
}
