/** Whether one letter more, less or other, or two neighbours swapped, makes one word of the other. */
export function oneTypoApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end += 1;
  const [restShort, restLong] = [short.length - start - end, long.length - start - end];
  if (restLong <= 1) return true;
  const swapped = short[start] === long[start + 1] && short[start + 1] === long[start];
  return restShort === 2 && restLong === 2 && swapped;
}

/** Whether two typos are enough. For long words, of which few are near each other. */
export function twoTyposApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false;
  return distance(a, b) <= 2;
}

/** Letters added, lost, changed or swapped with their neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let steps = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (same ? 0 : 1),
      );
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped && row > 1) steps = Math.min(steps, (before[column - 2] as number) + 1);
      current.push(steps);
    }
    before = last;
    last = current;
  }
  return last[b.length] as number;
}
