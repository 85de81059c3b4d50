import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../ports/metrics.ts';

/** What is read when `/metrics` is asked. */
export type Readings = {
  /** The conditions of `/readyz`. */
  readonly readiness: Readonly<Record<string, () => boolean>>;
  readonly inFlight: () => number;
  /** Open connections in Socket Mode. */
  readonly sockets?: (() => number) | undefined;
  readonly contentVersion: () => string;
  /** Seconds since the oldest work of the outbox was due; 0 if none is overdue. */
  readonly oldestDue: () => Promise<number>;
  readonly secondsAhead: () => Readonly<Record<string, number>>;
};

export type ProcessMetrics = Metrics & {
  /** Sets what is read; call it once. */
  readonly show: (readings: Readings) => void;
  /** In the text format of Prometheus. */
  readonly page: () => Promise<{ readonly type: string; readonly text: string }>;
};

/** Seconds. Slack waits three for an acknowledgement. */
const acknowledgementBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5];
const storeBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Values of a label; code of ours produces fewer, and a series is kept for each. */
const maxValues = 200;

/** The values of a label, as long as they are few; then `other`. */
function bounded(): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= maxValues) return 'other';
    known.add(value);
    return value;
  };
}

/** Gauges of prom-client that Prometheus's own check of names refuses; they are sums of others. */
const misnamed = ['handles', 'requests', 'resources'].map((name) => `nodejs_active_${name}_total`);

/** Metrics in a registry of their own, with those of the process. */
export function processMetrics(version: string): ProcessMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `extra_mile_${name}`, help, labelNames, registers });
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    collect: (gauge: Gauge<Label>) => void | Promise<void>,
  ) =>
    new Gauge({
      name: `extra_mile_${name}`,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset();
        await collect(this);
      },
    });

  const acknowledgements = new Histogram({
    name: 'extra_mile_acknowledgement_seconds',
    help: 'Seconds until a request was acknowledged; Slack waits three.',
    labelNames: ['route'],
    buckets: acknowledgementBuckets,
    registers,
  });
  const requests = counter('requests_total', 'Requests handled, by how they ended.', [
    'route',
    'outcome',
  ]);
  const slackCalls = counter('slack_calls_total', 'Calls of Slack’s Web API.', ['method']);
  const slackErrors = counter(
    'slack_errors_total',
    'Calls that failed, by error; a 429 is "ratelimited".',
    ['method', 'error'],
  );
  const storeSeconds = new Histogram({
    name: 'extra_mile_store_seconds',
    help: 'Seconds that a call of the store took.',
    labelNames: ['operation'],
    buckets: storeBuckets,
    registers,
  });
  const storeFailures = counter('store_failures_total', 'Calls that the store did not answer.', [
    'operation',
  ]);
  const messages = counter(
    'outbox_messages_total',
    'Scheduled messages: queued at Slack, given up as unknown, or failed attempts.',
    ['outcome'],
  );
  for (const outcome of ['queued', 'unknown', 'failed']) messages.inc({ outcome }, 0);
  const [routeOf, outcomeOf, errorOf] = [bounded(), bounded(), bounded()];

  return {
    request: (what, outcome, acknowledgedAfter) => {
      const route = routeOf(what);
      requests.inc({ route, outcome: outcomeOf(outcome) });
      if (acknowledgedAfter !== undefined) acknowledgements.observe({ route }, acknowledgedAfter);
    },
    slackCall: (method, error) => {
      slackCalls.inc({ method });
      if (error) slackErrors.inc({ method, error: errorOf(error) });
    },
    storeCall: (operation, seconds, hasFailed) => {
      storeSeconds.observe({ operation }, seconds);
      if (hasFailed) storeFailures.inc({ operation });
    },
    outboxMessage: (outcome) => messages.inc({ outcome }),
    show: ({ readiness, inFlight, sockets, contentVersion, oldestDue, secondsAhead }) => {
      gauge('info', 'Versions of the app and of its content.', ['version', 'content'], (info) =>
        info.set({ version, content: contentVersion() }, 1),
      );
      gauge('ready', 'Whether a condition of /readyz holds.', ['check'], (ready) => {
        for (const [check, holds] of Object.entries(readiness)) ready.set({ check }, +holds());
      });
      gauge('requests_in_flight', 'Requests being handled.', [], (all) => all.set(inFlight()));
      if (sockets) {
        gauge('sockets', 'Open connections to Slack.', [], (all) => all.set(sockets()));
      }
      gauge(
        'outbox_oldest_due_seconds',
        'Since when the oldest work of the outbox is due; none while the store is away.',
        [],
        async (age) => {
          const seconds = await oldestDue().catch(() => undefined);
          if (seconds === undefined) age.remove();
          else age.set(seconds);
        },
      );
      gauge('clock_ahead_seconds', 'How far the clock is ahead of another.', ['of'], (ahead) => {
        for (const [of, seconds] of Object.entries(secondsAhead())) ahead.set({ of }, seconds);
      });
    },
    page: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
