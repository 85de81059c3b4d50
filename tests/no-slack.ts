import { outbox } from '../src/outbox/outbox.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { InstallationEvents } from '../src/ports/installation.ts';
import type { Log } from '../src/ports/log.ts';
import type { Outbox } from '../src/ports/outbox.ts';
import type { Slacks } from '../src/ports/slack.ts';
import type { Store } from '../src/ports/store.ts';

/** Slack clients for tests in which nothing should call Slack. */
export const noSlacks: Slacks = async () => {
  throw new Error('unexpected call to Slack');
};

/** For tests without anything about the app's own installation. */
export const noInstallationEvents: InstallationEvents = {
  removed: async () => {},
  accessRevoked: async () => {},
  accessGranted: async () => {},
};

/** An outbox without appointments. */
export function idleOutbox(parts: { store: Store; clock: Clock; log: Log }): Outbox {
  return outbox({ ...parts, slacks: noSlacks });
}
