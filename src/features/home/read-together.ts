import type { Key, Reads } from '../../ports/store.ts';

type Batch = {
  readonly keys: Key<unknown>[];
  readonly values: Promise<readonly unknown[]>;
};

/** Reads at once what several callers ask for at the same time. */
export function readTogether(store: Reads): Reads {
  let open: Batch | undefined;

  function begin(): Batch {
    const keys: Key<unknown>[] = [];
    const values = everybodyHasAsked().then(() => {
      open = undefined;
      return store.getMany(keys);
    });
    return { keys, values };
  }

  async function getMany<Value>(keys: readonly Key<Value>[]): Promise<(Value | undefined)[]> {
    open ??= begin();
    const from = open.keys.length;
    open.keys.push(...keys);
    const values = await open.values;
    return values.slice(from, from + keys.length) as (Value | undefined)[];
  }

  return { getMany, get: async (key) => (await getMany([key]))[0] };
}

/** Once all that follows from promises which are settled by now has run. */
async function everybodyHasAsked(): Promise<void> {
  await undefined;
  await new Promise<void>((resolve) => process.nextTick(resolve));
}
