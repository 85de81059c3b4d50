/**
 * What doctor found about one thing. An error stops the app or part of what it must do; a warning
 * doesn't; what another error keeps from being checked is skipped.
 */
export type Check = {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'error' | 'skipped';
  readonly why: string;
  /** What to do about it. */
  readonly todo?: string;
};

export const ok = (check: string, why: string): Check => ({ check, state: 'ok', why });

export const skipped = (check: string, why: string): Check => ({ check, state: 'skipped', why });

export function warning(check: string, why: string, todo: string): Check {
  return { check, state: 'warning', why, todo };
}

export function failed(check: string, why: string, todo: string): Check {
  return { check, state: 'error', why, todo };
}
