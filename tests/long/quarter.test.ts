import { expect, test } from 'vitest';
import { mostOnADay, outsideWork, quarter, tableOf } from '../stories/quarter.ts';
import { refusalsOf } from '../stories/tip-story.ts';

/** `npm run test:long -- quarter` prints the table of docs/quarter.md. */
test('thirteen weeks of a team of twelve', async () => {
  const { got, slack } = await quarter(13);
  process.stdout.write(`${tableOf(got, 13).join('\n')}\n`);
  expect(got.filter(({ kind }) => kind === '?')).toEqual([]);
  expect(outsideWork(got)).toEqual([]);
  expect(Math.max(...mostOnADay(got).values())).toBe(2);
  expect(refusalsOf(slack)).toEqual([]);
});
