import { describe, expect, test } from 'vitest';
import { plainRichText, richText } from '../../../../playground/page/blocks/mrkdwn.ts';

describe('mrkdwn becomes rich text', () => {
  test.each([
    ['*bold*', [{ type: 'text', text: 'bold', style: { bold: true } }]],
    ['_italic_', [{ type: 'text', text: 'italic', style: { italic: true } }]],
    ['~gone~', [{ type: 'text', text: 'gone', style: { strike: true } }]],
    ['*_both_*', [{ type: 'text', text: 'both', style: { bold: true, italic: true } }]],
    ['`a *b* &lt;`', [{ type: 'text', text: 'a *b* <', style: { code: true } }]],
    [':tada:', [{ type: 'emoji', name: 'tada' }]],
    [':+1::skin-tone-3:', [{ type: 'emoji', name: '+1', skin_tone: 3 }]],
    ['<@U1|ana>', [{ type: 'user', user_id: 'U1' }]],
    ['<#C1|general>', [{ type: 'channel', channel_id: 'C1' }]],
    ['<#G1|>', [{ type: 'channel', channel_id: 'G1' }]],
    ['<!subteam^S1|@desk>', [{ type: 'usergroup', usergroup_id: 'S1' }]],
    ['<!here>', [{ type: 'broadcast', range: 'here' }]],
    [
      '<https://a.org/?x=1&amp;y=2|see>',
      [{ type: 'link', url: 'https://a.org/?x=1&y=2', text: 'see' }],
    ],
    ['<mailto:a@b.org>', [{ type: 'link', url: 'mailto:a@b.org', text: 'mailto:a@b.org' }]],
    ['<!date^5^{date_short}|then>', [{ type: 'date', timestamp: 5, format: '{date_short}' }]],
    ['*<@U1>*', [{ type: 'user', user_id: 'U1', style: { bold: true } }]],
  ])('%s', (mrkdwn, elements) => {
    expect(richText(mrkdwn).elements).toEqual([{ type: 'rich_text_section', elements }]);
  });

  test.each([
    ['an escaped mention', '&lt;@U1&gt; &amp;amp;', '<@U1> &amp;'],
    ['what Markdown would take for a heading', '# 1', '# 1'],
    ['marks within words', 'snake_case_name 2*3*4', 'snake_case_name 2*3*4'],
    ['a lone mark', '5 * 6', '5 * 6'],
    ['something unknown between angle brackets', '<!nonsense>', '<!nonsense>'],
    ['a script for a link', '<javascript:alert(1)|x>', '<javascript:alert(1)|x>'],
    ['a time of day', 'at 10:30:00', 'at 10:30:00'],
  ])('leaves %s as text', (_, mrkdwn, text) => {
    const [section] = richText(mrkdwn).elements;
    const texts = section?.elements.map((one) => ('text' in one ? one.text : one.type));
    expect(texts?.join('')).toBe(text);
  });

  test('lines with > are one quote, and what follows is not', () => {
    expect(richText('&gt; one\n> two\nthree').elements).toEqual([
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'one\ntwo' }] },
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'three' }] },
    ]);
  });

  test('between three backticks nothing is parsed', () => {
    expect(richText('see ```*a* &lt;b&gt;\nc``` there').elements).toEqual([
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'see ' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: '*a* <b>\nc' }] },
      { type: 'rich_text_section', elements: [{ type: 'text', text: ' there' }] },
    ]);
  });
});

describe('plain text', () => {
  test('has emoji and nothing else', () => {
    expect(plainRichText('*a* <@U1> &amp; :tada:').elements[0]?.elements).toEqual([
      { type: 'text', text: '*a* <@U1> &amp; ' },
      { type: 'emoji', name: 'tada' },
    ]);
  });

  test('has not even emoji where the app does not want them', () => {
    expect(plainRichText(':tada:', false).elements[0]?.elements).toEqual([
      { type: 'text', text: ':tada:' },
    ]);
  });
});
