/** Slack waits three seconds for an acknowledgement; what is done inside it has to be done sooner. Milliseconds. */
const patience = 2500;

/** Rejects when `work` takes too long; what becomes of it then, nobody knows. */
export function soon<T>(work: Promise<T>, ms = patience): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('it took too long')), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
