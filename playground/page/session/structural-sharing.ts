/**
 * Returns `after` with every part that deeply equals its counterpart in `before` replaced by that
 * counterpart, so that React doesn't re-render the unchanged parts of a view.
 */
export function shareStructure<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after;
  if (Array.isArray(before) && Array.isArray(after)) return shareArray(before, after) as T;
  if (isRecord(before) && isRecord(after)) return shareRecord(before, after) as T;
  return after;
}

function shareArray(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const shared = after.map((item, index) => shareStructure(before[index], item));
  const same =
    before.length === shared.length && shared.every((item, at) => Object.is(item, before[at]));
  return same ? before : shared;
}

type Fields = { readonly [key: string]: unknown };

function shareRecord(before: Fields, after: Fields): Fields {
  const keys = Object.keys(after);
  const shared = Object.fromEntries(
    keys.map((key) => [key, shareStructure(before[key], after[key])]),
  );
  const same =
    Object.keys(before).length === keys.length &&
    keys.every((key) => Object.hasOwn(before, key) && Object.is(shared[key], before[key]));
  return same ? before : shared;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
