/** Slack waits three seconds for an acknowledgement; what is done inside it has to be done sooner. Milliseconds. */
export const patience = 2500;

/** It took longer than Slack waits. What becomes of it then, nobody knows. */
export class TookTooLong extends Error {
  constructor() {
    super('it took too long');
    this.name = 'TookTooLong';
  }
}

/** Rejects with `TookTooLong` when `work` does; the work goes on by itself. */
export function soon<T>(work: Promise<T>, ms = patience): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TookTooLong()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
