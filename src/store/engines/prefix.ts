/** How many lines are read at once. */
export const batchSize = 200;

/** Every key that begins with `prefix` is `>= from` and `< to`, in byte order. */
export const rangeOf = (prefix: string) => ({ from: prefix, to: `${prefix}\u{10ffff}` });

/** The key to continue from after `key`. Keys have no control characters, so none lies between. */
const after = (key: string): string => `${key}\u0001`;

/**
 * Reads all lines with a prefix in key order; `read` gives up to `batchSize` lines from a key on.
 */
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

/** Characters after the last that a namespace can have: the one between it and a name, and the next. */
const [separator, afterSeparator] = [':', ';'];

/** Goes from namespace to namespace without reading what is in between. */
export async function* keysOfWorkspace(
  workspace: string,
  read: (from: string, to: string) => Promise<readonly { readonly key: string }[]>,
): AsyncGenerator<readonly string[], void> {
  const { from, to } = rangeOf('');
  for (let start = from; ; ) {
    const [first] = await read(start, to);
    if (!first) return;
    const namespace = first.key.slice(0, first.key.indexOf(separator));
    const prefix = `${namespace}${separator}${workspace}/`;
    for await (const lines of batchesOf(prefix, read)) yield lines.map(({ key }) => key);
    start = `${namespace}${afterSeparator}`;
  }
}
