export type LongNumber = {
  readonly kind: 'card' | 'number';
  /** Offsets in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
};

/** Grouped digits: `4929 1234`, `0351-123 45 67`, `(02) 9374/4000`. A comma ends a number. */
const digitGroups = /\(?\d(?:[ \u00a0()./–-]{0,2}\d){7,}/g;
const fewestDigits = 8;

const year = '(?:19|20)\\d{2}';
const month = '(?:0?[1-9]|1[0-2])';
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const hour = '(?:[01]?\\d|2[0-4])';
const money = '(?:[€$£¥₹]|EUR|USD|GBP|CHF|euros?|dollars?|pounds?|francs?)';
const amount = "(?:\\d{1,3}(?:[ .,'’]\\d{3}){1,3}|\\d{1,8})(?:[.,]\\d{1,2})?";

/** Patterns with many digits that are no number of a customer. */
const harmless = [
  // Dates: 2026-11-24, 24.11.2026, 11/24/26, 20261124; with more pairs of digits, a phone number.
  `${year}[-/.]${month}[-/.]${day}`,
  `${day}[-/.] ?${month}[-/.] ?${year}`,
  `${month}[-/.]${day}[-/.]${year}`,
  `(?:${day}(?<a>[-/.])${month}|${month}(?<a>[-/.])${day})\\k<a>\\d{2}(?!\\k<a>\\d)`,
  `${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])`,
  // Years: 2025-2026, 2025/2026.
  `${year} ?[-–/] ?${year}`,
  // Times: 10:30, 9.15, 0900-1730.
  `${hour}[:.h][0-5]\\d(?::[0-5]\\d)?(?!\\.\\d)`,
  `${hour}[0-5]\\d ?[-–] ?${hour}[0-5]\\d`,
  // Prices: € 12 000 000.00, 1.200.000 euros.
  `${money} ?${amount}`,
  `${amount} ?${money}`,
  // Fractions: 3.14159265.
  '\\d\\.\\d{5,}',
].map((pattern) => new RegExp(`(?<![\\d.])(?:${pattern})(?!\\d)`, 'gi'));
const permalink = /https:\/\/[a-z0-9.-]+\.slack\.com\/archives\/[A-Z0-9]+\/p\d+/gi;

/**
 * Finds numbers of eight or more digits, grouped or not; those that pass the Luhn check are cards.
 * Expects ASCII digits.
 */
export function longNumbers(text: string): LongNumber[] {
  const blank = (whole: string) => '_'.repeat(whole.length);
  const remaining = [permalink, ...harmless].reduce(
    (left, pattern) => left.replace(pattern, blank),
    text,
  );
  return [...remaining.matchAll(digitGroups)].flatMap(({ index, 0: found }): LongNumber[] => {
    const digits = found.replace(/\D/g, '');
    if (digits.length < fewestDigits) return [];
    const kind = isCard(digits) ? 'card' : 'number';
    return [{ kind, start: index, end: index + found.length }];
  });
}

/** 13 to 19 digits that pass Luhn's check: every second digit from the right counts double. */
function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const twice = Number(digit) * (1 + (index % 2));
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0 && Number(digits) > 0;
}
