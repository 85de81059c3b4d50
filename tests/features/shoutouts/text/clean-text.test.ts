import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, lengthOf } from '../../../../src/features/shoutouts/text/clean-text.ts';
import { neutralize } from '../../../../src/features/shoutouts/text/neutralize.ts';
import { dangersIn, hostileTexts } from '../hostile-texts.ts';

describe('a clean text', () => {
  test.each([
    ['plain', 'She waited. “Really!” – 3 × €5', 'She waited. “Really!” – 3 × €5'],
    ['line breaks of all systems', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['a flood of empty lines', 'a\n\n\n\n \n\nb', 'a\n\nb'],
    ['space at the ends of lines', '  a  \nb\t\n', 'a\nb'],
    ['controls', 'a\u0000b\u001b[31mc\u007fd\u009be', 'ab[31mcde'],
    ['zero width', 'p\u200ba\u2060s\ufeffs\u00ad', 'pass'],
    ['reversed text', 'a \u202egnp.exe\u202c \u2066b\u2069\u200f', 'a gnp.exe b'],
    ['zalgo', 'e\u0301\u0302\u0303\u0304\u0305\u0306', 'é\u0302\u0303'],
    ['a repeated mark', 'ก\u0e47\u0e47\u0e47\u0e47', 'ก\u0e47'],
    ['marks without a letter', '\u0301\u0302 a \u0303', 'a'],
    ['circles around letters', 'a\u20dd\u0489', 'a'],
    ['half a surrogate pair', 'a\ud83d', 'a\ufffd'],
    ['noncharacters and private use', 'a\ufdd0\uffff\ue000', 'a'],
    ['hidden tags', 'hi\u{e0041}\u{e0042}', 'hi'],
    ['fillers', 'a\u3164\u115f\u2800b', 'ab'],
    ['only invisible characters', '\u200b\u3164 \u2800', ''],
    ['decomposed letters', 'cafe\u0301', 'café'],
  ])('%s', (_name, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  test.each([
    'Ça va? Größe, naïve, Łódź, Việt Nam, Ångström',
    'شكرًا لكِ على صبركِ',
    'می‌خواهم کمک کنم',
    'תודה רַבָּה עַל הַסַּבְלָנוּת',
    'ขอบคุณที่ช่วยเหลือลูกค้า น้ำ',
    'धन्यवाद, क्‍ष और श्री',
    'ശ്രീ അവന്‍ കാത്തിരുന്നു',
    'ありがとう、がんばって',
    '고마워요 한국어',
    'བཀྲ་ཤིས་བདེ་ལེགས།',
    '😀 👩‍👩‍👧‍👦 👨🏿‍🚒 ❤️‍🔥 🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇵🇹 1️⃣ #️⃣ ☎︎ ✈️',
    ':tada: *bold* `code` <b> & "quoted"',
  ])('keeps writing and emoji: %s', (text) => {
    expect(cleanText(text)).toBe(text.normalize('NFC'));
  });

  const any = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(...hostileTexts),
    fc
      .array(
        fc.constantFrom(
          '\u200d',
          '\ufe0f',
          '\u20e3',
          '1',
          '❤',
          '👩',
          '\u0301',
          '\u0e47',
          '\u200c',
          'ک',
          'ന',
          '\u0d4d',
          'ന',
          '\u0d4d',
          '\u{1f3f4}',
          '\u{e0067}',
          '\u{e007f}',
          '\n',
          ' ',
          '\u1100',
          '\ud800',
        ),
      )
      .map((parts) => parts.join('')),
  );

  test('is unchanged by cleaning it again, and never longer', () => {
    fc.assert(
      fc.property(any, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean.length).toBeLessThanOrEqual(text.normalize('NFC').length);
        expect(dangersIn([clean])).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('more than 500 hostile texts', () => {
  test('the list has over 500 texts, and dangersIn detects each danger', () => {
    expect(new Set(hostileTexts).size).toBeGreaterThan(500);
    const sent = { text: '<!channel> <@U1> https://a.b', blocks: [{ type: 'link', url: 'x' }] };
    expect(dangersIn(sent, { people: ['U1'] })).toHaveLength(3);
    expect(dangersIn({ type: 'mrkdwn', text: 'a < b' })).toHaveLength(1);
    expect(dangersIn(['a\u202eb', '\ud800', `e${'\u0301'.repeat(6)}`])).toHaveLength(3);
  });

  test('are neutralized where Slack parses them, with the same words', () => {
    for (const text of hostileTexts) {
      const clean = cleanText(text);
      expect(dangersIn({ text: neutralize(clean) })).toEqual([]);
      const shown = neutralize(clean).replaceAll('\u2060', '');
      expect(shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(
        clean,
      );
    }
  });
});

test('length counts code points', () => {
  expect(lengthOf('a😀é')).toBe(3);
});

test('a broadcast becomes the words that people see, however often it is cleaned', () => {
  expect(cleanText('look <!channel>, and <!here|here>')).toBe('look @channel, and @here');
  expect(cleanText('<!chan\u200bnel>')).toBe('@channel');
  for (const text of ['<<!channel>>', '<!here|<!here>>', '<!chan<!channel>nel>'])
    expect(cleanText(cleanText(text))).toBe(cleanText(text));
});
