import { type DestinationStream, destination, pino } from 'pino';
import type { Log } from '../ports/log.ts';

/** Lines are written together: at so many bytes, or after so many milliseconds. */
const writes = { minLength: 4096, periodicFlush: 100 };

/**
 * Logs JSON lines to standard output or to `to`, or readable lines if `pretty`. Errors lose fields
 * that could quote a person.
 */
export function processLog(
  level: string,
  pretty: boolean,
  to?: DestinationStream,
): Log & { readonly flush: () => void } {
  const options = { level, base: null, serializers: { err: safeError } };
  const prettyTransport = { target: 'pino-pretty', options: { ignore: 'pid,hostname' } };
  const logger = pretty
    ? pino({ ...options, transport: prettyTransport })
    : pino(options, to ?? destination({ sync: false, ...writes }));
  return {
    info: (fields, text) => logger.info(fields, text),
    warn: (fields, text) => logger.warn(fields, text),
    error: (fields, text) => logger.error(fields, text),
    flush: () => logger.flush(),
  };
}

/** An error's type, message and stack. Its other fields may hold payloads and are left out. */
function safeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, code, original, cause } = error as Error & Record<string, unknown>;
  const inner = original ?? cause;
  return {
    type: name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    stack,
    ...(inner instanceof Error ? { cause: safeError(inner) } : {}),
  };
}
