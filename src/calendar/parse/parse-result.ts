/** What something typed was read as; or, where it was not, what it may have been meant to be, the likeliest first. */
export type Found<T> = { readonly found: T } | { readonly nearest: readonly string[] };

export function found<T>(value: T): Found<T> {
  return { found: value };
}

export function notFound(...nearest: readonly string[]): Found<never> {
  return { nearest };
}

/** Small letters, accents off, words apart by one space: as names are compared. */
export function plainName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_/.,'’()-]+/g, ' ')
    .trim();
}

/**
 * Of the names, those that are a few slips of the finger from a text, the nearest first: one for a short text, two from six
 * letters on, three from ten; or `mostSlips`. `names` are as `plainName` leaves them.
 */
export function nearestNames(
  text: string,
  names: Iterable<string>,
  most = 3,
  mostSlips = 3,
): readonly string[] {
  const wanted = plainName(text).slice(0, 60);
  const usual = wanted.length < 3 ? 0 : wanted.length < 6 ? 1 : wanted.length < 10 ? 2 : 3;
  const allowed = Math.min(usual, mostSlips);
  const near: { readonly name: string; readonly slips: number }[] = [];
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) > allowed) continue;
    const slips = slipsBetween(wanted, name);
    if (slips <= allowed) near.push({ name, slips });
  }
  return near
    .sort((a, b) => a.slips - b.slips)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Letters added, lost, changed or swapped with their neighbour. */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      let slips = Math.min(
        (last[column + 1] as number) + 1,
        (current[column] as number) + 1,
        (last[column] as number) + (letter === other ? 0 : 1),
      );
      const swapped = letter === b[column - 1] && a[row - 1] === other;
      if (swapped) slips = Math.min(slips, (before[column - 1] as number) + 1);
      current.push(slips);
    }
    before = last;
    last = current;
  }
  return last.at(-1) as number;
}
