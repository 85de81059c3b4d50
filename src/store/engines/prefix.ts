/** How many lines are read at once where everything is read. */
export const batchSize = 200;

/** Every key that begins with `prefix` is `>= from` and `< to`, in the order of bytes. */
export const rangeOf = (prefix: string) => ({ from: prefix, to: `${prefix}\u{10ffff}` });

/** Where to read on after `key`. Keys have no control characters, so nothing lies between. */
const after = (key: string): string => `${key}\u0001`;

/** Reads a range in the order of its keys, by asking for up to `batchSize` lines from a key on. */
export async function* batchesOf<Line extends { readonly key: string }>(
  prefix: string,
  read: (from: string, to: string) => Promise<readonly Line[]>,
): AsyncGenerator<readonly Line[], void> {
  const { from, to } = rangeOf(prefix);
  let start = from;
  for (;;) {
    const lines = await read(start, to);
    const last = lines.at(-1);
    if (last) yield lines;
    if (!last || lines.length < batchSize) return;
    start = after(last.key);
  }
}
