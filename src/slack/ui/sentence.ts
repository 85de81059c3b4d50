import type { Line } from './blocks.ts';

const [opening, closing] = ['\u{f0000}', '\u{f0001}'];
const placeholderPattern = new RegExp(`${opening}([a-z]+)${closing}`, 'u');

/** Placeholder in a text of the catalogue for something that is no plain text, like a mention. */
export const placeholder = (name: string): string => `${opening}${name}${closing}`;

/** Replaces the placeholders of a sentence. */
export function fillPlaceholders(sentence: string, parts: Readonly<Record<string, Line>>): Line {
  return sentence.split(placeholderPattern).flatMap((piece, place): Line => {
    if (place % 2 === 1) return parts[piece] ?? [];
    return piece ? [{ text: piece }] : [];
  });
}

/** People as a list in a language: "@ana, @ben and @chiara". */
export function peopleLine(language: string, people: readonly string[]): Line {
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return list
    .formatToParts([...people])
    .map(({ type, value }) => (type === 'element' ? { person: value } : { text: value }));
}
