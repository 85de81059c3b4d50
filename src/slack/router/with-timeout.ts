/** Slack waits three seconds for an acknowledgement; what is done inside it has to be done sooner. Milliseconds. */
export const ackTimeout = 2500;

/** It took longer than Slack waits. What becomes of it then, nobody knows. */
export class TimeoutError extends Error {
  constructor() {
    super('it took too long');
    this.name = 'TookTooLong';
  }
}

/** Rejects with `TookTooLong` when `work` does; the work goes on by itself. */
export function withTimeout<T>(work: Promise<T>, ms = ackTimeout): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeoutError()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
