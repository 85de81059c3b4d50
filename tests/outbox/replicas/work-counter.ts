import type { Engine } from '../../../src/store/engine.ts';

/** Moments without any work under way after which everything waits for the clock. */
const quietMoments = 4;

/** Knows whether calls to Slack or the store are under way. */
export function workCounter() {
  let busy = 0;
  const waiting: (() => void)[] = [];

  async function counted<Result>(work: Promise<Result>): Promise<Result> {
    busy += 1;
    try {
      return await work;
    } finally {
      busy -= 1;
      if (busy === 0) for (const resolve of waiting.splice(0)) resolve();
    }
  }

  return {
    counted,
    /** Resolves when all work waits for the clock. */
    allWaits: async (): Promise<void> => {
      for (let moments = 0; moments < quietMoments; moments += 1) {
        if (busy > 0) {
          await new Promise<void>((resolve) => waiting.push(resolve));
          moments = 0;
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    countedEngine: (engine: Engine): Engine => {
      const { keyv } = engine;
      const [get, getMany] = [keyv.get.bind(keyv), keyv.getMany.bind(keyv)];
      keyv.get = ((key: string) => counted(get(key))) as typeof keyv.get;
      keyv.getMany = ((keys: string[]) => counted(getMany(keys))) as typeof keyv.getMany;
      return {
        ...engine,
        update: (keys, decide) => counted(engine.update(keys, decide)),
        sweep: (before) => counted(engine.sweep(before)),
        batches: async function* (prefix) {
          const batches = engine.batches(prefix)[Symbol.asyncIterator]();
          for (let next = await counted(batches.next()); !next.done; ) {
            yield next.value;
            next = await counted(batches.next());
          }
        },
      };
    },
  };
}
