import { expect, test } from 'vitest';
import type { Entry } from '../../../src/content/entry.ts';
import { entryMessage } from '../../../src/features/guidelines/entry-message.ts';
import { action } from '../../../src/slack/router/routes.ts';
import { ourContent } from '../../our-content.ts';

const content = await ourContent();
const patience = content.library.find('patience') as Entry;
const elsewhere = action('elsewhere');
const extra = (label: string) => elsewhere.button({ label });

test('caches the message of an entry', () => {
  const first = entryMessage(content, patience, { length: 'short' }, [extra('Dance')]);
  expect(entryMessage(content, patience, { length: 'short' }, [extra('Dance')])).toBe(first);
});

test.each(['short', 'long'] as const)(
  'the %s form shows exactly the given extra buttons',
  (length) => {
    const shown = (...labels: string[]) =>
      JSON.stringify(entryMessage(content, patience, { length }, labels.map(extra)).blocks);
    expect(shown('Dance')).toContain('Dance');
    expect(shown('Sing')).toContain('Sing');
    expect(shown('Sing')).not.toContain('Dance');
    expect(shown()).not.toContain('elsewhere');
  },
);
