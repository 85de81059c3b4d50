import { expect, test } from 'vitest';
import { sections } from '../../src/content/markdown.ts';

test('what stands before the first heading is a section of its own', () => {
  const [core, practice] = sections('One.\n\nTwo.\n\n## In practice\n\n- Do this.\n');
  expect(core?.paragraphs).toEqual([[{ text: 'One.' }], [{ text: 'Two.' }]]);
  expect(practice).toMatchObject({
    heading: 'In practice',
    items: [{ text: [{ text: 'Do this.' }] }],
  });
});

test('bold and italic are understood, and lines that were wrapped are one line again', () => {
  const [core] = sections('Say **it\nagain** and *mean*\nit.');
  expect(core?.paragraphs).toEqual([
    [
      { text: 'Say ' },
      { text: 'it again', style: 'bold' },
      { text: ' and ' },
      { text: 'mean', style: 'italic' },
      { text: ' it.' },
    ],
  ]);
});

test('the quotation below a list item belongs to it', () => {
  const [answers] = sections('1. Wait.\n   > They feel\n   > seen.\n2. Go.\n');
  expect(answers?.items).toEqual([
    { text: [{ text: 'Wait.' }], quote: [{ text: 'They feel seen.' }] },
    { text: [{ text: 'Go.' }] },
  ]);
});
