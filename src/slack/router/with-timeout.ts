/** Milliseconds. Slack waits three seconds for an acknowledgement. */
export const ackTimeout = 2500;

/** Milliseconds to look up what an answer can do without. */
export const lookUpTimeout = 1000;

/** The work took too long; whether it will succeed is unknown. */
export class TimeoutError extends Error {
  constructor() {
    super('timed out');
    this.name = 'TimeoutError';
  }
}

/** Rejects with a `TimeoutError` after `ms`; the work itself goes on. */
export function withTimeout<T>(work: Promise<T>, ms = ackTimeout): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeoutError()), ms);
    const end = () => clearTimeout(timer);
    work.then(end, end);
    work.then(resolve, reject);
  });
}

/**
 * The reason against what is offered. Without an answer of Slack's in time there is none, and the
 * button says whether it is allowed.
 */
export const knownReason = (reason: Promise<string | undefined>): Promise<string | undefined> =>
  withTimeout(reason, lookUpTimeout).catch(() => undefined);
