import { outbox } from '../src/outbox/outbox.ts';
import type { Clock, Log, Outbox, Slacks, Store } from '../src/ports.ts';

/** Where nothing calls Slack by itself. */
export const noSlacks: Slacks = async () => {
  throw new Error('nothing here calls Slack by itself');
};

/** An outbox that nobody gives anything. */
export function idleOutbox(parts: { store: Store; clock: Clock; log: Log }): Outbox {
  return outbox({ ...parts, slacks: noSlacks });
}
