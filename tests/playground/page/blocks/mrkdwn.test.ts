import { describe, expect, test } from 'vitest';
import { plainRichText, richText } from '../../../../playground/page/blocks/mrkdwn.ts';

describe('richText', () => {
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
    ['a Markdown heading', '# 1', '# 1'],
    ['markers within words', 'snake_case_name 2*3*4', 'snake_case_name 2*3*4'],
    ['a single marker', '5 * 6', '5 * 6'],
    ['an unknown reference', '<!nonsense>', '<!nonsense>'],
    ['a javascript: link', '<javascript:alert(1)|x>', '<javascript:alert(1)|x>'],
    ['a time of day', 'at 10:30:00', 'at 10:30:00'],
  ])('leaves %s as text', (_, mrkdwn, text) => {
    const [section] = richText(mrkdwn).elements;
    const texts = section?.elements.map((one) => ('text' in one ? one.text : one.type));
    expect(texts?.join('')).toBe(text);
  });

  test('joins lines with > into a quote', () => {
    expect(richText('&gt; one\n> two\nthree').elements).toEqual([
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'one\ntwo' }] },
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'three' }] },
    ]);
  });

  test('parses nothing between three backticks', () => {
    expect(richText('see ```*a* &lt;b&gt;\nc``` there').elements).toEqual([
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'see ' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: '*a* <b>\nc' }] },
      { type: 'rich_text_section', elements: [{ type: 'text', text: ' there' }] },
    ]);
  });
});

describe('plainRichText', () => {
  test('parses emoji only', () => {
    expect(plainRichText('*a* <@U1> &amp; :tada:').elements[0]?.elements).toEqual([
      { type: 'text', text: '*a* <@U1> &amp; ' },
      { type: 'emoji', name: 'tada' },
    ]);
  });

  test('parses no emoji with emoji: false', () => {
    expect(plainRichText(':tada:', false).elements[0]?.elements).toEqual([
      { type: 'text', text: ':tada:' },
    ]);
  });
});
