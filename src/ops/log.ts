import { destination, pino } from 'pino';
import type { Log } from '../ports/log.ts';

/** JSON lines on standard output, or lines for the eye where that is a terminal. Errors lose what could quote a person. */
export function processLog(level: string, pretty: boolean): Log & { readonly flush: () => void } {
  const options = { level, base: null, serializers: { err: errorWithoutWords } };
  const eye = { target: 'pino-pretty', options: { ignore: 'pid,hostname' } };
  const logger = pretty
    ? pino({ ...options, transport: eye })
    : pino(options, destination({ sync: false }));
  return {
    info: (fields, text) => logger.info(fields, text),
    warn: (fields, text) => logger.warn(fields, text),
    error: (fields, text) => logger.error(fields, text),
    flush: () => logger.flush(),
  };
}

/** Where an error came from and what kind it is. Its other fields may hold payloads, so they stay out. */
function errorWithoutWords(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, code, original, cause } = error as Error & Record<string, unknown>;
  const inner = original ?? cause;
  return {
    type: name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    stack,
    ...(inner instanceof Error ? { cause: errorWithoutWords(inner) } : {}),
  };
}
