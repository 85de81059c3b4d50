/**
 * Optimal string alignment distance: how many letters have to be added, removed, replaced or
 * swapped with their neighbour to turn one text into the other. Distances above `limit` come as
 * `limit + 1`.
 */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1;
    endB -= 1;
  }
  const longerRest = Math.max(endA, endB) - start;
  if (endA === start || endB === start) return longerRest;
  // Between common ends, a single edit leaves two letters at most. Rules out most words quickly.
  if (limit === 1 && longerRest > 2) return 2;
  return Math.min(alignmentDistance(a.slice(start, endA), b.slice(start, endB), limit), limit + 1);
}

/** Whether `limit` edits or fewer turn one text into the other. */
export function isWithinEdits(a: string, b: string, limit: number): boolean {
  return editDistance(a, b, limit) <= limit;
}

/** Any number above `limit` once the distance is certainly above it. */
function alignmentDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let fewest = row;
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      let edits = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (isSame ? 0 : 1),
      );
      const isSwap = row > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) edits = Math.min(edits, (beforeLast[column - 2] as number) + 1);
      current.push(edits);
      if (edits < fewest) fewest = edits;
    }
    // A swap continues from the row before.
    if (fewest > limit && Math.min(...last) >= limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length] as number;
}
