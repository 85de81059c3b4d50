/** What a typed text stands for; otherwise what may have been meant, the likeliest first. */
export type ParseResult<T> = { readonly value: T } | { readonly nearest: readonly string[] };

export function parsed<T>(value: T): ParseResult<T> {
  return { value };
}

export function unparsed(...nearest: readonly string[]): ParseResult<never> {
  return { nearest };
}
