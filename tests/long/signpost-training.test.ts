import { expect, test } from 'vitest';
import { crossValidate, figures, isAskedAbout, isCommitted } from '../../bench/signposts/model.ts';

test('the weights of signposts are those that a new training gives', () => {
  expect(isCommitted()).toBe(true);
});

test('understands writers whom it was not trained with', () => {
  const validated = crossValidate();
  process.stdout.write(`${figures(validated).join('\n')}\n`);
  const calls = [...validated.values()].flat().filter(({ example }) => example.label !== 'none');
  const found = calls.filter(({ verdict }) => verdict.odds > 0);
  expect(found.length / calls.length).toBeGreaterThan(0.65);
  const ordinary = validated.get('search') ?? [];
  expect(ordinary.filter(isAskedAbout).length / ordinary.length).toBeLessThanOrEqual(0.03);
});
