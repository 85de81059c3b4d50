import type { Log } from '../src/ports/log.ts';

export type Line = {
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
};

/** A log that records its lines. */
export function recordedLog(): Log & { readonly lines: Line[]; readonly text: () => string } {
  const lines: Line[] = [];
  const at = (level: string) => (fields: object, message: string) => {
    lines.push({ ...fields, level, message });
  };
  return {
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    lines,
    text: () => lines.map((line) => JSON.stringify(line, errorsToo)).join('\n'),
  };
}

const errorsToo = (_key: string, value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
