import { inject, test } from 'vitest';
import { checkCardModel } from './card-model.ts';

test('nobody sees words without agreement, or private ones that are not being removed', () =>
  checkCardModel(30, inject('seed')));
