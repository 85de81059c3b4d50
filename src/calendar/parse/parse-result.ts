/** The value of a typed text; otherwise suggestions of what was meant, the likeliest first. */
export type ParseResult<T> = { readonly value: T } | { readonly nearest: readonly string[] };

export function parsed<T>(value: T): ParseResult<T> {
  return { value };
}

export function unparsed(...nearest: readonly string[]): ParseResult<never> {
  return { nearest };
}

/** Looks for suggestions only when they are read, as that takes longer than parsing. */
export function unparsedNear(find: () => readonly string[]): ParseResult<never> {
  let found: readonly string[] | undefined;
  return {
    get nearest() {
      found ??= find();
      return found;
    },
  };
}
