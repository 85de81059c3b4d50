/** The rules of English, or the endings of a word and those that take the place of each. */
export type Inflection = 'english' | Readonly<Record<string, readonly string[]>>;

/**
 * Returns a function that lists the regular forms of a word: "stab" has "stabs", "stabbed" and
 * "stabbing". Of the endings that a word has, the longest counts.
 */
export function inflector(inflection: Inflection): (word: string) => readonly string[] {
  if (inflection === 'english') return englishForms;
  const endings = Object.keys(inflection).sort((a, b) => b.length - a.length);
  return (word) => {
    const ending = endings.find((each) => each.length < word.length && word.endsWith(each));
    if (ending === undefined) return [word];
    const stem = word.slice(0, word.length - ending.length);
    return [...new Set([word, ...(inflection[ending] ?? []).map((other) => stem + other)])];
  };
}

/** Also those of "be". */
function englishForms(word: string): readonly string[] {
  if (word === 'be') return ['be', 'am', 'is', 'are', 'was', 'were', 'been', 'being'];
  const forms = new Set([word, `${word}s`]);
  if (/(s|x|z|ch|sh)$/.test(word)) forms.add(`${word}es`);
  const bases = new Set([word]);
  if (word.endsWith('e')) bases.add(word.slice(0, -1));
  if (/^[a-z]*[^aeiou][aeiou][bdgklmnprtv]$/.test(word)) bases.add(word + word.at(-1));
  for (const base of bases) {
    forms.add(`${base}ing`);
    forms.add(`${base}ed`);
  }
  if (/[^aeiou]y$/.test(word)) {
    forms.add(`${word.slice(0, -1)}ies`);
    forms.add(`${word.slice(0, -1)}ied`);
  }
  return [...forms];
}
