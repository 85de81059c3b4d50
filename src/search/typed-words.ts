const apostrophes = /['’‘`´]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII.
const isAscii = /^[\x00-\x7f]*$/;

/**
 * Splits texts into their words: small letters without accents or punctuation. Contractions with an apostrophe are taken apart, for
 * with it it is plain what is meant: "we'll" is not "well". For each text, what `read` makes of its words; many texts at once take a
 * fraction of the time.
 */
export function typedWords(
  contractions: Readonly<Record<string, string>>,
): <T>(texts: readonly string[], read: (word: string) => readonly T[]) => T[][] {
  const endings = Object.keys(contractions).sort((a, b) => b.length - a.length);
  const contraction = new RegExp(
    `(?:${endings.map(RegExp.escape).join('|')})(?![\\p{L}\\p{N}'])`,
    'giu',
  );
  const inFull = (text: string): string => {
    if (endings.length === 0 || text.search(apostrophes) < 0) return text;
    return text
      .replace(apostrophes, "'")
      .replace(contraction, (ending) => ` ${contractions[ending.toLowerCase()] ?? ''} `);
  };
  return <T>(texts: readonly string[], read: (word: string) => readonly T[]) => {
    if (texts.length === 0) return [];
    const lines = texts.map((text) => text.replaceAll('\n', ' ')).join('\n');
    let line: T[] = [];
    const all = [line];
    for (const word of normalized(inFull(lines)).replaceAll('\n', ' \n ').split(' ')) {
      if (word === '\n') {
        line = [];
        all.push(line);
      } else if (word !== '') {
        for (const one of read(word)) line.push(one);
      }
    }
    return all;
  };
}

/** Small letters without accents or punctuation, single spaces, and the ends of lines. */
function normalized(text: string): string {
  if (isAscii.test(text)) {
    return text
      .toLowerCase()
      .replace(/['`]/g, '')
      .replace(/[^a-z0-9\n]+/g, ' ');
  }
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(apostrophes, '')
    .replace(/[^\p{L}\p{N}\n]+/gu, ' ');
}
