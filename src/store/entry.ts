/**
 * The text of a value. One that expires begins with its end, always at the same place and in
 * thirteen digits, so that an engine can find expired entries without parsing JSON.
 */
const endDigits = 13;
export const endMark = '{"ends":"';
const endingText = new RegExp(`^\\{"ends":"(\\d{${endDigits}})"`);

export type Entry = { readonly value: unknown; readonly ends?: number | undefined };

/** The value as text; `ends` is in milliseconds since 1970. */
export function entryText({ value, ends }: Entry): string {
  const json = JSON.stringify(value);
  if (ends === undefined) return `{"value":${json}}`;
  return `${endMark}${String(Math.ceil(ends)).padStart(endDigits, '0')}","value":${json}}`;
}

/** When this text expires, in milliseconds since 1970, if it does. */
export function endOf(text: string): number | undefined {
  const [, digits] = endingText.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** `undefined` if `entryText` didn't write the text. */
export function parseEntry(text: string): Entry | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !('value' in parsed)) return undefined;
    return { value: parsed.value, ends: endOf(text) };
  } catch {
    return undefined;
  }
}
