import { expect, test } from 'vitest';
import { holidayOptions, zoneOptions } from '../../../../src/features/tips/form/options.ts';
import { spanishContent } from '../../../i18n/spanish-content.ts';

const typed = (text: string) => ({ workspace: 'T1', user: 'U1', text });

test.each(['catalonia', 'cataluña'])(
  'offers a region by %s, named in the reader’s language',
  async (text) => {
    const options = holidayOptions({ content: () => spanishContent });
    expect(await options(typed(text))).toEqual([
      { text: 'España: Cataluña', value: { country: 'ES', region: 'CT' } },
    ]);
  },
);

test('writes the names of zones once, not at each letter', async () => {
  const [grammar, ...others] = spanishContent.grammars;
  let written = 0;
  const write = (english: string) => {
    written += 1;
    return grammar.write(english);
  };
  const content = { ...spanishContent, grammars: [{ ...grammar, write }, ...others] as const };
  const options = zoneOptions({ content: () => content });
  const newYork = { text: 'Nueva York', value: 'America/New_York' };
  expect(await options(typed('nueva y'))).toEqual([newYork]);
  const once = written;
  expect(once).toBeGreaterThan(0);
  expect(await options(typed('nueva york'))).toEqual([newYork]);
  expect(written).toBe(once);
});
