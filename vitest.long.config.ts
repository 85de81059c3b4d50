import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests that take minutes: `npm run test:long`. One file at a time, as each needs the machine. */
export default defineConfig({
  test: {
    include: ['tests/long/**/*.test.ts'],
    fileParallelism: false,
    globalSetup: ['tests/setup/print-seed.ts', 'tests/setup/find-servers.ts'],
    setupFiles: ['tests/setup/seed-random-input.ts'],
    env: { NODE_COMPILE_CACHE: resolve('node_modules/.cache/compile') },
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
});
