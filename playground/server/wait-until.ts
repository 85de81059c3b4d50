import type { Signal } from './signal.ts';

/** Checks a condition after every change; rejects with `hint` when it doesn't hold in time. */
export function conditionWaiter(changed: Signal<void>, hint: () => string) {
  return <T>(condition: () => T | undefined | false | null, ms = 20_000): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const check = (): void => {
      try {
        const value = condition();
        if (value !== undefined && value !== false && value !== null) resolve(value);
      } catch (error) {
        reject(error);
      }
    };
    const stop = changed.listen(check);
    const timer = setTimeout(() => {
      reject(new Error(`condition not met within ${ms} ms: ${condition}\n${hint()}`));
    }, ms);
    check();
    return promise.finally(() => {
      stop();
      clearTimeout(timer);
    });
  };
}
