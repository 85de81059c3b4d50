import { expect, inject, test } from 'vitest';
import { cardRuns, operations } from './card-runs.ts';
import { troubles } from './trouble.ts';

const lines = operations.flatMap((operation) => troubles.map((trouble) => [operation, trouble]));

test.each(lines as [(typeof operations)[number], (typeof troubles)[number]][])(
  '%s, %s: the card is what the record is',
  async (operation, trouble) => {
    const firstSeed = inject('seed') * 1000;
    const rest = { storeUrl: 'memory:', replicas: 2, runs: 8, firstSeed } as const;
    const { right, unknown, bad } = await cardRuns({ operation, trouble, ...rest });
    expect({ known: right + unknown, bad }).toEqual({ known: 8, bad: [] });
  },
);
