/**
 * `after`, with every part that equals its counterpart in `before` replaced by that very part. The server sends the whole
 * view after each change; this way what didn't change stays the same object and isn't drawn again.
 */
export function keepSame<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after;
  if (Array.isArray(before) && Array.isArray(after)) return keepArray(before, after) as T;
  if (isRecord(before) && isRecord(after)) return keepRecord(before, after) as T;
  return after;
}

function keepArray(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const kept = after.map((item, index) => keepSame(before[index], item));
  const same =
    before.length === kept.length && kept.every((item, at) => Object.is(item, before[at]));
  return same ? before : kept;
}

type Fields = { readonly [key: string]: unknown };

function keepRecord(before: Fields, after: Fields): Fields {
  const keys = Object.keys(after);
  const kept = Object.fromEntries(keys.map((key) => [key, keepSame(before[key], after[key])]));
  const same =
    Object.keys(before).length === keys.length &&
    keys.every((key) => Object.hasOwn(before, key) && Object.is(kept[key], before[key]));
  return same ? before : kept;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
