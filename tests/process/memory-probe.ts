/**
 * Preloaded into the app: on SIGUSR2 collects garbage and prints the memory in use in megabytes.
 */
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`{"msg":"memory","used":${((heapUsed + external) / 1e6).toFixed(1)}}\n`);
});
