import { useSyncExternalStore } from 'react';
import type { InputValue, StateValues } from '../../protocol.ts';

/**
 * The user's input, by container. It lives outside of the component tree, so that a view keeps its
 * input below another one, and typing re-renders only one container.
 */
const inputs = new Map<string, StateValues>();
const listeners = new Set<() => void>();
const nothing: StateValues = {};

export function inputsOf(container: string): StateValues {
  return inputs.get(container) ?? nothing;
}

export function useInputs(container: string): StateValues {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => inputsOf(container),
  );
}

export function setInput(
  container: string,
  block: string,
  action: string,
  value: InputValue,
): void {
  const before = inputsOf(container);
  inputs.set(container, { ...before, [block]: { ...before[block], [action]: value } });
  for (const changed of listeners) changed();
}
