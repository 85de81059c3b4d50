import fc from 'fast-check';
import { inject } from 'vitest';
import { seeded } from '../random.ts';

// Each test file begins with the same random numbers, in whatever order the files run.
const seed = inject('seed');
fc.configureGlobal({ seed });
Math.random = seeded(seed);
