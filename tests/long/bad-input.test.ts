/** The same with more requests: what each would keep in memory shows sooner. */
process.env.REQUESTS ??= '10000';
await import('../process/bad-input.test.ts');
