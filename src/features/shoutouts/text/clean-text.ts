const lineBreaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
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

/** Zero-width and bidirectional controls, fillers, tags, variation selectors, and the empty Braille cell. */
const invisible = /[\p{Default_Ignorable_Code_Point}\u2800]/u.source;
/** The same where writing needs it, most of it inside an emoji. */
const needed = [
  // Several emoji as one: a family, a profession.
  /(?<=\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d(?=\p{Extended_Pictographic})/u,
  // Drawn as an emoji, or as a character.
  /(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]/u,
  /(?<=[0-9#*])\ufe0f(?=\u20e3)/u,
  // The flags of England, Scotland and Wales.
  /(?<=\u{1f3f4})[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}/u,
  // Persian and the scripts of India are misspelt without it: between two letters, or closing one.
  new RegExp(
    `(?<=(?=\\p{L})[${joining}](?:(?!${invisible})\\p{M})*)[\\u200c\\u200d](?=\\p{L})`,
    'u',
  ),
  new RegExp(
    `(?<=(?=\\p{L})[${joining}](?:(?!${invisible})\\p{M})+)\\u200d(?![\\u200c\\u200d])`,
    'u',
  ),
];
const neededOrInvisible = new RegExp(
  `(${needed.map(({ source }) => source).join('|')})|${invisible}`,
  'gu',
);

/** Marks around one letter; more than any language writes are there to spill over the lines around them. */
const mostMarks = 5;
/** Of those that belong to no script, and so to most of the spilling. */
const mostFreeMarks = 2;
const marks = /\p{M}+/gu;
const freeMark = /\p{Script=Zinh}/u;
const repeatedMark = /(\p{M})\1+/gu;
const circlesAround = /(?!\u20e3)\p{Me}/gu;
const marksWithoutLetter = /(?<=^|\s)\p{M}+/gu;

const spacesAtLineEnd = /[^\S\n]+$/gm;
const emptyLines = /\n{3,}/g;

/**
 * A person's text as it is stored: what can't be seen, what turns around or overprints the text beside it, and control
 * characters are gone; real writing in any script, and every emoji, stays. Lines end with `\n`, and at most one in a row is
 * empty. Cleaning a clean text changes nothing.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(lineBreaks, '\n')
    .replaceAll('\t', ' ')
    .replace(controls, '')
    .replace(neededOrInvisible, '$1')
    .normalize('NFC')
    .replace(circlesAround, '')
    .replace(repeatedMark, '$1')
    .replace(marks, fewer)
    .replace(marksWithoutLetter, '')
    .normalize('NFC')
    .replace(spacesAtLineEnd, '')
    .replace(emptyLines, '\n\n')
    .trim();
}

function fewer(run: string): string {
  let free = 0;
  return [...run]
    .slice(0, mostMarks)
    .filter((mark) => !freeMark.test(mark) || ++free <= mostFreeMarks)
    .join('');
}

/** Characters as a person counts them in a form: code points. */
export const lengthOf = (text: string): number => [...text].length;
