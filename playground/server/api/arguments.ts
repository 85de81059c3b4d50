import { refusal, refusalWithReasons } from '../api-error.ts';
import type { Fields } from '../slack-context.ts';

/** A call's arguments: strings from a form, any JSON from a JSON body. */
export type Arguments = Fields;

export function textOf(args: Arguments, name: string): string | undefined {
  const value = args[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function requiredText(args: Arguments, name: string): string {
  const value = textOf(args, name);
  if (value === undefined) {
    throw refusalWithReasons('invalid_arguments', [`missing required field: ${name}`]);
  }
  return value;
}

export function numberOf(args: Arguments, name: string): number | undefined {
  const text = textOf(args, name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isNaN(number)) {
    throw refusalWithReasons('invalid_arguments', [`must be a number: ${name}`]);
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

/** A structure given as JSON in a form, or as it is in a JSON body; `error` when it can't be read. */
export function jsonOf(args: Arguments, name: string, error: string): unknown {
  const value = args[name];
  if (typeof value !== 'string') return value;
  if (value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw refusal(error, `${name} is not JSON`);
  }
}

/** One page of a list, and the cursor of the next as Slack gives it (empty at the end). */
export function page<T>(
  args: Arguments,
  items: readonly T[],
  defaultLimit: number,
): { readonly items: readonly T[]; readonly response_metadata: { readonly next_cursor: string } } {
  const limit = numberOf(args, 'limit') || defaultLimit;
  if (limit < 1 || limit > 1000) throw refusal('invalid_limit', 'limit goes from 1 to 1000');
  const cursor = textOf(args, 'cursor');
  const start = cursor === undefined ? 0 : startOf(cursor);
  const end = start + limit;
  const next_cursor = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: items.slice(start, end), response_metadata: { next_cursor } };
}

function startOf(cursor: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!match) throw refusal('invalid_cursor', `${cursor} was never given out`);
  return Number(match[1]);
}
