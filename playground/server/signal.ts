/** An event source for one kind of event. */
export type Signal<T> = {
  readonly send: (value: T) => void;
  /** Returns a function that removes the listener. */
  readonly listen: (listener: (value: T) => void) => () => void;
};

export function signal<T>(): Signal<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    send: (value) => {
      for (const listener of [...listeners]) listener(value);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
