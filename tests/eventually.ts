import { vi } from 'vitest';

/** Resolves once a check holds; fails as it does when that takes longer than any busy machine. */
export const eventually = <T>(check: () => T | Promise<T>, interval = 20): Promise<T> =>
  vi.waitFor(check, { timeout: 20_000, interval });
