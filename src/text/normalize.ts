const plain = /^[\t\n\x20-\x7e]*$/;

const dash = /[\p{Pd}\u2212\u223c\u301c\uff5e]/u;
const singleQuote = /[‘’‚‛′‵`´ʹʻʼˈ‹›\u055a\uff07]/u;
const doubleQuote = /[“”„‟″‶«»〝〞〟「」『』\uff02]/u;
const lineEnd = /[\r\v\f\u0085\u2028\u2029]/;
const space = /[\p{Zs}\t]/u;
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2800\ufff9-\ufffb]/u;
/** Full-width and half-width forms, ellipses, and the letters of "fonts" such as bold italic. */
const otherForm = /[\uff00-\uffef\u2024-\u2026\u22ef\u{1d400}-\u{1d7ff}]/u;
const decimalDigit = /\p{Nd}/u;

/** The sign that a keyboard without special signs has in place of this one; empty for none. */
function plainSign(sign: string): string {
  if (sign === '\n') return sign;
  if (lineEnd.test(sign)) return '\n';
  if (space.test(sign)) return ' ';
  if (dash.test(sign)) return '-';
  if (singleQuote.test(sign)) return "'";
  if (doubleQuote.test(sign)) return '"';
  if (invisible.test(sign)) return '';
  if (sign === '。' || sign === '｡') return '.';
  if (sign === '、' || sign === '､') return ',';
  if (sign === '⋯') return '...';
  if (otherForm.test(sign)) return sign.normalize('NFKC');
  return decimalDigit.test(sign) ? String(digitValue(sign)) : sign;
}

/** The digits of a script follow each other from 0 to 9. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && decimalDigit.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

/** Signs seen before, by code point. Bounded by the number of signs that there are. */
const seen: string[] = [];

function signOf(code: number): string {
  const known = seen[code];
  if (known !== undefined) return known;
  const found = plainSign(String.fromCodePoint(code));
  seen[code] = found;
  return found;
}

/**
 * Typed text as it is read: the signs that keyboards, phones and copied text put in place of others
 * become the plain ones. Dashes are `-`, quotation marks `'` or `"`, an ellipsis three dots, spaces
 * of every kind ` `, digits and full-width letters ASCII; invisible characters are left out. Only
 * for reading: what a person wrote is kept as it is.
 */
export function normalizeTyped(text: string): string {
  if (plain.test(text)) return text.replaceAll('\t', ' ');
  let read = '';
  let unchanged = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) as number;
    const next = at + (code > 0xffff ? 2 : 1);
    const sign = signOf(code);
    if (sign.length !== next - at || sign.codePointAt(0) !== code) {
      if (at > unchanged) read += text.slice(unchanged, at);
      read += sign;
      unchanged = next;
    }
    at = next;
  }
  return read + text.slice(unchanged);
}

/**
 * The end of a text whose normalised form has `length` characters. It doesn't begin with an invisible
 * character.
 */
export function tailOf(text: string, length: number): string {
  if (plain.test(text)) return text.slice(text.length - length);
  let left = normalizeTyped(text).length - length;
  let start = 0;
  while (start < text.length) {
    const code = text.codePointAt(start) as number;
    const { length: read } = signOf(code);
    if (left <= 0 && read > 0) break;
    left -= read;
    start += code > 0xffff ? 2 : 1;
  }
  return text.slice(start);
}

/** What `\s` matches. */
const whiteSpace =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** Tells white space and these signs at a place. A pattern for each of many places is slow. */
export function signTest(signs: string): (text: string, at: number) => boolean {
  const codes = new Set([...whiteSpace, ...signs].map((sign) => sign.charCodeAt(0)));
  return (text, at) => codes.has(text.charCodeAt(at));
}

/** The signs that close a sentence, quotes and stars. */
const isAround = signTest('"\'()[].,;:!?¡¿*_~`…-');

/** Without the quotation marks, stars and sentence marks around a word or a command. */
export function withoutMarks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isAround(text, start)) start += 1;
  while (end > start && isAround(text, end - 1)) end -= 1;
  return text.slice(start, end);
}
