/** The regular English forms of a word: "stab" has "stabs", "stabbed" and "stabbing"; and those of "be". */
export function inflections(word: string): readonly string[] {
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
