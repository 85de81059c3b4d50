/** Failures on request. Each fault holds for the next matching call, or for the next `times`. */
export type Faults = {
  readonly add: (fault: Fault) => void;
  readonly clear: () => void;
  /** The number of faults that are not used up. */
  readonly pending: () => number;
  /** The number of calls that a `delay` holds back now. */
  readonly held: () => number;
  /**
   * Posts a scheduled message although it was deleted, with `ok`, less than five minutes before
   * it was due. Users have reported this of Slack.
   */
  ghosts: boolean;
};

export type Fault =
  /**
   * A Web API call (`*` for any): the connection breaks before or after the call took effect, or
   * the answer is an error, or late.
   */
  | { readonly on: string; readonly does: 'drop-before' | 'drop-after'; readonly times?: number }
  | {
      readonly on: string;
      readonly does: 'status';
      readonly status: number;
      readonly after?: boolean;
      readonly times?: number;
    }
  | {
      readonly on: string;
      readonly does: 'rate-limit';
      readonly retryAfter: number;
      readonly times?: number;
    }
  | { readonly on: string; readonly does: 'delay'; readonly ms: number; readonly times?: number }
  /** Any platform error: `{ok: false, error}`. */
  | { readonly on: string; readonly does: 'error'; readonly error: string; readonly times?: number }
  /** Delivers an event, named by its type, twice. */
  | { readonly on: string; readonly does: 'twice'; readonly times?: number };

export type FaultList = Faults & {
  /** The next fault of these kinds for this method or event; uses it up once. */
  readonly take: <Does extends Fault['does']>(
    on: string,
    kinds: readonly Does[],
  ) => Extract<Fault, { does: Does }> | undefined;
  /** Counts a call as held back until this has passed. */
  readonly hold: (delay: Promise<void>) => Promise<void>;
};

export function faultList(): FaultList {
  const pending: { fault: Fault; left: number }[] = [];
  let held = 0;
  return {
    ghosts: false,
    add: (fault) => void pending.push({ fault, left: fault.times ?? 1 }),
    clear: () => void pending.splice(0),
    pending: () => pending.length,
    held: () => held,
    hold: async (delay) => {
      held += 1;
      await delay;
      held -= 1;
    },
    take: <Does extends Fault['does']>(on: string, kinds: readonly Does[]) => {
      const matches = (fault: Fault): fault is Extract<Fault, { does: Does }> =>
        (fault.on === on || fault.on === '*') && kinds.some((kind) => kind === fault.does);
      const index = pending.findIndex(({ fault }) => matches(fault));
      const found = pending[index];
      if (!found || !matches(found.fault)) return undefined;
      found.left -= 1;
      if (found.left <= 0) pending.splice(index, 1);
      return found.fault;
    },
  };
}
