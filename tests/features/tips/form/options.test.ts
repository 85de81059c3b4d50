import { expect, test } from 'vitest';
import { holidayOptions } from '../../../../src/features/tips/form/options.ts';
import { spanishContent } from '../../../i18n/spanish-content.ts';

test.each(['catalonia', 'cataluña'])(
  'offers a region by %s, named in the reader’s language',
  async (text) => {
    const options = holidayOptions({ content: () => spanishContent });
    expect(await options({ workspace: 'T1', user: 'U1', text })).toEqual([
      { text: 'España: Cataluña', value: { country: 'ES', region: 'CT' } },
    ]);
  },
);
