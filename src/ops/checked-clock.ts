import { type Clock, maxClockError } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

export type CheckedClock = Required<Clock> & {
  /** Compares the clock with the `Date` of every answer to these calls. */
  readonly watch: (call: typeof fetch) => typeof fetch;
  /** Sets the calls that compare the clock again: one that is watched, and the store's time. */
  readonly askBy: (ask: () => Promise<unknown>) => void;
  /** Compares the clock with the store's, in milliseconds since 1970. */
  readonly compareStore: (time: number) => void;
  /** By how many seconds the machine's clock is ahead of these, as far as they are known. */
  readonly secondsAhead: () => { readonly slack?: number; readonly store?: number };
  /** Whether the clock is right as far as is known; asks nobody. */
  readonly seemsRight: () => boolean;
};

/** How long a comparison holds, in milliseconds: while the clock is right, and while it is wrong. */
const [rightFor, wrongFor] = [3_600_000, 30_000];

const second = 1000;

type Reading = { readonly now: number; readonly elapsed: number };

/**
 * The machine's clock, compared with Slack's. While they differ by more than `maxClockError` the
 * time is Slack's, and `isRight` is false. Time that can't be set measures what has passed since
 * the last comparison, so the clock is known to be wrong as soon as somebody sets it.
 */
export function checkedClock(machine: Clock, log: Log): CheckedClock {
  const elapsed = machine.elapsed ?? machine.now;
  const read = (): Reading => ({ now: machine.now(), elapsed: elapsed() });
  /** How far the machine was ahead of Slack; `slack` is Slack's time less `elapsed`. */
  let last: { readonly slack: number; readonly wasRight: boolean; readonly at: number } | undefined;
  let storeAhead: number | undefined;
  let ask: (() => Promise<unknown>) | undefined;
  let asking: Promise<unknown> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;

  const ahead = (): number => (last ? machine.now() - elapsed() - last.slack : 0);
  const isRight = (difference: number): boolean => Math.abs(difference) <= maxClockError;

  /** Slack's clock showed `date`, a full second, at some moment between the two readings. */
  function compare(date: number, from: Reading, to: Reading): void {
    const wasSet = Math.abs(to.now - from.now - (to.elapsed - from.elapsed)) > second;
    if (!Number.isFinite(date) || wasSet) return;
    // The smallest difference that is possible.
    const [least, most] = [from.now - date - second, to.now - date];
    const difference = least > 0 ? least : Math.min(most, 0);
    const [wasRight, right] = [last?.wasRight ?? true, isRight(difference)];
    last = { slack: to.now - difference - to.elapsed, wasRight: right, at: to.elapsed };
    const fields = { secondsAhead: Math.round(difference / second) };
    if (wasRight && !right)
      log.error(fields, 'this machine’s clock is wrong; nothing is scheduled until it is right');
    if (!wasRight && right) log.info(fields, 'this machine’s clock is right again');
  }

  async function askAgain(): Promise<void> {
    if (!asking && elapsed() - askedAt < wrongFor) return;
    askedAt = elapsed();
    // Without an answer the last comparison counts.
    asking ??= Promise.resolve(ask?.())
      .catch(() => {})
      .finally(() => {
        asking = undefined;
      });
    await asking;
  }

  return {
    now: () => {
      const difference = ahead();
      return isRight(difference) ? machine.now() : Math.round(machine.now() - difference);
    },
    elapsed,
    isRight: async () => {
      const right = isRight(ahead());
      const isOld = !last || elapsed() - last.at > (right ? rightFor : wrongFor);
      if (isOld || right !== last?.wasRight) await askAgain();
      return isRight(ahead());
    },
    seemsRight: () => isRight(ahead()),
    watch: (call) => async (input, init) => {
      const from = read();
      const response = await call(input, init);
      compare(Date.parse(response.headers.get('date') ?? ''), from, read());
      return response;
    },
    askBy: (calls) => {
      ask = calls;
    },
    compareStore: (time) => {
      const before = storeAhead ?? 0;
      storeAhead = machine.now() - time;
      if (isRight(before) && !isRight(storeAhead)) {
        const fields = { secondsAhead: Math.round(storeAhead / second) };
        log.warn(fields, 'this machine’s clock and the store’s differ');
      }
    },
    secondsAhead: () => ({
      ...(last ? { slack: Math.round(ahead() / second) } : {}),
      ...(storeAhead === undefined ? {} : { store: Math.round(storeAhead / second) }),
    }),
  };
}
