import { expect, test } from 'vitest';
import { sections } from '../../src/content/markdown.ts';

test('the text before the first heading is a section', () => {
  const [core, practice] = sections('One.\n\nTwo.\n\n## In practice\n\n- Do this.\n');
  expect(core?.paragraphs).toEqual([[{ text: 'One.' }], [{ text: 'Two.' }]]);
  expect(practice).toMatchObject({
    heading: 'In practice',
    items: [{ text: [{ text: 'Do this.' }] }],
  });
});

test('parses bold and italic, and joins wrapped lines', () => {
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

test('a quotation below a list item belongs to it', () => {
  const [answers] = sections('1. Wait.\n   > They feel\n   > seen.\n2. Go.\n');
  expect(answers?.items).toEqual([
    { text: [{ text: 'Wait.' }], quote: [{ text: 'They feel seen.' }] },
    { text: [{ text: 'Go.' }] },
  ]);
});
