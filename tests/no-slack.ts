import { outbox } from '../src/outbox/outbox.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { Log } from '../src/ports/log.ts';
import type { Outbox } from '../src/ports/outbox.ts';
import type { Slacks } from '../src/ports/slack.ts';
import type { Store } from '../src/ports/store.ts';

/** Where nothing calls Slack by itself. */
export const noSlacks: Slacks = async () => {
  throw new Error('nothing here calls Slack by itself');
};

/** An outbox that nobody gives anything. */
export function idleOutbox(parts: { store: Store; clock: Clock; log: Log }): Outbox {
  return outbox({ ...parts, slacks: noSlacks });
}
