/** Milliseconds. Slack waits three seconds for an acknowledgement. */
export const ackTimeout = 2500;

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
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
