const apostrophes = /['’‘`´]/g;
/** Signs of printed text that stand between words, apart from apostrophes. */
const typographic = /[“”„«»–—…·]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII.
const ascii = /^[\x00-\x7f]*$/;

/**
 * Splits texts into words in lower case, without accents and punctuation, and returns for each text
 * what `map` makes of its words. Contractions are expanded only if they are typed with an
 * apostrophe, which makes them unambiguous: "we'll" is not "well". Many texts in one call take a
 * fraction of the time of many calls.
 */
export function tokenizer(
  contractions: Readonly<Record<string, string>>,
): <T>(texts: readonly string[], map: (word: string) => readonly T[]) => T[][] {
  const endings = Object.keys(contractions).sort((a, b) => b.length - a.length);
  const contraction = new RegExp(
    `(?:${endings.map(RegExp.escape).join('|')})(?![\\p{L}\\p{N}'])`,
    'giu',
  );
  const expanded = (text: string): string => {
    if (text.search(apostrophes) < 0) return text;
    const straight = text.replace(apostrophes, "'");
    if (endings.length === 0) return straight;
    return straight.replace(
      contraction,
      (ending) => ` ${contractions[ending.toLowerCase()] ?? ''} `,
    );
  };
  return <T>(texts: readonly string[], map: (word: string) => readonly T[]) => {
    if (texts.length === 0) return [];
    const joined = texts.map((text) => text.replaceAll('\n', ' ')).join('\n');
    let line: T[] = [];
    const lines = [line];
    for (const word of normalized(expanded(joined)).replaceAll('\n', ' \n ').split(' ')) {
      if (word === '\n') {
        line = [];
        lines.push(line);
      } else if (word !== '') {
        for (const token of map(word)) line.push(token);
      }
    }
    return lines;
  };
}

/** Lower case, no accents or punctuation, single spaces; keeps line ends. */
function normalized(text: string): string {
  const plain = text.replace(typographic, ' ');
  if (ascii.test(plain)) {
    return plain
      .toLowerCase()
      .replace(/['`]/g, '')
      .replace(/[^a-z0-9\n]+/g, ' ');
  }
  return withoutAccents(text)
    .toLowerCase()
    .replace(apostrophes, '')
    .replace(/[^\p{L}\p{N}\n]+/gu, ' ');
}

/** "Café" becomes "Cafe". */
export const withoutAccents = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}+/gu, '');
