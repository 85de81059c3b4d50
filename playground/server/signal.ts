/** Something that happens again and again, and who wants to know of it. */
export type Signal<T> = {
  readonly send: (value: T) => void;
  /** The returned function ends the listening. */
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
