import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { FromReplica, ToReplica } from './replica.ts';

/** Real milliseconds that a step of the clock waits for a replica. */
const stepTimeout = 60_000;

export type Replica = {
  /**
   * Sets its clock. Resolves when all its work waits for the clock or when it has died; `false` if
   * neither happened in a long time.
   */
  readonly step: (time: number) => Promise<boolean>;
  /** When it has something to do next. */
  readonly next: () => number;
  readonly send: (message: ToReplica) => void;
  readonly kill: () => void;
  readonly isDead: () => boolean;
};

/** A process of its own; `hear` gets what it says. */
export function startReplica(
  { storeUrl, now }: { readonly storeUrl: string; readonly now: number },
  hear: (message: FromReplica) => void,
): Replica {
  const child = fork(new URL('replica.ts', import.meta.url), [storeUrl, String(now)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'close').then(() => true);
  let next = now;
  let idle = { time: now, resolve: (_is: true) => {} };
  const send = (message: ToReplica): void => {
    // What is sent to a replica that has just died is lost.
    if (child.connected) child.send(message, () => {});
  };
  child.on('message', (message: FromReplica) => {
    if (message.say === 'idle' && message.time === idle.time) {
      next = message.next;
      idle.resolve(true);
    }
    hear(message);
  });
  return {
    step: async (time) => {
      const { promise, resolve } = Promise.withResolvers<true>();
      idle = { time, resolve };
      send({ say: 'time', time });
      const timeout = new AbortController();
      const tooLong = pause(stepTimeout, false, { signal: timeout.signal }).catch(() => false);
      return Promise.race([promise, ended, tooLong]).finally(() => timeout.abort());
    },
    next: () => next,
    send,
    kill: () => child.kill('SIGKILL'),
    isDead: () => child.exitCode !== null || child.signalCode !== null,
  };
}
