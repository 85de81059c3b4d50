import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCustomerData } from '../../../../src/features/shoutouts/text/customer-data.ts';
import { hostileTexts } from '../hostile-texts.ts';

/** Kind and text of every find. */
async function found(text: string, country?: string): Promise<readonly string[]> {
  const data = await findCustomerData(text, country);
  return data.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
}

describe('finds customer data and its place', () => {
  test.each([
    ['write to jo.miller@shop.example today', ['email: jo.miller@shop.example']],
    ['JO+x@MAIL.SHOP.CO.UK.', ['email: JO+x@MAIL.SHOP.CO.UK']],
    ['josé@müller.example (private)', ['email: josé@müller.example']],
    ['she rang +44 20 7946 0958 twice', ['phone: +44 20 7946 0958']],
    ['call +351912345678', ['phone: +351912345678']],
    ['call 020 7946 0958', ['number: 020 7946 0958']],
    ['call (555) 123-4567 now', ['number: (555) 123-4567']],
    ['01.23.45.67.89', ['number: 01.23.45.67.89']],
    ['01-23-45-67-89', ['number: 01-23-45-67-89']],
    ['0151/234 567 89', ['number: 0151/234 567 89']],
    ['paid with 4111 1111 1111 1111', ['card: 4111 1111 1111 1111']],
    ['5500000000000004', ['card: 5500000000000004']],
    ['3400-000000-00009', ['card: 3400-000000-00009']],
    ['4111 1111 1111 1112', ['number: 4111 1111 1111 1112']],
    ['４１１１ １１１１ １１１１ １１１１', ['card: ４１１１ １１１１ １１１１ １１１１']],
    ['٤١١١١١١١١١١١١١١١', ['card: ٤١١١١١١١١١١١١١١١']],
    ['to DE89 3704 0044 0532 0130 00 please', ['iban: DE89 3704 0044 0532 0130 00']],
    ['GB29NWBK60161331926819.', ['iban: GB29NWBK60161331926819']],
    ['iban gb29 nwbk 6016 1331 9268 19 and then', ['iban: gb29 nwbk 6016 1331 9268 19']],
    ['NO93 8601 1117 947', ['iban: NO93 8601 1117 947']],
    ['customer 12345678', ['number: 12345678']],
    ['order K12345678', ['number: 12345678']],
    ['policy 1234 5678', ['number: 1234 5678']],
    ['123-45-6789 is hers', ['number: 123-45-6789']],
    ['a@b.example and 4111111111111111', ['email: a@b.example', 'card: 4111111111111111']],
  ])('%s', async (text, expected) => {
    expect(await found(text)).toEqual(expected);
  });

  test('recognizes the phone numbers of the country', async () => {
    expect(await found('she rang 020 7946 0958', 'GB')).toEqual(['phone: 020 7946 0958']);
    expect(await found('she rang 020 7946 0958', 'nowhere')).toEqual(['number: 020 7946 0958']);
  });
});

describe('ignores other text with digits', () => {
  test.each([
    'from 9:00 to 17:30',
    'open 0900-1730 and 9.15-10.45',
    'on 2026-11-24 at 10:30',
    '24.11.2026, 24/11/2026, 11/24/2026',
    'from 1.11.2026-15.11.2026',
    '24. 12. 2026',
    '01/11/26',
    '20261124',
    'in 2025-2026 and 2025/2026',
    'since 1999',
    'a bill of €12,345.67',
    '1 200 000 euros and EUR 12 000 000.00',
    '$1,234,567.89 of it',
    '12000000 USD',
    'pi is 3.14159265',
    'orders 1200, 1300, 1400 and 1500',
    'sold 10,000,000 of them',
    '24/7, 365 days',
    'room 101 on floor 12',
    '7 of 10 came back',
    'https://shop.slack.com/archives/C012ABC/p1732471234567890',
    '@ana waited, me@ too',
    'version 26.10.0',
    '100% of 15 people in 3 hours',
    'AB12 is a seat, DE is a country',
  ])('%s', async (text) => {
    expect(await found(text)).toEqual([]);
  });
});

test('finds are within the text, in order, and never overlap', async () => {
  const digits = fc
    .array(
      fc.constantFrom(
        '4111 1111',
        '+44 20 7946',
        ' ',
        '1111',
        'a@b.example',
        'DE89 3704',
        '.',
        '-',
        '2026',
        '(',
        '٣',
      ),
    )
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(fc.oneof(digits, fc.constantFrom(...hostileTexts)), async (text) => {
      let end = 0;
      for (const one of await findCustomerData(text, 'GB')) {
        expect(one.start).toBeGreaterThanOrEqual(end);
        expect(one.end).toBeGreaterThan(one.start);
        end = one.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('scans three thousand characters quickly', async () => {
  await findCustomerData('+44 20 7946 0958');
  const start = performance.now();
  for (const part of ['1 ', '1', 'a@', 'a.', 'AB12', '1-', '€1 000 ', '(1', '1.'])
    await findCustomerData(part.repeat(3000 / part.length), 'GB');
  expect(performance.now() - start).toBeLessThan(3000);
});
