/**
 * Preloaded into the app under test: on SIGUSR2 it collects garbage and says what is still in use,
 * in megabytes.
 */
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`{"msg":"memory","used":${((heapUsed + external) / 1e6).toFixed(1)}}\n`);
});
