import type { Fault, Faults } from './contract.ts';

export type FaultList = Faults & {
  /** The next fault of these kinds for this method or event, used up by one. */
  readonly take: <Does extends Fault['does']>(
    on: string,
    kinds: readonly Does[],
  ) => Extract<Fault, { does: Does }> | undefined;
};

export function faultList(): FaultList {
  const pending: { fault: Fault; left: number }[] = [];
  return {
    ghosts: false,
    add: (fault) => void pending.push({ fault, left: fault.times ?? 1 }),
    clear: () => void pending.splice(0),
    take: <Does extends Fault['does']>(on: string, kinds: readonly Does[]) => {
      const isWanted = (fault: Fault): fault is Extract<Fault, { does: Does }> =>
        (fault.on === on || fault.on === '*') && kinds.some((kind) => kind === fault.does);
      const index = pending.findIndex(({ fault }) => isWanted(fault));
      const found = pending[index];
      if (!found || !isWanted(found.fault)) return undefined;
      found.left -= 1;
      if (found.left <= 0) pending.splice(index, 1);
      return found.fault;
    },
  };
}
