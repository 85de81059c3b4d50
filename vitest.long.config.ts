import { defineConfig } from 'vitest/config';

/** What takes minutes and longer; one file after the other, because some count on the clock of the machine. */
export default defineConfig({
  test: {
    include: ['tests/long/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
});
