import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    seed: number;
  }
}

/** `npm test` always takes the same seed, `SEED=7 npm test` another, and the long tests a new one. */
export function setup({ provide, config }: TestProject): void {
  const isLong = config.include.some((pattern) => pattern.startsWith('tests/long/'));
  const seed = Number(process.env.SEED ?? (isLong ? Date.now() % 2 ** 31 : 1));
  process.stdout.write(`Random input from SEED=${seed}\n`);
  provide('seed', seed);
}
