import type { TrafficEntry } from '../../protocol.ts';
import type { Clock } from '../clock.ts';
import type { Traffic } from '../traffic.ts';
import type { Delivery, Reply, Transport } from './delivery.ts';

type Label = { readonly kind: TrafficEntry['kind']; readonly name: string };

export type CheckedReply = Reply & {
  /** Real milliseconds until the reply. */
  readonly ms: number;
  /** Why Slack rejects the reply; empty when it doesn't. */
  readonly problem: string;
};

/** How the app handled a delivery. */
export type DeliveryResult = {
  readonly ok: boolean;
  /**
   * Slack's name of the failure: `operation_timeout`, `dispatch_failed`,
   * `invalid_command_response`, …; empty when ok.
   */
  readonly error: string;
  readonly ms: number;
  /** The parsed body of the acknowledgement. */
  readonly body: unknown;
};

/** Sends a delivery, waits at most three seconds of the clock for the reply, and logs both. */
export type Deliver = (
  delivery: Delivery,
  label: Label,
  /** Applies the reply's body; returns why that failed, if it did. */
  apply?: (body: unknown) => string | undefined,
) => Promise<CheckedReply>;

/** Slack's limit for all acknowledgements, in milliseconds. */
const ackTimeout = 3000;

const timeoutReply: Reply = {
  ok: false,
  reason: 'http_timeout',
  detail: 'the app did not acknowledge within 3 seconds',
};

export function deliverer(
  { clock, traffic }: { readonly clock: Clock; readonly traffic: Traffic },
  transport: () => Transport,
): Deliver {
  return async (delivery, label, apply) => {
    const start = performance.now();
    const reply = await withinDeadline(clock, (signal) => transport()(delivery, signal));
    const ms = Math.round(performance.now() - start);
    const problem = (reply.ok && apply?.(reply.body)) || '';
    traffic.add({
      ...label,
      from: 'slack',
      outcome: outcomeOf(reply, problem),
      ms,
      detail: reply.ok ? problem : withRetry(delivery, reply.detail),
      request: delivery.payload,
      response: reply.ok ? reply.body : null,
    });
    return { ...reply, ms, problem };
  };
}

export function deliveryResult(reply: CheckedReply): DeliveryResult {
  const { ms, problem } = reply;
  if (!reply.ok) return { ok: false, error: failureName(reply), ms, body: null };
  return { ok: !problem, error: problem, ms, body: reply.body };
}

/** The error that Slack shows to the user. */
function failureName({ reason, status = 0 }: Extract<Reply, { ok: false }>): string {
  if (reason === 'http_timeout') return 'operation_timeout';
  if (reason === 'connection_failed') return 'dispatch_failed';
  return status >= 500 ? 'http_service_error' : 'http_client_error';
}

function outcomeOf(reply: Reply, problem: string): TrafficEntry['outcome'] {
  if (!reply.ok) return 'failed';
  return problem ? 'refused' : 'ok';
}

function withRetry({ retry }: Delivery, detail: string): string {
  return retry ? `${detail} (retry ${retry.attempt})` : detail;
}

/**
 * Ends after three seconds of the clock. With a running clock only real time counts: setting it
 * ahead doesn't give the app less time. With a stopped clock thirty real seconds are the limit, so
 * that it can't block the caller and a slow machine doesn't change what happens.
 */
async function withinDeadline(
  clock: Clock,
  work: (signal: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
  const controller = new AbortController();
  const timeout = Promise.withResolvers<Reply>();
  const giveUp = (): void => {
    timeout.resolve(timeoutReply);
    controller.abort();
  };
  const cancel = clock.running ? () => {} : clock.at(clock.now() + ackTimeout, giveUp);
  const timer = setTimeout(giveUp, clock.running ? ackTimeout : 10 * ackTimeout);
  const reply = await Promise.race([timeout.promise, work(controller.signal)]);
  cancel();
  clearTimeout(timer);
  return reply;
}
