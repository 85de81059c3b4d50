import { inject, test } from 'vitest';
import { checkCardModel } from '../features/shoutouts/card-model.ts';

/** `RUNS` says how many sequences. */
const runs = Number(process.env.RUNS ?? 2000);

test(`${runs} sequences: nobody sees words without agreement or private ones`, () =>
  checkCardModel(runs, inject('seed')));
