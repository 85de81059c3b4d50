import { emojiSpans } from '../../../text/emoji.ts';

const lineBreaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters.
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufff9-\ufffb]|\p{Noncharacter_Code_Point}|\p{Co}/gu;

const joining = [
  'Arab',
  'Syrc',
  'Deva',
  'Beng',
  'Guru',
  'Gujr',
  'Orya',
  'Taml',
  'Telu',
  'Knda',
  'Mlym',
  'Sinh',
]
  .map((script) => `\\p{Script=${script}}`)
  .join('');

/** Zero-width and bidirectional controls, fillers, tags, variation selectors, empty Braille. */
const invisible = /[\p{Default_Ignorable_Code_Point}\u2800]/v.source;
/** A letter of a script that joins its letters, and the marks on it. */
const joiningLetter = `[\\p{L}&&[${joining}]]`;
const visibleMark = `[\\p{M}--${invisible}]`;
/** Invisible characters that writing needs, most of them inside emoji. */
const needed = [
  // Joins several emoji into one: a family, a profession.
  /(?<=\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d(?=\p{Extended_Pictographic})/v
    .source,
  // Selects the emoji or the text form of a character.
  /(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]/v.source,
  /(?<=[0-9#*])\ufe0f(?=\u20e3)/v.source,
  // The flags of England, Scotland and Wales.
  /(?<=\u{1f3f4})[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}/v.source,
  // Spelling in Persian and Indic scripts: between two letters, or after one.
  `[\\u200c\\u200d](?=\\p{L})(?<=${joiningLetter}${visibleMark}*.)`,
  `\\u200d(?![\\u200c\\u200d])(?<=${joiningLetter}${visibleMark}+.)`,
];
/** None is needed after seven others, so the rest of a long run is taken at once. */
const notNeeded = `${invisible}(?:(?<=${invisible}{8})${invisible}*)?`;
const neededOrInvisible = new RegExp(`(${needed.join('|')})|${notNeeded}`, 'gv');

/** Combining marks on one letter. No language needs more; more of them overprint other lines. */
const maxMarks = 5;
/** Combining marks that belong to no script (`Zinh`), the usual ones in overprinted text. */
const maxFreeMarks = 2;
const freeMark = /\p{Script=Zinh}/u;
const repeatedMark = /(\p{M})\1+/gu;
const circlesAround = /(?!\u20e3)\p{Me}/gu;
/** Marks that may be too much: several, one without a letter, or one around it. */
const marks = /\p{M}(?:\p{M}+|(?<=(?:^|\s).)|(?<=\p{Me}))/gu;
const isStart = /^$|\s/;

const emptyLines = /\n{3,}/g;

/** How a message calls everybody, as text from another place may have it; shown it is code. */
const broadcasts = /<!(?<name>channel|here|everyone)(?:\|[a-z]*)?>/g;

/**
 * A person's text as it is stored: without control characters, invisible characters, and characters
 * that reverse or overprint the text around them. Writing in any script and every emoji stay. Lines
 * end with `\n`, with at most one empty line in a row. Cleaning a clean text changes nothing.
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(lineBreaks, '\n')
      .replaceAll('\t', ' ')
      .replace(controls, '')
      .replace(neededOrInvisible, '$1')
      .normalize('NFC')
      .replace(marks, (run, place: number, all: string) =>
        isStart.test(all.charAt(place - 1)) ? '' : limitMarks(run),
      )
      .normalize('NFC')
      .replace(broadcasts, '@$<name>')
      // Not `/[^\S\n]+$/gm`, which is quadratic in spaces that end no line.
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .replace(emptyLines, '\n\n')
      .trim()
  );
}

function limitMarks(run: string): string {
  let free = 0;
  return [...run.replace(circlesAround, '').replace(repeatedMark, '$1')]
    .slice(0, maxMarks)
    .filter((mark) => !freeMark.test(mark) || ++free <= maxFreeMarks)
    .join('');
}

/** The length in code points, as a person would count characters; a `:code:` is one emoji. */
export function lengthOf(text: string): number {
  const lengths = emojiSpans(text).map((span) => ('text' in span ? [...span.text].length : 1));
  return lengths.reduce((total, length) => total + length, 0);
}

/** Signs that are a syllable or a word. */
const denseLetters = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/**
 * How much a text says: its length, with dense letters counted twice. A Chinese sentence has as many
 * words as an English one of twice its length.
 */
export const amountIn = (text: string): number =>
  lengthOf(text) + (text.match(denseLetters)?.length ?? 0);

/** Created on first use, because that is slow. */
let segmenter: Intl.Segmenter | undefined;

/** Counts words with letters, also in scripts without spaces between words. */
export function wordsIn(text: string): number {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  const segments = [...segmenter.segment(withoutEmoji(text))];
  return segments.filter(({ segment }) => /\p{L}/u.test(segment)).length;
}

const withoutEmoji = (text: string): string =>
  emojiSpans(text)
    .map((span) => ('text' in span ? span.text : ' '))
    .join('');
