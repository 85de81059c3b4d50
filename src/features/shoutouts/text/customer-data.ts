import { longNumbers } from './long-numbers.ts';

export type CustomerData = {
  readonly kind: 'email' | 'phone' | 'card' | 'iban' | 'number';
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
};

const email =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu;
const ibanLike = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,38}/giu;

/**
 * What looks like a customer's: addresses, phone, card and account numbers, in the order in which they stand. `country` (two
 * letters) is where the text was written; without it only phone numbers with a country code are told from long numbers. A text
 * may hold more than this finds, and some of what it finds is harmless: it is for asking, not for refusing.
 */
export async function findCustomerData(
  text: string,
  country?: string,
): Promise<readonly CustomerData[]> {
  const plain = withAsciiDigits(text);
  const found = [
    ...[...plain.matchAll(email)].map(({ index, 0: it }) => at('email', index, it.length)),
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

/** The first kind in this order wins where two find the same characters. */
const strength = ['email', 'iban', 'card', 'phone', 'number'];

function withoutOverlaps(found: readonly CustomerData[]): readonly CustomerData[] {
  const byStrength = found.toSorted((a, b) => strength.indexOf(a.kind) - strength.indexOf(b.kind));
  const kept: CustomerData[] = [];
  for (const one of byStrength) {
    if (kept.every(({ start, end }) => one.end <= start || end <= one.start)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Words behind the number may look like a part of it, so each shorter beginning is tried too. */
function ibans(text: string): CustomerData[] {
  return [...text.matchAll(ibanLike)].flatMap(({ index, 0: candidate }) => {
    for (let end = candidate.length; end >= 15; end -= 1) {
      const isWhole = !/[A-Z0-9]/i.test(text[index + end] ?? '');
      if (isWhole && isIban(candidate.slice(0, end))) return [at('iban', index, end)];
    }
    return [];
  });
}

/** ISO 13616: with the first four characters at the end and letters as 10 to 35, it is 1 modulo 97. */
function isIban(candidate: string): boolean {
  const characters = candidate.replace(/[ -]/g, '').toUpperCase();
  if (characters.length < 15 || characters.length > 34) return false;
  const turned = characters.slice(4) + characters.slice(0, 4);
  const digits = [...turned].map((character) => Number.parseInt(character, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}

/** The library and its numbering plans take a while to load, so only a text with enough digits pays for it. */
async function phones(text: string, country: string | undefined): Promise<CustomerData[]> {
  if ((text.match(/\d/g)?.length ?? 0) < 7) return [];
  const { findPhoneNumbersInText, isSupportedCountry } = await import('libphonenumber-js/min');
  const defaultCountry = country && isSupportedCountry(country) ? country : undefined;
  const found = findPhoneNumbersInText(text, { ...(defaultCountry ? { defaultCountry } : {}) });
  return found.map(({ startsAt, endsAt }) => at('phone', startsAt, endsAt - startsAt));
}

/** Digits of any script as 0 to 9, one character for one, so that places stay what they are. */
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
