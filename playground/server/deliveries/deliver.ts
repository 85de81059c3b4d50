import type { TrafficEntry } from '../../protocol.ts';
import type { Clock } from '../clock.ts';
import type { Traffic } from '../traffic.ts';
import { lateReply, type Parcel, type Reply, type Transport } from './delivery.ts';

type Label = { readonly kind: TrafficEntry['kind']; readonly name: string };

export type Delivered = Reply & {
  /** Real milliseconds until the answer. */
  readonly ms: number;
  /** Why Slack can't make sense of the answer; empty when it can. */
  readonly objection: string;
};

/** Takes a parcel to the app, waits at most 3 seconds for the answer, and writes both into the log. */
export type Deliver = (
  parcel: Parcel,
  label: Label,
  /** Does what the answer says; returns words when it can't be done. */
  follow?: (body: unknown) => string | undefined,
) => Promise<Delivered>;

/** By Slack's rule for acknowledgements of every kind. */
const ackMs = 3000;

export function deliverer(
  { clock, traffic }: { readonly clock: Clock; readonly traffic: Traffic },
  transport: () => Transport,
): Deliver {
  return async (parcel, label, follow) => {
    const start = performance.now();
    const reply = await withinDeadline(clock, (signal) => transport()(parcel, signal));
    const ms = Math.round(performance.now() - start);
    const objection = (reply.ok && follow?.(reply.body)) || '';
    traffic.add({
      ...label,
      from: 'slack',
      outcome: outcomeOf(reply, objection),
      ms,
      detail: reply.ok ? objection : withRetry(parcel, reply.words),
      request: parcel.payload,
      response: reply.ok ? reply.body : null,
    });
    return { ...reply, ms, objection };
  };
}

function outcomeOf(reply: Reply, objection: string): TrafficEntry['outcome'] {
  if (!reply.ok) return 'failed';
  return objection ? 'refused' : 'ok';
}

function withRetry({ retry }: Parcel, words: string): string {
  return retry ? `${words} (retry ${retry.attempt})` : words;
}

/**
 * Three seconds by the clock or three real seconds, whichever is over first: a clock that stands still must not leave anyone waiting.
 * A clock that runs goes by real time until somebody sets it ahead, which is no time that the app had.
 */
async function withinDeadline(
  clock: Clock,
  work: (signal: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
  const controller = new AbortController();
  const late = Promise.withResolvers<Reply>();
  const giveUp = (): void => {
    late.resolve(lateReply);
    controller.abort();
  };
  const cancel = clock.running ? () => {} : clock.at(clock.now() + ackMs, giveUp);
  const timer = setTimeout(giveUp, ackMs);
  const reply = await Promise.race([late.promise, work(controller.signal)]);
  cancel();
  clearTimeout(timer);
  return reply;
}
