/** A JSON object whose fields have not been checked. */
export type JsonObject = { readonly [key: string]: unknown };
