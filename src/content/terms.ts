/** Words that say nothing about what a question is after. */
const stopWords = new Set(
  `a about after all also am an and any are as at be because been but by can cannot could did do does doing done
  for from get gets getting give go goes going got had has have he help her hers him his how i if in into is it its just keep
  keeps let like make makes may me more most much my need needs no not of off on one or our out over please she should
  so some someone somebody something still tell than that the their them then there these they thing this those to too
  up us very want wants was we were what when where which while who why will with would you your care customer
  customers client clients guest guests`.split(/\s+/),
);

/** Small letters without accents or punctuation, single spaces. */
export function normalized(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The stems that count. A question of nothing but stop words keeps them all. */
export function meaningfulTerms(text: string): string[] {
  const terms = normalized(text).split(' ').filter(Boolean);
  const telling = terms.filter((term) => !stopWords.has(term));
  return (telling.length > 0 ? telling : terms).map(stem);
}

/** Takes off what English adds most: plurals, -ing, -ed, -ly. Not linguistics, only the same for question and entry. */
function stem(term: string): string {
  const singular = term
    .replace(/(?<=..)ies$/, 'y')
    .replace(/(?<=[sxz]|ch|sh)es$/, '')
    .replace(/(?<=[^su]..?)s$/, '');
  const root = singular.replace(/(?<=...)(ing|ed|ly)$/, '');
  return root.replace(/(?<=..)([^aeiouls])\1$/, '$1').replace(/(?<=...)e$/, '');
}
