import { apiError, apiErrorWithMessages } from '../api-error.ts';
import type { JsonObject } from '../json-object.ts';

/** A call's arguments: strings from a form, any JSON values from a JSON body. */
export type Arguments = JsonObject;

export function textOf(args: Arguments, name: string): string | undefined {
  const value = args[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function requiredText(args: Arguments, name: string): string {
  const value = textOf(args, name);
  if (value === undefined) {
    throw apiErrorWithMessages('invalid_arguments', [`missing required field: ${name}`]);
  }
  return value;
}

export function numberOf(args: Arguments, name: string): number | undefined {
  const text = textOf(args, name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isNaN(number)) {
    throw apiErrorWithMessages('invalid_arguments', [`must be a number: ${name}`]);
  }
  return number;
}

export function isSet(args: Arguments, name: string): boolean {
  const value = args[name];
  return value === true || value === 1 || value === 'true' || value === '1';
}

/** `a,b,c`, or a JSON list. */
export function listOf(args: Arguments, name: string): readonly string[] {
  const value = args[name];
  if (Array.isArray(value)) return value.map(String);
  const text = textOf(args, name);
  if (text?.startsWith('['))
    return (jsonOf(args, name, 'invalid_arguments') as unknown[]).map(String);
  return text?.split(',').map((part) => part.trim()) ?? [];
}

/** A structure: JSON text in a form, or a value in a JSON body. Throws `error` if invalid. */
export function jsonOf(args: Arguments, name: string, error: string): unknown {
  const value = args[name];
  if (typeof value !== 'string') return value;
  if (value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw apiError(error, `${name} is not JSON`);
  }
}

/** One page of a list, and the cursor of the next one (empty at the end). */
export function page<T>(
  args: Arguments,
  items: readonly T[],
  defaultLimit: number,
): { readonly items: readonly T[]; readonly response_metadata: { readonly next_cursor: string } } {
  const limit = numberOf(args, 'limit') || defaultLimit;
  if (limit < 1 || limit > 1000) throw apiError('invalid_limit', 'limit must be 1 to 1000');
  const cursor = textOf(args, 'cursor');
  const start = cursor === undefined ? 0 : startOf(cursor);
  const end = start + limit;
  const next_cursor = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: items.slice(start, end), response_metadata: { next_cursor } };
}

function startOf(cursor: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!match) throw apiError('invalid_cursor', `${cursor} was never issued`);
  return Number(match[1]);
}
