import { textLimits } from '../shoutout.ts';
import { longNumbers } from './long-numbers.ts';

export type CustomerData = {
  readonly kind: 'email' | 'phone' | 'card' | 'iban' | 'number';
  /** Offsets in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
};

/** Longer texts are refused before. */
const { mostUnits } = textLimits;

const email =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu;
const ibanLike = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,38}/giu;

/**
 * Finds what looks like customer data: email addresses, phone, card and account numbers, in their
 * order in the text. `country` (two letters) is where the text was written; without it, only phone
 * numbers with a country code are recognized as such. It misses some data and flags some harmless
 * numbers, so the giver is asked to confirm and never refused.
 */
export async function findCustomerData(
  text: string,
  country?: string,
): Promise<readonly CustomerData[]> {
  const plain = withAsciiDigits(text.slice(0, mostUnits));
  const found = [
    ...[...plain.matchAll(email)].map(({ index, 0: match }) => at('email', index, match.length)),
    ...ibans(plain),
    ...longNumbers(plain),
    ...(await phones(plain, country)),
  ];
  return withoutOverlaps(found);
}

const at = (kind: CustomerData['kind'], start: number, length: number): CustomerData => ({
  kind,
  start,
  end: start + length,
});

/** Of two overlapping finds, the kind that comes first here is kept. */
const priority = ['email', 'iban', 'card', 'phone', 'number'];

function withoutOverlaps(found: readonly CustomerData[]): readonly CustomerData[] {
  const byPriority = found.toSorted((a, b) => priority.indexOf(a.kind) - priority.indexOf(b.kind));
  const kept: CustomerData[] = [];
  for (const one of byPriority) {
    if (kept.every(({ start, end }) => one.end <= start || end <= one.start)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** A word after the number may look like part of it, so shorter beginnings are tried too. */
function ibans(text: string): CustomerData[] {
  return [...text.matchAll(ibanLike)].flatMap(({ index, 0: candidate }) => {
    for (let end = candidate.length; end >= 15; end -= 1) {
      const isWhole = !/[A-Z0-9]/i.test(text[index + end] ?? '');
      if (isWhole && isIban(candidate.slice(0, end))) return [at('iban', index, end)];
    }
    return [];
  });
}

/** ISO 13616: 1 modulo 97, with the first four characters at the end and A to Z as 10 to 35. */
function isIban(candidate: string): boolean {
  const characters = candidate.replace(/[ -]/g, '').toUpperCase();
  if (characters.length < 15 || characters.length > 34) return false;
  const rearranged = characters.slice(4) + characters.slice(0, 4);
  const digits = [...rearranged].map((character) => Number.parseInt(character, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}

/** So many digits are found as a number; the library would take milliseconds for them. */
const tooManyDigits = /\d(?:[ \u00a0()./–-]{0,2}\d){60,}/g;

/** The library is slow to load, so it is loaded only for a text with enough digits. */
async function phones(whole: string, country: string | undefined): Promise<CustomerData[]> {
  const text = whole.replace(tooManyDigits, (digits) => '_'.repeat(digits.length));
  if ((text.match(/\d/g)?.length ?? 0) < 7) return [];
  const { findPhoneNumbersInText, isSupportedCountry } = await import('libphonenumber-js/min');
  const defaultCountry = country && isSupportedCountry(country) ? country : undefined;
  const found = findPhoneNumbersInText(text, { ...(defaultCountry ? { defaultCountry } : {}) });
  return found.map(({ startsAt, endsAt }) => at('phone', startsAt, endsAt - startsAt));
}

/** Replaces the digits of any script by 0 to 9, one for one, so offsets don't change. */
function withAsciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    if (digit.length > 1) return digit;
    const code = digit.charCodeAt(0);
    const value = [...Array(10).keys()].find(
      (number) => !/\p{Nd}/u.test(String.fromCharCode(code - number - 1)),
    );
    return String(value ?? 0);
  });
}
