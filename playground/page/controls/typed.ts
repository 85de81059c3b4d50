import { useSyncExternalStore } from 'react';
import type { InputValue, StateValues } from '../../protocol.ts';

/**
 * What was chosen and typed on this page, by container. It lives outside of the tree so that a view keeps it while another one lies on
 * top of it, and so that typing draws one container again and not the whole page.
 */
const typed = new Map<string, StateValues>();
const listeners = new Set<() => void>();
const nothing: StateValues = {};

export function typedIn(container: string): StateValues {
  return typed.get(container) ?? nothing;
}

export function useTyped(container: string): StateValues {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => typedIn(container),
  );
}

export function type(container: string, block: string, action: string, value: InputValue): void {
  const before = typedIn(container);
  typed.set(container, { ...before, [block]: { ...before[block], [action]: value } });
  for (const changed of listeners) changed();
}
