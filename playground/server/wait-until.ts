import type { Signal } from './signal.ts';

/** Waits for a condition, looked at after every change; rejects with `hint` when it doesn't come true in time. */
export function waiter(changed: Signal<void>, hint: () => string) {
  return <T>(condition: () => T | undefined | false | null, ms = 5000): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const look = (): void => {
      try {
        const value = condition();
        if (value !== undefined && value !== false && value !== null) resolve(value);
      } catch (error) {
        reject(error);
      }
    };
    const stop = changed.listen(look);
    const timer = setTimeout(() => {
      reject(new Error(`It did not come true within ${ms} ms: ${condition}\n${hint()}`));
    }, ms);
    look();
    return promise.finally(() => {
      stop();
      clearTimeout(timer);
    });
  };
}
